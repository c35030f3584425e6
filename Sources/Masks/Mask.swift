import Pixels

/// What is to be removed: one byte a pixel of the upright photo, 255 to remove and 0 to keep.
///
/// Values between come only from feathering; whatever is not 0 may be changed, nothing else is.
public struct Mask: Equatable, Sendable {
    public let width, height: Int
    /// `height * width` bytes, rows from top to bottom.
    public var bytes: [UInt8]

    /// Takes over `bytes`, which must be `width * height`.
    public init(width: Int, height: Int, bytes: [UInt8]) {
        precondition(width > 0 && height > 0 && bytes.count == width * height)
        self.width = width
        self.height = height
        self.bytes = bytes
    }

    /// A mask that removes nothing.
    public init(width: Int, height: Int) {
        self.init(width: width, height: height, bytes: [UInt8](repeating: 0, count: width * height))
    }

    public var bounds: Rectangle { Rectangle(x: 0, y: 0, width: width, height: height) }

    /// Marks what is not marked, and the other way around.
    public mutating func invert() {
        bytes.withUnsafeMutableBufferPointer { bytes in
            for index in bytes.indices { bytes[index] = ~bytes[index] }
        }
    }

    /// The value at column `x`, row `y`; outside the mask nothing is removed.
    @inlinable public subscript(x: Int, y: Int) -> UInt8 {
        get { x >= 0 && x < width && y >= 0 && y < height ? bytes[y * width + x] : 0 }
        set {
            precondition(x >= 0 && x < width && y >= 0 && y < height)
            bytes[y * width + x] = newValue
        }
    }
}
