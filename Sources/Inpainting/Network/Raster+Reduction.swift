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
        let rows = try bytes.withUnsafeBufferPointer { bytes throws(Cancelled) in
            try mask.bytes.withUnsafeBufferPointer { mask throws(Cancelled) in
                let reader = AreaReader(samples: UnsafeRawBufferPointer(bytes), of: self, mask: mask, part: part, width: width, height: height)
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

/// Averages one row of target pixels at a time: first down the columns, in loops that the compiler makes wide, then along the row.
private struct AreaReader {
    private let samples: UnsafeRawBufferPointer
    private let mask: UnsafeBufferPointer<UInt8>
    /// The raster's.
    private let stride, channels: Int, sampleType: Raster.SampleType, isInk: Bool
    private let part: Rectangle
    private let height: Int
    private let columns: [AreaSpan]

    init(samples: UnsafeRawBufferPointer, of raster: Raster, mask: UnsafeBufferPointer<UInt8>, part: Rectangle, width: Int, height: Int) {
        self.samples = samples
        self.mask = mask
        stride = raster.width
        channels = raster.channels
        sampleType = raster.sampleType
        isInk = raster.model == .cmyk
        self.part = part
        self.height = height
        columns = (0..<width).map { AreaSpan($0, of: width, over: part.width) }
    }

    /// The means of a row, 0 where any pixel below is to be filled.
    func read(row: Int) -> (means: [SIMD4<Float>], kinds: [Hole.Kind]) {
        let rows = AreaSpan(row, of: height, over: part.height)
        // Three more, since four are read at once of each pixel.
        var sums = [Float](repeating: 0, count: part.width * channels + 3), marks = [UInt8](repeating: 0, count: part.width)
        // What a column of the largest sample adds up to.
        var largest: Float = 0
        for y in rows.positions {
            let weight = Float(rows.weight(y)), start = (part.y + y) * stride + part.x
            largest += weight * Float(sampleType.largest)
            add(start, weight, to: &sums)
            marks.withUnsafeMutableBufferPointer { marks in
                for x in 0..<marks.count { marks[x] |= mask[start &+ x] }
            }
        }
        var means = [SIMD4<Float>](repeating: .zero, count: columns.count)
        var kinds = [Hole.Kind](repeating: .known, count: columns.count)
        var isChannel = SIMDMask<SIMD4<Int32>>(repeating: false)
        for channel in 0..<channels { isChannel[channel] = true }
        sums.withUnsafeBytes { sums in
            for (column, span) in columns.enumerated() {
                if marks[span.positions].contains(where: { $0 != 0 }) {
                    kinds[column] = .hole
                    continue
                }
                var sum = SIMD4<Float>.zero, total: Float = 0
                for x in span.positions {
                    let weight = Float(span.weight(x))
                    total += weight * largest
                    sum += weight * sums.loadUnaligned(fromByteOffset: 4 &* x &* channels, as: SIMD4<Float>.self)
                }
                let mean = sum / total
                means[column].replace(with: isInk ? 1 - mean : mean, where: isChannel)
            }
        }
        return (means, kinds)
    }

    /// Adds the samples of a row of `part`, from pixel `start` on.
    private func add(_ start: Int, _ weight: Float, to sums: inout [Float]) {
        let first = samples.baseAddress! + start * channels * sampleType.bytes
        let count = part.width * channels
        sums.withUnsafeMutableBufferPointer { sums in
            switch sampleType {
            case .uint8:
                for index in 0..<count { sums[index] += weight * Float(first.load(fromByteOffset: index, as: UInt8.self)) }
            case .uint16:
                for index in 0..<count {
                    sums[index] += weight * Float(first.loadUnaligned(fromByteOffset: 2 &* index, as: UInt16.self))
                }
            }
        }
    }
}
