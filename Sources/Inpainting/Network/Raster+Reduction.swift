import Masks
import Pixels
import Workers

/// A part of a photo at a smaller size, with what is known of it.
struct Reduction: Sendable {
    /// Hole pixels are 0.
    var planes: Planes
    /// `[height][width]`; 1 where any pixel below is to be filled.
    var hole: [UInt8]

    /// Left and right exchanged.
    var mirrored: Reduction { Reduction(planes: planes.mirrored, hole: hole.mirrored(width: planes.width)) }
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
        let table = sampleTable()
        let rows = try bytes.withUnsafeBufferPointer { source throws(Cancelled) in
            try mask.bytes.withUnsafeBufferPointer { mask throws(Cancelled) in
                try table.withUnsafeBufferPointer { table throws(Cancelled) in
                    let reader = AreaReader(
                        source: UnsafeRawBufferPointer(source), mask: mask, table: table, stride: self.width, channels: channels,
                        bytesPerSample: bytesPerSample, part: part, width: width, height: height)
                    return try work.map(height) { row, _ in reader.read(row: row) }
                }
            }
        }
        var planes = Planes(width: width, height: height, channels: channels)
        var hole: [UInt8] = []
        hole.reserveCapacity(width * height)
        for (y, row) in rows.enumerated() {
            hole += row.hole
            for (x, mean) in row.means.enumerated() {
                for channel in 0..<channels { planes.values[(channel * height + y) * width + x] = mean[channel] }
            }
        }
        return Reduction(planes: planes, hole: hole)
    }
}

/// Averages one row of target pixels at a time.
private struct AreaReader {
    let source: UnsafeRawBufferPointer
    let mask: UnsafeBufferPointer<UInt8>
    let table: UnsafeBufferPointer<Float>
    let stride, channels, bytesPerSample: Int
    let part: Rectangle
    let width, height: Int

    /// The means of a row, and whether any pixel below is to be filled; its mean is 0 then.
    func read(row: Int) -> (means: [SIMD4<Float>], hole: [UInt8]) {
        let (rows, rowWeights) = Self.coverage(row, of: height, over: part.height)
        var means = [SIMD4<Float>](repeating: .zero, count: width), hole = [UInt8](repeating: 0, count: width)
        for column in 0..<width {
            let (columns, columnWeights) = Self.coverage(column, of: width, over: part.width)
            var sums = SIMD4<Float>.zero, total: Float = 0
            for y in rows {
                let vertical = y == rows.lowerBound ? rowWeights.first : y == rows.upperBound - 1 ? rowWeights.last : 1
                for x in columns {
                    let index = (part.y + y) * stride + part.x + x
                    if mask[index] != 0 {
                        hole[column] = 1
                        continue
                    }
                    let horizontal =
                        x == columns.lowerBound ? columnWeights.first : x == columns.upperBound - 1 ? columnWeights.last : 1
                    let weight = vertical * horizontal
                    total += weight
                    for channel in 0..<channels { sums[channel] += weight * table[sample(index * channels + channel)] }
                }
            }
            if hole[column] == 0 { means[column] = sums / total }
        }
        return (means, hole)
    }

    private func sample(_ index: Int) -> Int {
        bytesPerSample == 1
            ? Int(source[index]) : Int(source.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self))
    }

    /// The source positions that target `position` covers, and how much of the first and the last of them.
    private static func coverage(_ position: Int, of count: Int, over length: Int) -> (Range<Int>, (first: Float, last: Float)) {
        // In units of 1 / count, exact.
        let start = position * length, end = start + length
        let first = start / count, last = (end + count - 1) / count
        let firstWeight = Float(min(end, (first + 1) * count) - start) / Float(count)
        let lastWeight = Float(end - max(start, (last - 1) * count)) / Float(count)
        return (first..<last, (firstWeight, lastWeight))
    }
}
