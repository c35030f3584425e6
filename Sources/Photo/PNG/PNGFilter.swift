/// The filters of PNG (PNG specification, section 9), of which each row gets the one whose bytes are smallest in sum, as signed
/// numbers: what the specification recommends (section 12.7), and libpng does.
struct PNGFilter {
    /// Bytes of a row, and from a sample to that of the pixel before.
    let length, step: Int

    /// Writes the filter's number and the filtered bytes of `row` to `target`, one byte longer than a row; `above` is the row
    /// before, zeros for the first.
    func apply(
        to row: UnsafePointer<UInt8>, above: UnsafePointer<UInt8>, into target: UnsafeMutablePointer<UInt8>,
        scratch: UnsafeMutablePointer<UInt8>
    ) {
        var least = Int.max
        for filter in UInt8(0)...4 {
            let sum = filtered(filter, row, above, into: scratch)
            guard sum < least else { continue }
            least = sum
            target[0] = filter
            (target + 1).update(from: scratch, count: length)
        }
    }

    /// The filtered bytes, and their sum.
    private func filtered(
        _ filter: UInt8, _ row: UnsafePointer<UInt8>, _ above: UnsafePointer<UInt8>, into result: UnsafeMutablePointer<UInt8>
    ) -> Int {
        // Left of the first pixel there are zeros.
        for index in 0..<min(step, length) {
            result[index] = row[index] &- Self.prediction(filter, left: 0, above[index], corner: 0)
        }
        switch filter {
        case 0: predict(row, above, into: result) { _, _, _ in 0 }
        case 1: predict(row, above, into: result) { left, _, _ in left }
        case 2: predict(row, above, into: result) { _, above, _ in above }
        case 3: predict(row, above, into: result) { left, above, _ in Self.mean(left, above) }
        default: predict(row, above, into: result) { Self.paeth($0, $1, $2) }
        }
        var sum: UInt64 = 0, index = 0
        while index < length {
            var part: UInt32 = 0
            for place in index..<min(length, index + 1 << 16) { part &+= UInt32(min(result[place], 0 &- result[place])) }
            sum += UInt64(part)
            index += 1 << 16
        }
        return Int(sum)
    }

    @inline(__always) private func predict(
        _ row: UnsafePointer<UInt8>, _ above: UnsafePointer<UInt8>, into result: UnsafeMutablePointer<UInt8>,
        _ prediction: (_ left: UInt8, _ above: UInt8, _ corner: UInt8) -> UInt8
    ) {
        guard step < length else { return }
        for index in step..<length {
            result[index] = row[index] &- prediction(row[index &- step], above[index], above[index &- step])
        }
    }

    private static func prediction(_ filter: UInt8, left: UInt8, _ above: UInt8, corner: UInt8) -> UInt8 {
        switch filter {
        case 0: 0
        case 1: left
        case 2: above
        case 3: mean(left, above)
        default: paeth(left, above, corner)
        }
    }

    @inline(__always) private static func mean(_ left: UInt8, _ above: UInt8) -> UInt8 {
        (left & above) &+ ((left ^ above) >> 1)
    }

    /// The neighbor nearest to left + above - corner (section 9.4).
    @inline(__always) private static func paeth(_ left: UInt8, _ above: UInt8, _ corner: UInt8) -> UInt8 {
        let toLeft = Int16(above) &- Int16(corner), toAbove = Int16(left) &- Int16(corner)
        let (a, b, c) = (abs(toLeft), abs(toAbove), abs(toLeft &+ toAbove))
        return a <= b && a <= c ? left : b <= c ? above : corner
    }
}
