extension Raster {
    /// How a raster stores a sample. The one place that reads and writes single samples in bytes.
    public enum SampleType: Sendable {
        /// 8 bits.
        case uint8
        /// 16 bits in the machine's byte order.
        case uint16

        /// Of a sample.
        @inlinable public var bytes: Int { self == .uint8 ? 1 : 2 }

        /// The largest sample: white, full ink, or opaque.
        @inlinable public var largest: Int { self == .uint8 ? 255 : 65_535 }

        /// Sample `index` of `bytes`.
        @inlinable @inline(__always) public func load(from bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
            switch self {
            case .uint8: Int(bytes[index])
            case .uint16: Int(bytes.loadUnaligned(fromByteOffset: 2 &* index, as: UInt16.self))
            }
        }

        /// Writes sample `index` of `bytes`; it must be in 0...`largest`.
        @inlinable @inline(__always) public func store(_ sample: Int, to bytes: UnsafeMutableRawBufferPointer, at index: Int) {
            switch self {
            case .uint8: bytes[index] = UInt8(sample)
            case .uint16: bytes.storeBytes(of: UInt16(sample), toByteOffset: 2 &* index, as: UInt16.self)
            }
        }
    }
}
