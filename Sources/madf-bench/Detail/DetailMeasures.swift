import Masks
import Pixels
import RealModule

/// How a fill compares with the truth inside a hole; values in 0...255.
struct DetailMeasures {
    var psnr, lowPass, gradient, deviation, seam: Double

    /// Compares on the hole's bounding box and what a Gaussian of sigma 4 reaches around it.
    init(_ fill: Raster, truth: Raster, mask: Mask) {
        let box = mask.boundingBox!.inset(by: -20).intersection(mask.bounds)
        let hole = mask.crop(box)
        let filled = fill.crop(box).planes, actual = truth.crop(box).planes
        psnr = Self.psnr(filled, actual, hole)
        let blur = GaussianBlur(sigma: 4, radius: 16, edges: .repeated)
        lowPass = Self.psnr(filled.blurred(blur), actual.blurred(blur), hole)
        let a = Self.luma(filled), b = Self.luma(actual)
        gradient = (Self.energy(a, hole) + 0.01) / (Self.energy(b, hole) + 0.01)
        deviation = Self.deviation(a, b, hole)
        seam = Self.seam(a, hole)
    }

    private static func luma(_ planes: Planes) -> [Float] {
        guard planes.channels >= 3 else { return Array(planes[channel: 0]) }
        return (0..<planes.area).map { index in
            let color = planes[index]
            return 0.299 * color.x + 0.587 * color.y + 0.114 * color.z
        }
    }

    private static func psnr(_ a: Planes, _ b: Planes, _ hole: Mask) -> Double {
        var sum = 0.0, count = 0.0
        for channel in 0..<a.channels {
            for index in hole.bytes.indices where hole.bytes[index] != 0 {
                let difference = a.values[channel * a.area + index] - b.values[channel * b.area + index]
                sum += Double(difference * difference)
                count += 1
            }
        }
        return 10 * Double.log10(255 * 255 / max(sum / count, 1e-3))
    }

    /// Sum of squared differences of neighbors inside the hole.
    private static func energy(_ plane: [Float], _ hole: Mask) -> Double {
        var sum = 0.0
        forEachPair(hole) { a, b, inA, inB in
            if inA && inB { sum += Double((plane[a] - plane[b]) * (plane[a] - plane[b])) }
        }
        return sum
    }

    /// Standard deviation of the gradient magnitude similarity (Xue et al., "Gradient magnitude similarity deviation", TIP
    /// 2014; Prewitt, c = 170, no reduction) over the hole.
    private static func deviation(_ a: [Float], _ b: [Float], _ hole: Mask) -> Double {
        func magnitude(_ plane: [Float], _ x: Int, _ y: Int) -> Float {
            func at(_ dx: Int, _ dy: Int) -> Float {
                plane[min(hole.height - 1, max(0, y + dy)) * hole.width + min(hole.width - 1, max(0, x + dx))]
            }
            let horizontal = (at(1, -1) + at(1, 0) + at(1, 1) - at(-1, -1) - at(-1, 0) - at(-1, 1)) / 3
            let vertical = (at(-1, 1) + at(0, 1) + at(1, 1) - at(-1, -1) - at(0, -1) - at(1, -1)) / 3
            return (horizontal * horizontal + vertical * vertical).squareRoot()
        }
        var sum = 0.0, squares = 0.0, count = 0.0
        for y in 0..<hole.height {
            for x in 0..<hole.width where hole[x, y] != 0 {
                let first = magnitude(a, x, y), second = magnitude(b, x, y)
                let similarity = Double((2 * first * second + 170) / (first * first + second * second + 170))
                sum += similarity
                squares += similarity * similarity
                count += 1
            }
        }
        return max(0, squares / count - (sum / count) * (sum / count)).squareRoot()
    }

    /// Mean step from a hole pixel to a known one, over that between known ones 2 to 12 pixels from the hole.
    private static func seam(_ plane: [Float], _ hole: Mask) -> Double {
        let near = hole.grown(by: 2), far = hole.grown(by: 12)
        var across = 0.0, crossings = 0.0, around = 0.0, pairs = 0.0
        forEachPair(hole) { a, b, inA, inB in
            let step = Double(abs(plane[a] - plane[b]))
            if inA != inB {
                across += step
                crossings += 1
            } else if near.bytes[a] == 0 && near.bytes[b] == 0 && far.bytes[a] != 0 && far.bytes[b] != 0 {
                around += step
                pairs += 1
            }
        }
        guard crossings > 0, pairs > 0 else { return 1 }
        return (across / crossings + 0.25) / (around / pairs + 0.25)
    }

    private static func forEachPair(_ hole: Mask, _ body: (Int, Int, Bool, Bool) -> Void) {
        for y in 0..<hole.height {
            for x in 0..<hole.width {
                let index = y * hole.width + x, own = hole.bytes[index] != 0
                if x + 1 < hole.width { body(index, index + 1, own, hole.bytes[index + 1] != 0) }
                if y + 1 < hole.height { body(index, index + hole.width, own, hole.bytes[index + hole.width] != 0) }
            }
        }
    }
}
