import Masks
import Pixels

/// The rim's shading, carried on, with the grain of smooth places nearby. What blending adds to it is the little that the rim differs by.
struct SmoothTone: FillSource {
    private let known: KnownPixels
    private let origin: Offset
    private let shading: Shading
    private let places: [Grain]

    /// A square of the photo whose grain is copied: what it differs by from its shading.
    struct Grain {
        static let side = 32
        let x, y: Int
        let shading: Shading
    }

    /// For a region with its upper left corner at `origin`; without `grain` it is even.
    init(_ photo: Raster, but noSource: Mask, origin: Offset, shading: Shading, grain: [Grain]) {
        known = KnownPixels(photo, but: noSource)
        self.origin = origin
        self.shading = shading
        places = grain
    }

    var grain: Int { 1 }

    func value(_ x: Int, _ y: Int) -> SIMD4<Float> { continuation(x, y, 0, 0) }

    func continuation(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> SIMD4<Float> {
        shading[x + dx, y + dy] + noise(x - origin.x, y - origin.y, dx, dy)
    }

    func disagreement(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int, reach: Int) -> Float { 0 }

    /// The grain of pixel (x, y) of the region, or (dx, dy) beside it. Each square of the region shows another, by no order that would be seen.
    private func noise(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> SIMD4<Float> {
        guard !places.isEmpty else { return .zero }
        let side = Grain.side
        // As well mixed as may be: even two squares that repeat side by side are seen.
        var number = UInt32(truncatingIfNeeded: y / side &* 40_503 &+ x / side) &* 2_654_435_761
        number = (number ^ number >> 15) &* 2_246_822_519
        let from = places[Int((number ^ number >> 13) % UInt32(places.count))], column = from.x + x % side + dx, row = from.y + y % side + dy
        return known[column, row].map { $0 - from.shading[column, row] } ?? .zero
    }
}

/// How light changes over a smooth place: a polynomial of the second degree at most, in each channel.
struct Shading {
    /// Of 1, x, y, x², xy, y², where x and y are -1...1 over an area.
    private var coefficients: [SIMD4<Double>]
    private let middle: SIMD2<Double>, half: Double

    /// The one nearest to `values` at places of about `area`. What they leave open of the second degree, as along a circle, is 0.
    init(_ values: [(x: Int, y: Int, light: SIMD4<Float>)], over area: Rectangle, degree: Int) {
        let count = degree == 2 ? 6 : 3
        middle = 0.5 * SIMD2(Double(2 * area.x + area.width), Double(2 * area.y + area.height))
        half = Double(max(1, area.longestSide)) / 2
        coefficients = [SIMD4<Double>](repeating: .zero, count: count)
        // Normal equations, held a little toward 0.
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
        var right = [SIMD4<Double>](repeating: .zero, count: count)
        for value in values {
            let terms = terms(value.x, value.y)
            for row in 0..<count {
                for column in 0..<count { matrix[row][column] += terms[row] * terms[column] }
                right[row] += terms[row] * SIMD4<Double>(value.light)
            }
        }
        for row in 0..<count { matrix[row][row] += (row < 3 ? 1e-9 : 0.01) * Double(max(1, values.count)) }
        for pivot in 0..<count {
            for row in pivot + 1..<count {
                let share = matrix[row][pivot] / matrix[pivot][pivot]
                for column in pivot..<count { matrix[row][column] -= share * matrix[pivot][column] }
                right[row] -= share * right[pivot]
            }
        }
        for row in (0..<count).reversed() {
            let rest = (row + 1..<count).reduce(right[row]) { $0 - matrix[row][$1] * coefficients[$1] }
            coefficients[row] = rest / matrix[row][row]
        }
    }

    private func terms(_ x: Int, _ y: Int) -> [6 of Double] {
        let place = (SIMD2(Double(x) + 0.5, Double(y) + 0.5) - middle) / half
        return [1, place.x, place.y, place.x * place.x, place.x * place.y, place.y * place.y]
    }

    subscript(x: Int, y: Int) -> SIMD4<Float> {
        let terms = terms(x, y)
        return SIMD4<Float>(coefficients.indices.reduce(.zero) { $0 + terms[$1] * coefficients[$1] })
    }
}
