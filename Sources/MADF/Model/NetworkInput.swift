/// A picture with a hole, as the network takes it.
public struct NetworkInput: Sendable {
    /// Planar `[3][height][width]`; what the hole holds is not read.
    public let image: [Float]
    /// `[height][width]`, not 0 where there is something to fill.
    public let hole: [UInt8]
    /// `[height][width]`, not 0 where outputs are to be computed; elsewhere they hold nothing of the network's.
    package let wanted: [UInt8]
    public let width, height: Int

    /// - Parameters:
    ///   - image: `[3][height][width]`, RGB as encoded for sRGB, in 0...1.
    ///   - hole: `[height][width]`, not 0 where there is something to fill: there outputs are computed.
    ///   - width, height: multiples of the network's `configuration.sideMultiple`.
    public init(image: [Float], hole: [UInt8], width: Int, height: Int) {
        self.init(image: image, hole: hole, wanted: hole, width: width, height: height)
    }

    /// As above, with outputs computed where `wanted` says.
    package init(image: [Float], hole: [UInt8], wanted: [UInt8], width: Int, height: Int) {
        precondition(width > 0 && height > 0)
        precondition(image.count == 3 * width * height && hole.count == width * height && wanted.count == width * height)
        self.image = image
        self.hole = hole
        self.wanted = wanted
        self.width = width
        self.height = height
    }

    /// The same input, with outputs computed everywhere.
    package var everywhere: NetworkInput {
        NetworkInput(image: image, hole: hole, wanted: [UInt8](repeating: 1, count: width * height), width: width, height: height)
    }
}
