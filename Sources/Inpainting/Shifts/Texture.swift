import Masks
import Pixels
import Workers

/// A part of the photo at a power of two less than its size, with 8 bits a channel: enough to decide what to copy.
package struct Texture: Sendable {
    /// Unused channels are 0, as are all of a pixel that is not known.
    package var pixels: [SIMD4<UInt8>]
    /// As large as the picture.
    package var hole: Hole

    package var width: Int { hole.width }
    package var height: Int { hole.height }
    var bounds: Rectangle { Rectangle(x: 0, y: 0, width: width, height: height) }

    /// Black, all of one kind.
    package init(width: Int, height: Int, all kind: Hole.Kind = .known) {
        self.init(
            hole: Hole(width: width, height: height, all: kind), pixels: [SIMD4<UInt8>](repeating: .zero, count: width * height))
    }

    private init(hole: Hole, pixels: [SIMD4<UInt8>]) {
        self.hole = hole
        self.pixels = pixels
    }

    /// Half the size; a pixel is known where all four below are. The sides must be even.
    func halved(_ work: Work) throws(Cancelled) -> Texture {
        try work.check()
        var result = Texture(hole: hole.halved, pixels: pixels.halved(width: width))
        try work.check()
        for index in result.pixels.indices where result.hole[index] != .known { result.pixels[index] = .zero }
        return result
    }

    /// The known pixels blurred over their known neighbors, `[height][width]` in 0...255; the hole's pixels show what is
    /// known nearby, or 0.
    func blurred(_ sigma: Float) -> [SIMD4<Float>] {
        var values = [SIMD4<Float>](repeating: .zero, count: width * height)
        var weights = [Float](repeating: 0, count: width * height)
        for index in pixels.indices where hole[index] == .known {
            values[index] = SIMD4<Float>(pixels[index])
            weights[index] = 1
        }
        let blur = GaussianBlur(sigma: sigma)
        blur.apply(to: &values, width: width, height: height)
        blur.apply(to: &weights, width: width, height: height)
        for index in values.indices { values[index] /= max(weights[index], 1e-6) }
        return values
    }
}

extension SIMD4<UInt8> {
    /// Light in 0...1, clamped, in levels.
    init(light: SIMD4<Float>) {
        let levels = light.clamped(lowerBound: .zero, upperBound: .one) * 255 + 0.5
        // Lane by lane: a conversion of all four goes through a general one, thirty times as slow.
        self.init(UInt8(levels.x), UInt8(levels.y), UInt8(levels.z), UInt8(levels.w))
    }
}

extension Raster {
    /// The texture of `part`, `factor` times smaller, its sides filled up to multiples of `multiple` by pixels that do not
    /// count. Where `factor` does not divide the part, its last pixels do not count either.
    func texture(
        _ part: Rectangle, mask: Mask, factor: Int, multiple: Int, _ work: Work
    ) throws(Cancelled) -> Texture {
        let columns = part.width / factor, rows = part.height / factor
        let width = (columns + multiple - 1) / multiple * multiple, height = (rows + multiple - 1) / multiple * multiple
        var result = Texture(width: width, height: height, all: .outside)
        if factor == 1 {
            try copy(part, mask: mask, into: &result, work)
            return result
        }
        // In strips: all of a large part in floating point would be four times the texture.
        for top in stride(from: 0, to: rows, by: 256) {
            let count = min(256, rows - top)
            let reduction = try reduced(
                Rectangle(x: part.x, y: part.y + top * factor, width: columns * factor, height: count * factor), mask: mask,
                to: columns, count, work)
            for y in 0..<count {
                try work.check()
                for x in 0..<columns {
                    let from = y * columns + x, to = (top + y) * width + x
                    result.hole[to] = reduction.hole[from]
                    result.pixels[to] = SIMD4<UInt8>(light: reduction.planes[from])
                }
            }
        }
        return result
    }

    /// A texture's pixels of the photo's own size.
    private func copy(_ part: Rectangle, mask: Mask, into texture: inout Texture, _ work: Work) throws(Cancelled) {
        let levels = sampleTable().map { UInt8($0 * 255 + 0.5) }, width = texture.width
        try work.write(&texture.hole.kinds, by: width) { row, kinds in
            guard row < part.height else { return }
            let start = (part.y + row) * self.width + part.x
            for x in 0..<part.width { kinds[x] = mask.bytes[start + x] == 0 ? .known : .hole }
        }
        try work.write(&texture.pixels, by: width) { row, pixels in
            guard row < part.height else { return }
            let start = (part.y + row) * self.width + part.x
            bytes.withUnsafeBytes { samples in
                for x in 0..<part.width where mask.bytes[start + x] == 0 {
                    for channel in 0..<channels {
                        pixels[x][channel] = levels[sampleType.load(from: samples, at: (start + x) * channels + channel)]
                    }
                }
            }
        }
    }
}
