import Pixels
import Workers

/// What is expected of a hole's colors: by the network and, where the user has drawn lines, by what lies on their two sides.
struct Expectation {
    let fill: NetworkFill?
    let drawn: DrawnLines?
    /// The part of the photo that textures show.
    let part: Rectangle

    /// Drawn lines, in pixels of a texture `factor` times smaller than the photo.
    func segments(factor: Int) -> [ContinuedLines.Segment] { drawn?.segments(of: part, factor: factor) ?? [] }

    /// Offsets at which a drawn line goes on along itself.
    func offsets(factor: Int) -> [Offset] { segments(factor: factor).flatMap(\.offsets) }

    func barriers(_ texture: Texture, factor: Int) -> Barriers? {
        drawn.map { Barriers($0.segments(of: part, factor: factor), width: texture.width, height: texture.height) }
    }

    /// `lines`: those that are found besides.
    func guide(
        _ texture: Texture, _ barriers: Barriers?, _ lines: ContinuedLines, factor: Int, _ work: Work
    ) throws(Cancelled) -> Guide? {
        let network = fill?.guide(texture, of: part, factor: factor)
        guard let barriers else { return network }
        return try Guide(texture, carriedOnBeside: barriers, lines, or: network, work)
    }
}
