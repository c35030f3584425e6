import RealModule

/// A mixture of Gaussians over colors (Rother et al., "GrabCut", SIGGRAPH 2004, section 3).
struct ColorMixture {
    typealias Color = SIMD3<Double>

    /// One Gaussian: its cost at a color is minus the logarithm of its weighted density, but for a constant.
    fileprivate struct Component {
        let mean: Color
        /// Rows of the inverse of the covariance.
        let inverse: (Color, Color, Color)
        let constant: Double
        /// Along which the colors vary most, and the sum of their squared distances there.
        let axis: Color
        let spread: Double

        func cost(_ color: Color) -> Double {
            let d = color - mean
            let product = Color((inverse.0 * d).sum(), (inverse.1 * d).sum(), (inverse.2 * d).sum())
            return constant + 0.5 * (d * product).sum()
        }
    }

    /// Gaussians of a mixture.
    static let size = 5
    /// Variance that any color has: few or flat samples must not exclude their next shades.
    fileprivate static let leastVariance = 25.0
    private var components: [Component]

    /// Fits to `colors` by splitting the cluster that varies most until there are `size` (Orchard and Bouman,
    /// "Color quantization of images", 1991). There must be at least one color.
    init(_ colors: [Color], size: Int = ColorMixture.size) {
        var clusters = [colors]
        components = [Component(colors, of: colors.count)]
        while clusters.count < size {
            let widest = components.indices.max { components[$0].spread < components[$1].spread }!
            let component = components[widest]
            let near = clusters[widest].filter { (($0 - component.mean) * component.axis).sum() <= 0 }
            let far = clusters[widest].filter { (($0 - component.mean) * component.axis).sum() > 0 }
            guard !near.isEmpty, !far.isEmpty else { break }
            clusters[widest] = near
            clusters.append(far)
            components[widest] = Component(near, of: colors.count)
            components.append(Component(far, of: colors.count))
        }
    }

    var means: [Color] { components.map(\.mean) }

    /// Fits anew, each color going to the Gaussian that has it cheapest.
    mutating func refine(_ colors: [Color]) {
        var clusters = [[Color]](repeating: [], count: components.count)
        for color in colors {
            clusters[components.indices.min { components[$0].cost(color) < components[$1].cost(color) }!].append(color)
        }
        components = clusters.filter { !$0.isEmpty }.map { Component($0, of: colors.count) }
    }

    /// What it costs to hold that `color` comes from here.
    func cost(_ color: Color) -> Double {
        var least = Double.infinity
        for component in components { least = min(least, component.cost(color)) }
        return least
    }
}

extension ColorMixture.Component {
    /// `colors` must not be empty; `total` is how many the whole mixture has.
    init(_ colors: [ColorMixture.Color], of total: Int) {
        typealias Color = ColorMixture.Color
        let count = Double(colors.count)
        mean = colors.reduce(Color()) { $0 + $1 } / count
        var rows = (Color(), Color(), Color())
        for color in colors {
            let d = color - mean
            rows.0 += d.x * d
            rows.1 += d.y * d
            rows.2 += d.z * d
        }
        rows = (rows.0 / count, rows.1 / count, rows.2 / count)
        // Twenty steps of the power iteration are enough to tell along what to split.
        var axis = Color(1, 1, 1), spread = 0.0
        for _ in 0..<20 {
            let next = Color((rows.0 * axis).sum(), (rows.1 * axis).sum(), (rows.2 * axis).sum())
            let length = (next * next).sum().squareRoot()
            guard length > 1e-9 else { break }
            axis = next / length
            spread = length
        }
        self.axis = axis
        self.spread = spread * count
        rows.0.x += ColorMixture.leastVariance
        rows.1.y += ColorMixture.leastVariance
        rows.2.z += ColorMixture.leastVariance
        func cross(_ a: Color, _ b: Color) -> Color {
            Color(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
        }
        // The matrix is symmetric: the cross products of its rows, over its determinant, are its inverse.
        let first = cross(rows.1, rows.2)
        let determinant = (rows.0 * first).sum()
        inverse = (first / determinant, cross(rows.2, rows.0) / determinant, cross(rows.0, rows.1) / determinant)
        constant = -Double.log(count / Double(total)) + 0.5 * Double.log(determinant)
    }
}
