extension [SIMD4<UInt8>] {
    /// The pixels of a picture of even sides and `width`, at half its size: rounded means of two by two as they are encoded.
    public func halved(width: Int) -> [SIMD4<UInt8>] {
        let columns = width / 2, rows = count / width / 2
        return [SIMD4<UInt8>](unsafeUninitializedCapacity: columns * rows) { result, initialized in
            withUnsafeBufferPointer { pixels in
                for y in 0..<rows {
                    for x in 0..<columns {
                        let index = 2 * (y * width + x)
                        var sum = SIMD4<UInt16>(repeating: 2)
                        sum &+= SIMD4<UInt16>(truncatingIfNeeded: pixels[index])
                        sum &+= SIMD4<UInt16>(truncatingIfNeeded: pixels[index + 1])
                        sum &+= SIMD4<UInt16>(truncatingIfNeeded: pixels[index + width])
                        sum &+= SIMD4<UInt16>(truncatingIfNeeded: pixels[index + width + 1])
                        result.initializeElement(at: y * columns + x, to: SIMD4<UInt8>(truncatingIfNeeded: sum &>> 2))
                    }
                }
            }
            initialized = columns * rows
        }
    }
}
