import Pixels
import Workers

/// What is expected of a hole's colors: by the network and, where the user has drawn lines, by what lies on their two sides.
struct Expectation {
    let fill: NetworkFill?
    let drawn: DrawnLines?
    /// The part of the photo that textures show.
    let part: Rectangle

    /// Offsets at which a drawn line goes on along itself, in pixels of a texture `factor` times smaller than the photo.
    func offsets(factor: Int) -> [Offset] { drawn?.segments(of: part, factor: factor).flatMap(\.offsets) ?? [] }

    func barriers(_ texture: Texture, factor: Int) -> Barriers? {
        drawn.map { Barriers($0.segments(of: part, factor: factor), width: texture.width, height: texture.height) }
    }

    func guide(_ texture: Texture, _ barriers: Barriers?, factor: Int, _ work: Work) throws(Cancelled) -> Guide? {
        let network = fill?.guide(texture, of: part, factor: factor)
        return try barriers.map { (barriers) throws(Cancelled) in try Guide(texture, carriedOnBeside: barriers, or: network, work) } ?? network
    }
}
