import Pixels
import Workers

extension Guide {
    /// Cost of a squared difference of 1: that of the network where it is off by 15 levels in each channel.
    private static let drawnWeight: Float = 0.12
    /// So near to a line the photo, blurred, shows both of its sides.
    private static let blind = 2

    /// The colors of the rim, carried on into the hole without crossing a line.
    init(_ texture: Texture, carriedOnBeside barriers: Barriers, _ work: Work) throws(Cancelled) {
        source = texture.blurred(1)
        var fill = texture.blurred(0.6), weight = [Float](repeating: 0, count: fill.count)
        if let hole = texture.hole.bounds {
            let known = fill, channels = (0..<4).filter { channel in known.contains { $0[channel] != 0 } }
            func isParted(_ x: Int, _ y: Int, fromRight: Bool) -> Bool { barriers.parts(y * texture.width + x, side: fromRight ? 1 : 3) }
            let carried = try texture.carriedOn(hole, isParted: isParted, channels.map { channel in { known[$0][channel] } }, work)
            for (channel, values) in zip(channels, carried) {
                for cell in values.indices {
                    let index = (hole.y + cell / hole.width) * texture.width + hole.x + cell % hole.width
                    if texture.hole[index] == .hole { fill[index][channel] = values[cell] }
                }
            }
            let isBlind = barriers.near(reach: Self.blind)
            for index in texture.hole.pixels where !isBlind[index] { weight[index] = Self.drawnWeight }
        }
        self.fill = fill
        self.weight = weight
    }
}
