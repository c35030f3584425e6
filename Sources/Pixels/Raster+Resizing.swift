extension Raster {
    /// The picture at another size.
    ///
    /// Reduction averages areas in linear light, each pixel by the part of it that is covered; enlarging interpolates
    /// by Catmull and Rom's cubic. Where there is alpha, colors count by it.
    public func resized(to width: Int, height: Int) -> Raster {
        precondition(width > 0 && height > 0)
        if width == self.width && height == self.height { return self }
        let columns = ResamplingWeights(from: self.width, to: width)
        let rows = ResamplingWeights(from: self.height, to: height)
        let light = LightTable(for: self)
        var result = Raster(width: width, height: height, model: model, sampleType: sampleType)
        let length = width * channels
        // The rows that were narrowed and may still be needed, by their number in the source modulo the window.
        let window = rows.longest
        var narrow = [Float](repeating: 0, count: window * length)
        var sum = [Float](repeating: 0, count: length)
        var ready = 0
        for row in 0..<height {
            let taps = rows.taps(of: row)
            while ready < taps.end {
                narrowRow(ready, columns, light, into: &narrow, at: ready % window * length)
                ready += 1
            }
            for index in 0..<length { sum[index] = 0 }
            for source in taps.start..<taps.end {
                let weight = rows.weights[taps.first + source - taps.start], start = source % window * length
                narrow.withUnsafeBufferPointer { narrow in
                    sum.withUnsafeMutableBufferPointer { sum in
                        for index in 0..<length { sum[index] += weight * narrow[start + index] }
                    }
                }
            }
            light.store(sum, into: &result, row: row)
        }
        return result
    }

    /// Row `row` in light, resampled to the columns' size, into `narrow` from `start` on.
    private func narrowRow(
        _ row: Int, _ columns: ResamplingWeights, _ light: LightTable, into narrow: inout [Float], at start: Int
    ) {
        let channels = channels
        let source = light.row(row, of: self)
        source.withUnsafeBufferPointer { source in
            narrow.withUnsafeMutableBufferPointer { narrow in
                columns.weights.withUnsafeBufferPointer { weights in
                    for column in 0..<columns.count {
                        let taps = columns.taps(of: column)
                        for channel in 0..<channels {
                            var sum: Float = 0
                            var index = taps.start * channels + channel
                            for tap in taps.first..<taps.first + taps.end - taps.start {
                                sum += weights[tap] * source[index]
                                index += channels
                            }
                            narrow[start + column * channels + channel] = sum
                        }
                    }
                }
            }
        }
    }
}

/// For each target position along one side, which source positions count and how much; each set of weights sums to 1.
private struct ResamplingWeights {
    private(set) var weights: [Float] = []
    private var starts: [Int] = [], firsts: [Int] = [0]
    private(set) var longest = 0
    var count: Int { starts.count }

    init(from source: Int, to target: Int) {
        let scale = Double(source) / Double(target)
        for position in 0..<target {
            var taps: [(index: Int, weight: Double)] = []
            if scale > 1 {
                let span = AreaSpan(position, of: target, over: source)
                for index in span.positions { taps.append((index, span.weight(index))) }
            } else {
                let center = (Double(position) + 0.5) * scale - 0.5
                for index in Int(center.rounded(.down)) - 1...Int(center.rounded(.down)) + 2 {
                    // Beyond the border the outermost pixel goes on.
                    taps.append((min(max(index, 0), source - 1), Self.catmullRom(abs(center - Double(index)))))
                }
            }
            append(taps)
        }
    }

    private mutating func append(_ taps: [(index: Int, weight: Double)]) {
        let start = taps.first!.index, sum = taps.reduce(0) { $0 + $1.weight }
        var dense = [Double](repeating: 0, count: taps.last!.index - start + 1)
        for tap in taps { dense[tap.index - start] += tap.weight / sum }
        starts.append(start)
        weights += dense.map(Float.init)
        firsts.append(weights.count)
        longest = max(longest, dense.count)
    }

    private static func catmullRom(_ x: Double) -> Double {
        x < 1 ? (1.5 * x - 2.5) * x * x + 1 : x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0
    }

    /// Source positions `start ..< end`, whose weights begin at `first`.
    func taps(of position: Int) -> (start: Int, end: Int, first: Int) {
        let first = firsts[position]
        return (starts[position], starts[position] + firsts[position + 1] - first, first)
    }
}

/// From samples to light and back, with colors multiplied by alpha on the way.
private struct LightTable {
    private let light: [Float]
    private let isInk: Bool
    private let alpha: Int?
    private let largest: Float

    init(for raster: Raster) {
        let largest = raster.largestSample
        isInk = raster.model == .cmyk
        alpha = raster.model.hasAlpha ? raster.channels - 1 : nil
        self.largest = Float(largest)
        light = (0...largest).map { Float(SRGB.light(of: Double($0) / Double(largest))) }
    }

    /// 8-bit samples for light in steps of 1 / 65,535, finer than the smallest difference between two samples.
    private static let bytes: [UInt8] = (0...65_535).map { UInt8((SRGB.sample(of: Double($0) / 65_535) * 255).rounded()) }

    func row(_ row: Int, of raster: Raster) -> [Float] {
        let channels = raster.channels, count = raster.width * channels
        var values = [Float](unsafeUninitializedCapacity: count) { target, initialized in
            raster.bytes.withUnsafeBytes { bytes in
                light.withUnsafeBufferPointer { light in
                    for index in 0..<count {
                        let sample = raster.sampleType.load(from: bytes, at: row * count + index)
                        let isLinear = isInk || alpha != nil && index % channels == alpha
                        target[index] = isLinear ? Float(sample) / largest : light[sample]
                    }
                }
            }
            initialized = count
        }
        guard let alpha else { return values }
        for pixel in 0..<raster.width {
            for channel in 0..<alpha { values[pixel * channels + channel] *= values[pixel * channels + alpha] }
        }
        return values
    }

    func store(_ values: [Float], into raster: inout Raster, row: Int) {
        let channels = raster.channels
        for x in 0..<raster.width {
            let opacity = alpha.map { min(max(values[x * channels + $0], 0), 1) } ?? 1
            for channel in 0..<channels {
                let value = values[x * channels + channel]
                if channel == alpha || isInk {
                    raster[x, row, channel] = Int((min(max(value, 0), 1) * largest).rounded())
                } else {
                    raster[x, row, channel] = sample(opacity > 0 ? min(max(value / opacity, 0), 1) : 0)
                }
            }
        }
    }

    private func sample(_ light: Float) -> Int {
        if largest == 255 { return Int(Self.bytes[Int((light * 65_535).rounded())]) }
        return Int((SRGB.sample(of: Double(light)) * Double(largest)).rounded())
    }
}
