import Masks
import Pixels
import Workers

/// A part of a photo at a smaller size, with what is known of it.
struct Reduction: Sendable {
    /// Hole pixels are 0.
    var planes: Planes
    /// What meets a pixel that is to be filled is hole, all else known.
    var hole: Hole

    /// Left and right exchanged.
    var mirrored: Reduction { Reduction(planes: planes.mirrored, hole: hole.mirrored) }
}

extension Raster {
    /// Averages the areas of `part` down to `width` x `height`, reading the photo's samples directly.
    ///
    /// Pixels of `mask` count for nothing; a target pixel that meets one is hole. `part` lies inside the photo and is at
    /// least as large as the target.
    func reduced(
        _ part: Rectangle, mask: Mask, to width: Int, _ height: Int, _ work: Work
    ) throws(Cancelled) -> Reduction {
        precondition(part.intersection(bounds) == part && part.width >= width && part.height >= height)
        let rows = try withSamples { samples throws(Cancelled) in
            try mask.bytes.withUnsafeBufferPointer { mask throws(Cancelled) in
                let reader = AreaReader(samples: samples, mask: mask, part: part, width: width, height: height)
                return try work.map(height) { row, _ in reader.read(row: row) }
            }
        }
        var planes = Planes(width: width, height: height, channels: channels)
        var kinds: [Hole.Kind] = []
        kinds.reserveCapacity(width * height)
        for (y, row) in rows.enumerated() {
            kinds += row.kinds
            for (x, mean) in row.means.enumerated() {
                for channel in 0..<channels { planes.values[(channel * height + y) * width + x] = mean[channel] }
            }
        }
        return Reduction(planes: planes, hole: Hole(width: width, height: height, kinds: kinds))
    }
}

/// Averages one row of target pixels at a time.
private struct AreaReader {
    private let samples: Samples
    private let mask: UnsafeBufferPointer<UInt8>
    private let part: Rectangle
    private let height: Int
    private let columns: [AreaSpan]

    init(samples: Samples, mask: UnsafeBufferPointer<UInt8>, part: Rectangle, width: Int, height: Int) {
        self.samples = samples
        self.mask = mask
        self.part = part
        self.height = height
        columns = (0..<width).map { AreaSpan($0, of: width, over: part.width) }
    }

    /// The means of a row, 0 where any pixel below is to be filled.
    func read(row: Int) -> (means: [SIMD4<Float>], kinds: [Hole.Kind]) {
        let rows = AreaSpan(row, of: height, over: part.height)
        var means = [SIMD4<Float>](repeating: .zero, count: columns.count)
        var kinds = [Hole.Kind](repeating: .known, count: columns.count)
        for (column, span) in columns.enumerated() {
            var sum = SIMD4<Float>.zero, total: Float = 0, isHole = false
            let last = span.positions.upperBound - 1
            for y in rows.positions {
                let vertical = Float(rows.weight(y)), line = (part.y + y) &* samples.width &+ part.x
                func add(_ x: Int, _ weight: Float) {
                    if mask[line &+ x] != 0 { isHole = true }
                    total += weight
                    sum += weight * samples[part.x &+ x, part.y &+ y]
                }
                add(span.positions.lowerBound, vertical * Float(span.weight(span.positions.lowerBound)))
                guard last > span.positions.lowerBound else { continue }
                for x in span.positions.lowerBound + 1..<last { add(x, vertical) }
                add(last, vertical * Float(span.weight(last)))
            }
            if isHole { kinds[column] = .hole } else { means[column] = sum / total }
        }
        return (means, kinds)
    }
}
