/// What the bytes of a map have in common, square by square.
enum Squares {
    /// A map `step` times smaller, whose byte (x, y) combines those in `reach` around (step * x, step * y), along both axes.
    ///
    /// Outside of the map is nothing to combine; where `isWhole` asks for whole squares, one that reaches over the border gives 0.
    /// `combine` has 0 as its identity, or, with whole squares, as what it always gives.
    @inline(__always)
    static func reduced(
        _ bytes: [UInt8], width: Int, height: Int, step: Int, reach: ClosedRange<Int>, isWhole: Bool,
        _ combine: (UInt8, UInt8) -> UInt8
    ) -> [UInt8] {
        let length = width + reach.count, newWidth = width / step, newHeight = height / step
        var line = [UInt8](repeating: 0, count: length)
        return [UInt8](unsafeUninitializedCapacity: newWidth * newHeight) { result, count in
            bytes.withUnsafeBufferPointer { bytes in
                line.withUnsafeMutableBufferPointer { buffer in
                    // Pointers to where a loop begins instead of sums in its subscripts: a check of each sum would keep it from vectors.
                    let line = buffer.baseAddress!, next = line + 1, inner = line - reach.lowerBound
                    for y in 0..<newHeight {
                        let target = result.baseAddress! + y * newWidth
                        let rows = (step * y + reach.lowerBound...step * y + reach.upperBound).clamped(to: 0...height - 1)
                        line.update(repeating: 0, count: length)
                        if !isWhole || rows.count == reach.count {
                            inner.update(from: bytes.baseAddress! + rows.lowerBound * width, count: width)
                            for row in rows.dropFirst() {
                                let source = bytes.baseAddress! + row * width
                                for x in 0..<width { inner[x] = combine(inner[x], source[x]) }
                            }
                            for _ in 1..<reach.count {
                                for x in 0..<length - 1 { line[x] = combine(line[x], next[x]) }
                            }
                        }
                        for x in 0..<newWidth { target[x] = line[step &* x] }
                    }
                }
            }
            count = newWidth * newHeight
        }
    }
}

extension [UInt8] {
    /// Over a span such a loop becomes vectors, which `map` does not.
    @inline(__always)
    mutating func mapInPlace(_ transform: (UInt8) -> UInt8) {
        var bytes = mutableSpan
        for index in bytes.indices { bytes[index] = transform(bytes[index]) }
    }
}
