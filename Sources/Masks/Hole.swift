import Pixels

/// What of a picture is known and what is to be filled, pixel by pixel: the form in which a hole travels through the engine, at
/// whatever size it is looked at there. (What a user marks, at the photo's size, is a `Mask`.)
public struct Hole: Equatable, Sendable {
    /// What a pixel is.
    public enum Kind: UInt8, Sendable {
        case known
        /// To be filled.
        case hole
        /// Neither: not known, and nobody asks for it.
        case outside
    }

    public let width, height: Int
    /// `[height][width]`.
    public var kinds: [Kind]

    /// Takes over `kinds`, which must be `width * height`.
    public init(width: Int, height: Int, kinds: [Kind]) {
        precondition(kinds.count == width * height)
        self.width = width
        self.height = height
        self.kinds = kinds
    }

    /// A picture all of one kind.
    public init(width: Int, height: Int, all kind: Kind) {
        self.init(width: width, height: height, kinds: [Kind](repeating: kind, count: width * height))
    }

    @inlinable public subscript(index: Int) -> Kind {
        get { kinds[index] }
        set { kinds[index] = newValue }
    }

    /// The indices of the pixels that are to be filled.
    public var pixels: [Int] {
        var result: [Int] = []
        result.reserveCapacity(kinds.count { $0 == .hole })
        for index in kinds.indices where kinds[index] == .hole { result.append(index) }
        return result
    }

    /// The smallest rectangle around all pixels that are to be filled; nil without any.
    public var bounds: Rectangle? { mask.boundingBox }

    /// Of each pixel that is to be filled the distance to the nearest other one, 0 elsewhere; `[height][width]`.
    public var depths: [Float] { mask.depths(limit: max(width, height)) }

    private var mask: Mask { Mask(width: width, height: height, bytes: kinds.map { $0 == .hole ? 255 : 0 }) }
}
