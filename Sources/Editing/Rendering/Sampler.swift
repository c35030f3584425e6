/// Averages the pixels of a pyramid under each screen pixel of a viewport.
struct Sampler {
    /// The part of a level's rows or columns under one screen pixel.
    private struct Span {
        let start: Int
        /// Shares in 256ths that sum to 256; empty outside of the photo.
        let weights: [Int]
    }

    let level: Int
    private let columns, rows: [Span]

    init(_ viewport: Viewport) {
        // Between one and two pixels of the level to a screen pixel: smooth, and little to add up.
        var level = 0
        while Double(1 << (level + 1)) * viewport.scale <= 1 { level += 1 }
        self.level = level
        columns = Sampler.spans(
            count: viewport.width, center: viewport.center.x, scale: viewport.scale, size: viewport.photoWidth, level: level)
        rows = Sampler.spans(
            count: viewport.height, center: viewport.center.y, scale: viewport.verticalScale,
            size: viewport.photoHeight, level: level)
    }

    private static func spans(count: Int, center: Double, scale: Double, size: Int, level: Int) -> [Span] {
        let unit = Double(1 << level), levelSize = (size + (1 << level) - 1) >> level
        // A photo thinner than a screen pixel is in the one that its middle is in, lest it be in none.
        let only = Double(size) * scale < 1 ? Int(((Double(size) / 2 - center) * scale + Double(count) / 2).rounded(.down)) : nil
        return (0..<count).map { position -> Span in
            let from = center + (Double(position) - Double(count) / 2) / scale
            let middle = from + 0.5 / scale
            guard only.map({ $0 == position }) ?? (middle >= 0 && middle < Double(size)) else { return Span(start: 0, weights: []) }
            if scale >= 1 { return Span(start: min(levelSize - 1, Int(middle / unit)), weights: [256]) }
            let low = max(0, from / unit), high = min(Double(levelSize), (from + 1 / scale) / unit)
            let first = min(levelSize - 1, Int(low)), last = max(first, min(levelSize - 1, Int(high.rounded(.up)) - 1))
            var weights = (first...last).map { pixel in
                let covered = min(high, Double(pixel + 1)) - max(low, Double(pixel))
                return Int(256 * max(0, covered) / max(1e-9, high - low))
            }
            weights[weights.count / 2] += 256 - weights.reduce(0, +)
            return Span(start: first, weights: weights)
        }
    }

    func isInside(column: Int, row: Int) -> Bool { !columns[column].weights.isEmpty && !rows[row].weights.isEmpty }

    /// Calls `body(index of the screen pixel, channel values)` for the pixels inside the photo.
    func forEach(base: Pyramid.Level, _ pyramid: Pyramid, _ body: (Int, (Int, Int, Int)) -> Void) {
        let source = level == 0 ? base : pyramid.reductions[level - 1]
        let isLight = pyramid.average == .light, channels = pyramid.channels
        source.bytes.withUnsafeBufferPointer { bytes in
            Transfer.linear.withUnsafeBufferPointer { linear in
                for (y, row) in rows.enumerated() where !row.weights.isEmpty {
                    for (x, column) in columns.enumerated() where !column.weights.isEmpty {
                        // Shares are rounded up here too: the smallest mark is seen.
                        var sums = (isLight ? 0 : 0xffff, 0, 0)
                        for (dy, weightY) in row.weights.enumerated() {
                            let line = (row.start + dy) * source.width
                            for (dx, weightX) in column.weights.enumerated() {
                                let weight = weightX * weightY, at = (line + column.start + dx) * channels
                                if isLight {
                                    sums.0 += weight * Int(linear[Int(bytes[at])])
                                    sums.1 += weight * Int(linear[Int(bytes[at + 1])])
                                    sums.2 += weight * Int(linear[Int(bytes[at + 2])])
                                } else {
                                    sums.0 += weight * Int(bytes[at])
                                }
                            }
                        }
                        body(y * columns.count + x, (sums.0 >> 16, sums.1 >> 16, sums.2 >> 16))
                    }
                }
            }
        }
    }
}
