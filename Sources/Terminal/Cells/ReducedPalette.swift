/// At most 256 colors that stand for those of a picture (Heckbert, "Color image quantization for frame buffer display",
/// SIGGRAPH 1982: the box that varies most is split at its median).
struct ReducedPalette {
    private(set) var colors: [RGB] = []
    /// The color of each bin of `ReducedPalette.bin`.
    private var indices = [UInt8](repeating: 0, count: 1 << 15)

    /// Pixels of like color, as one.
    private struct Bin {
        var sum = SIMD3<Int>(), count = 0
        let number: Int
        func value(_ channel: Int) -> Int { sum[channel] / count }
    }

    /// `rgb`: three bytes a pixel, at least one pixel.
    init(_ rgb: [UInt8]) {
        var all = (0..<1 << 15).map { Bin(number: $0) }
        for at in stride(from: 0, to: rgb.count, by: 3) {
            let bin = ReducedPalette.bin(rgb, at)
            all[bin].sum &+= SIMD3(Int(rgb[at]), Int(rgb[at + 1]), Int(rgb[at + 2]))
            all[bin].count += 1
        }
        var boxes = [all.filter { $0.count > 0 }]
        var spreads = boxes.map(ReducedPalette.spread)
        while boxes.count < 256, let widest = spreads.indices.max(by: { spreads[$0].weight < spreads[$1].weight }), spreads[widest].weight > 0 {
            let channel = spreads[widest].channel
            let sorted = boxes[widest].sorted { ($0.value(channel), $0.number) < ($1.value(channel), $1.number) }
            let half = sorted.reduce(0) { $0 + $1.count } / 2
            var seen = 0, middle = 0
            while middle < sorted.count - 1, seen <= half || middle == 0 {
                seen += sorted[middle].count
                middle += 1
            }
            boxes[widest] = Array(sorted[..<middle])
            boxes.append(Array(sorted[middle...]))
            spreads[widest] = ReducedPalette.spread(boxes[widest])
            spreads.append(ReducedPalette.spread(boxes[boxes.count - 1]))
        }
        for (index, box) in boxes.enumerated() {
            let count = max(1, box.reduce(0) { $0 + $1.count })
            let sum = box.reduce(SIMD3<Int>()) { $0 &+ $1.sum } &+ SIMD3(repeating: count / 2)
            colors.append(RGB(UInt8(sum.x / count), UInt8(sum.y / count), UInt8(sum.z / count)))
            for bin in box { indices[bin.number] = UInt8(index) }
        }
    }

    func index(of rgb: [UInt8], at: Int) -> Int { Int(indices[ReducedPalette.bin(rgb, at)]) }

    /// Five bits of each channel.
    private static func bin(_ rgb: [UInt8], _ at: Int) -> Int {
        Int(rgb[at] >> 3) << 10 | Int(rgb[at + 1] >> 3) << 5 | Int(rgb[at + 2] >> 3)
    }

    /// The channel in which a box is widest, and how much it calls for a split; 0 when it is one bin.
    private static func spread(_ box: [Bin]) -> (channel: Int, weight: Int) {
        guard box.count > 1 else { return (0, 0) }
        let ranges = (0..<3).map { channel in
            let values = box.lazy.map { $0.value(channel) }
            return values.max()! - values.min()!
        }
        let channel = (0..<3).max { ranges[$0] < ranges[$1] }!
        return (channel, max(1, ranges[channel]) * box.reduce(0) { $0 + $1.count })
    }
}
