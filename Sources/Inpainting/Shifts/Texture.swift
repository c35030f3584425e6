import Masks
import Pixels
import Workers

/// A part of the photo at a power of two less than its size, with 8 bits a channel: enough to decide what to copy.
struct Texture: Sendable {
    /// What a pixel is.
    enum Kind { static let known: UInt8 = 0, hole: UInt8 = 1, outside: UInt8 = 2 }

    let width, height: Int
    /// Unused channels are 0, as are all of a pixel that is not known.
    var pixels: [SIMD4<UInt8>]
    var kinds: [UInt8]

    /// Black, all of one kind.
    init(width: Int, height: Int, kind: UInt8 = Kind.known) {
        self.width = width
        self.height = height
        pixels = [SIMD4<UInt8>](repeating: .zero, count: width * height)
        kinds = [UInt8](repeating: kind, count: width * height)
    }

    /// The indices of the pixels of a kind.
    func indices(of kind: UInt8) -> [Int] {
        var result: [Int] = []
        result.reserveCapacity(kinds.count { $0 == kind })
        for index in kinds.indices where kinds[index] == kind { result.append(index) }
        return result
    }

    /// Half the size; a pixel is known where all four below are. The sides must be even.
    func halved(_ work: Work) throws(Cancelled) -> Texture {
        let columns = width / 2, rows = height / 2
        var result = Texture(width: columns, height: rows)
        for y in 0..<rows {
            try work.check()
            for x in 0..<columns {
                let index = 2 * y * width + 2 * x
                let below = [index, index + 1, index + width, index + width + 1] as InlineArray<4, Int>
                var sum = SIMD4<UInt16>(repeating: 2), kind = Kind.known
                for tap in 0..<4 {
                    sum &+= SIMD4<UInt16>(truncatingIfNeeded: pixels[below[tap]])
                    let other = kinds[below[tap]]
                    if other == Kind.hole || kind == Kind.known { kind = other }
                }
                result.kinds[y * columns + x] = kind
                if kind == Kind.known { result.pixels[y * columns + x] = SIMD4<UInt8>(truncatingIfNeeded: sum &>> 2) }
            }
        }
        return result
    }

    /// For each pixel whether the square of `side` that starts there has known pixels only.
    func wholePatches(side: Int) -> [Bool] {
        // Steps to the next pixel that is not known, to the right; then the least of them over the patch's rows.
        var run = [Int](repeating: 0, count: width * height)
        for y in 0..<height {
            var length = 0
            for x in (0..<width).reversed() {
                length = kinds[y * width + x] == Kind.known ? length + 1 : 0
                run[y * width + x] = length
            }
        }
        var result = [Bool](repeating: false, count: width * height)
        guard height >= side else { return result }
        for y in 0...height - side {
            for x in 0..<width {
                result[y * width + x] = (0..<side).allSatisfy { run[(y + $0) * width + x] >= side }
            }
        }
        return result
    }

    /// Whether one of the pixel's four neighbors is known.
    func isAtRim(_ index: Int) -> Bool { isBeside(Kind.known, index) }

    /// Whether one of the pixel's four neighbors is of a kind.
    func isBeside(_ kind: UInt8, _ index: Int) -> Bool {
        var isBeside = false
        forEachNeighbor(of: index) { _, neighbor in if kinds[neighbor] == kind { isBeside = true } }
        return isBeside
    }

    /// Calls `body` with the number of each side and the neighbor there: 0 left, 1 right, 2 above, 3 below.
    @inline(__always) func forEachNeighbor(of index: Int, _ body: (_ side: Int, _ neighbor: Int) -> Void) {
        let x = index % width
        if x > 0 { body(0, index - 1) }
        if x + 1 < width { body(1, index + 1) }
        if index >= width { body(2, index - width) }
        if index + width < kinds.count { body(3, index + width) }
    }

    /// The known pixels blurred over their known neighbors, `[height][width]` in 0...255; the hole's pixels show what is
    /// known nearby, or 0.
    func blurred(_ sigma: Float) -> [SIMD4<Float>] {
        var values = [SIMD4<Float>](repeating: .zero, count: width * height)
        var weights = [Float](repeating: 0, count: width * height)
        for index in pixels.indices where kinds[index] == Kind.known {
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

extension Raster {
    /// The texture of `part`, `factor` times smaller, its sides filled up to multiples of `multiple` by pixels that do not
    /// count. Where `factor` does not divide the part, its last pixels do not count either.
    func texture(
        _ part: Rectangle, mask: Mask, factor: Int, multiple: Int, _ work: Work
    ) throws(Cancelled) -> Texture {
        let columns = part.width / factor, rows = part.height / factor
        let width = (columns + multiple - 1) / multiple * multiple, height = (rows + multiple - 1) / multiple * multiple
        var result = Texture(width: width, height: height, kind: Texture.Kind.outside)
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
                    result.kinds[to] = reduction.hole[from]
                    for channel in 0..<channels {
                        result.pixels[to][channel] = UInt8(reduction.planes.values[channel * columns * count + from] * 255 + 0.5)
                    }
                }
            }
        }
        return result
    }
}
