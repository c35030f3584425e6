#if WebP
import RealModule

/// The quantizers in the header of a lossy WebP picture (RFC 6386, 9.2 to 9.6).
struct VP8Header {
    /// Of each segment, 0 (fine) to 127.
    private(set) var quantizers: [Int] = []
    /// The shares of the picture that the segments have, by the probabilities that the map of them is coded with.
    private var shares: [Double] = [1]

    /// nil where the picture is none.
    init?(_ picture: ArraySlice<UInt8>) {
        // A tag of 3 bytes, of which the lowest bit is 0 in key frames, the start code, and the sides.
        guard picture.count > 12, picture.first! & 1 == 0, picture.dropFirst(3).starts(with: [0x9D, 0x01, 0x2A]) else { return nil }
        var bits = BooleanDecoder(picture.dropFirst(10))
        // Color space and clamping.
        _ = bits.number(2)
        let segments = bits.flag() ? Self.segments(&bits) : nil
        // Type, level and sharpness of the loop filter, and its adjustments.
        _ = bits.number(10)
        if bits.flag(), bits.flag() { for _ in 0..<8 { _ = bits.optional(6) } }
        // The number of partitions.
        _ = bits.number(2)
        let base = bits.number(7)
        if let segments { shares = segments.shares }
        quantizers = segments?.values.map { min(127, max(0, segments!.areAbsolute ? $0 : base + $0)) } ?? [base]
    }

    private static func segments(_ bits: inout BooleanDecoder) -> (values: [Int], areAbsolute: Bool, shares: [Double])? {
        let hasMap = bits.flag()
        var values: [Int]?, areAbsolute = false
        if bits.flag() {
            areAbsolute = bits.flag()
            values = (0..<4).map { _ in bits.optional(7) }
            for _ in 0..<4 { _ = bits.optional(6) }
        }
        // A tree: whether it is one of the first two, and which of each two.
        let zero = (0..<3).map { _ in hasMap && bits.flag() ? Double(bits.number(8)) / 255 : 1 }
        let shares = [zero[0] * zero[1], zero[0] * (1 - zero[1]), (1 - zero[0]) * zero[2], (1 - zero[0]) * (1 - zero[2])]
        return values.map { ($0, areAbsolute, shares) }
    }

    /// The quality, 0 to 100, for which libwebp takes such quantizers: it inverts what `VP8SetSegmentParams` does there, which raises
    /// one number to powers whose mean over the picture is 1. Of three photographs in seven qualities it is two off at most.
    var quality: Double {
        let logarithm = zip(quantizers, shares).reduce(0) { $0 + $1.1 * Double.log(max(0.001, 1 - Double($1.0) / 127)) }
        let linear = Double.exp(3 * logarithm)
        return 100 * (linear < 0.5 ? linear * 1.5 : (linear + 1) / 2)
    }

    /// The boolean decoder of RFC 6386, 7.3; zeros come behind the end.
    private struct BooleanDecoder {
        private var bytes: ArraySlice<UInt8>
        private var value = 0, range = 255, shifted = 0

        init(_ bytes: ArraySlice<UInt8>) {
            self.bytes = bytes
            value = next() << 8 | next()
        }

        private mutating func next() -> Int { Int(bytes.popFirst() ?? 0) }

        /// All flags and numbers that are read here are told with a probability of a half.
        mutating func flag() -> Bool {
            let split = 1 + ((range - 1) * 128) >> 8, isSet = value >= split << 8
            if isSet {
                range -= split
                value -= split << 8
            } else {
                range = split
            }
            while range < 128 {
                value <<= 1
                range <<= 1
                shifted += 1
                if shifted == 8 {
                    shifted = 0
                    value |= next()
                }
            }
            return isSet
        }

        mutating func number(_ count: Int) -> Int { (0..<count).reduce(0) { number, _ in number << 1 | (flag() ? 1 : 0) } }

        /// A flag, and where it is set a magnitude and a sign.
        mutating func optional(_ count: Int) -> Int {
            guard flag() else { return 0 }
            let magnitude = number(count)
            return flag() ? -magnitude : magnitude
        }
    }
}
#endif
