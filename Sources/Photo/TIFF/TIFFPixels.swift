#if TIFF
import Pixels

/// The way from a page's samples to those of a raster, and back.
struct TIFFPixels {
    private let layout: TIFFLayout
    private let palette: [[UInt8]]
    /// Of samples in floating point.
    private let range: ClosedRange<Double>
    private let lab: LabTransform?
    private let largest: Int

    init(_ layout: TIFFLayout, palette: [[UInt8]], range: ClosedRange<Double>) {
        self.layout = layout
        self.palette = palette
        self.range = range
        lab = layout.isLab ? LabTransform() : nil
        largest = layout.sampleType.largest
    }

    /// Lays a chunk down in the picture as it lies in the file.
    func place(_ chunk: TIFFChunk, into raster: inout Raster) {
        let size = raster.bytesPerPixel, width = raster.width
        raster.bytes.withUnsafeMutableBytes { target in
            for y in 0..<chunk.rows {
                let start = ((chunk.top + y) * width + chunk.left) * size
                if isPlain {
                    chunk.planes[0].withUnsafeBytes { source in
                        (target.baseAddress! + start).copyMemory(
                            from: source.baseAddress! + y * layout.rowSize, byteCount: chunk.columns * size)
                    }
                } else {
                    for x in 0..<chunk.columns {
                        place(chunk, x, y, UnsafeMutableRawBufferPointer(rebasing: target[(start + x * size)..<(start + (x + 1) * size)]))
                    }
                }
            }
        }
    }

    /// Whether the file's samples are the raster's.
    private var isPlain: Bool {
        layout.planes == 1 && layout.bits == 8 * layout.sampleType.bytes && !layout.isFloat && !layout.isSigned && !layout.isMultiplied
            && [.gray, .rgb, .inks].contains(layout.colors) && layout.samples == layout.model.channels
    }

    private func place(_ chunk: TIFFChunk, _ x: Int, _ y: Int, _ pixel: UnsafeMutableRawBufferPointer) {
        let type = layout.sampleType, alpha = layout.alpha.map { decoded(chunk[x, y, $0]) }
        func store(_ sample: Int, _ channel: Int) { type.store(sample, to: pixel, at: channel) }
        if layout.colors == .palette {
            for (channel, sample) in palette[chunk[x, y, 0]].enumerated() { store(Int(sample), channel) }
        } else if let lab {
            for (channel, sample) in lab.rgb(labValues(chunk, x, y)).enumerated() { store(sample, channel) }
        } else {
            for channel in 0..<layout.colorSamples {
                let sample = decoded(chunk[x, y, channel])
                store(color(sample, alpha), channel)
            }
        }
        if let alpha { store(alpha, layout.colorSamples) }
    }

    /// A color of the raster of a color of the file, which is not divided by alpha yet.
    private func color(_ sample: Int, _ alpha: Int?) -> Int {
        var sample = sample
        if layout.isMultiplied, let alpha { sample = alpha == 0 ? 0 : min(largest, (sample * largest + alpha / 2) / alpha) }
        return layout.colors == .inverseGray ? largest - sample : sample
    }

    /// The bits of a sample, brought to those of the raster.
    private func decoded(_ bits: Int) -> Int {
        let count = layout.bits
        if layout.isFloat {
            let number = number(bits), share = (number - range.lowerBound) / (range.upperBound - range.lowerBound)
            return number.isNaN ? 0 : Int((min(1, max(0, share)) * Double(largest)).rounded())
        }
        let unsigned = layout.isSigned ? bits ^ 1 << (count - 1) : bits, most = 1 << count - 1
        if most == largest { return unsigned }
        return count == 32 ? unsigned >> 16 : (unsigned * largest + most / 2) / most
    }

    /// The number of floating point that bits are.
    private func number(_ bits: Int) -> Double {
        switch layout.bits {
        case 16: Double(Float16(bitPattern: UInt16(bits)))
        case 32: Double(Float(bitPattern: UInt32(bits)))
        default: Double(bitPattern: UInt64(bitPattern: Int64(bits)))
        }
    }

    private func bits(_ number: Double) -> Int {
        switch layout.bits {
        case 16: Int(Float16(number).bitPattern)
        case 32: Int(Float(number).bitPattern)
        default: Int(truncatingIfNeeded: number.bitPattern)
        }
    }

    private func encoded(_ sample: Int) -> Int {
        let count = layout.bits
        if layout.isFloat { return bits(range.lowerBound + Double(sample) / Double(largest) * (range.upperBound - range.lowerBound)) }
        let most = 1 << count - 1, unsigned = most == largest ? sample : (sample * most + largest / 2) / largest
        return layout.isSigned ? unsigned ^ 1 << (count - 1) : unsigned
    }

    /// Sets a pixel of a chunk to that of a raster, whose samples are told by channel.
    func set(_ chunk: inout TIFFChunk, _ x: Int, _ y: Int, to sample: (Int) -> Int) {
        let alpha = layout.alpha.map { _ in sample(layout.colorSamples) }
        if layout.colors == .palette {
            chunk[x, y, 0] = nearest((0..<3).map(sample))
        } else if let lab {
            for (index, bits) in bitsOfLab(lab.lab((0..<3).map(sample))).enumerated() { chunk[x, y, index] = bits }
        } else {
            for channel in 0..<layout.colorSamples {
                var color = layout.colors == .inverseGray ? largest - sample(channel) : sample(channel)
                if layout.isMultiplied, let alpha { color = (color * alpha + largest / 2) / largest }
                chunk[x, y, channel] = encoded(color)
            }
        }
        if let alpha { chunk[x, y, layout.colorSamples] = encoded(alpha) }
        // What else a pixel has, such as infrared light, would show the object.
        for index in (layout.colorSamples + (alpha == nil ? 0 : 1))..<max(layout.samples, layout.colorSamples + (alpha == nil ? 0 : 1)) {
            chunk[x, y, index] = 0
        }
    }

    private func nearest(_ color: [Int]) -> Int {
        func distance(_ index: Int) -> Int {
            (0..<3).reduce(0) { sum, channel in
                let difference = Int(palette[index][channel]) - color[channel]
                return sum + difference * difference
            }
        }
        return palette.indices.min { distance($0) < distance($1) } ?? 0
    }

    /// Lightness from 0 to 100, a and b, of the encodings of TIFF (supplement 1 of TIFF 6.0, section 23) and of ICC.
    private func labValues(_ chunk: TIFFChunk, _ x: Int, _ y: Int) -> [Double] {
        let values = (0..<3).map { chunk[x, y, $0] }, isDeep = layout.bits == 16
        if layout.colors == .iccLab {
            let scale = isDeep ? 256.0 : 1
            return [Double(values[0]) / scale / 2.55, Double(values[1]) / scale - 128, Double(values[2]) / scale - 128]
        }
        func signed(_ bits: Int) -> Double { isDeep ? Double(Int16(truncatingIfNeeded: bits)) / 256 : Double(Int8(truncatingIfNeeded: bits)) }
        return [Double(values[0]) / (isDeep ? 655.35 : 2.55), signed(values[1]), signed(values[2])]
    }

    private func bitsOfLab(_ lab: [Double]) -> [Int] {
        let isDeep = layout.bits == 16, scale = isDeep ? 256.0 : 1, largest = 1 << layout.bits - 1
        func clamped(_ value: Double, _ range: ClosedRange<Int>) -> Int { min(range.upperBound, max(range.lowerBound, Int(value.rounded()))) }
        if layout.colors == .iccLab {
            return [clamped(lab[0] * 2.55 * scale, 0...largest)] + lab[1...].map { clamped(($0 + 128) * scale, 0...largest) }
        }
        let middle = (largest + 1) / 2
        return [clamped(lab[0] * (isDeep ? 655.35 : 2.55), 0...largest)]
            + lab[1...].map { clamped($0 * scale, -middle...middle - 1) & largest }
    }
}
#endif
