import Glibc

/// One channel of a picture: `[height][width]` values in 0...255.
public struct Plane: Equatable, Sendable {
    public let width, height: Int
    public var values: [Float]

    /// Takes over `values`, which must be `width * height`.
    public init(width: Int, height: Int, values: [Float]) {
        precondition(width > 0 && height > 0 && values.count == width * height)
        self.width = width
        self.height = height
        self.values = values
    }

    /// The plane through a Gaussian that is cut at `radius` and sums to 1, edges repeated.
    public func blurred(sigma: Float, radius: Int) -> Plane {
        let bell = (-radius...radius).map { exp(-Float($0 * $0) / (2 * sigma * sigma)) }, sum = bell.reduce(0, +)
        let weights = bell.map { $0 / sum }
        func pass(_ plane: [Float], _ step: Int, _ position: (Int) -> Int, _ length: Int) -> [Float] {
            plane.indices.map { index in
                let here = position(index)
                var value: Float = 0
                for tap in -radius...radius {
                    value += weights[tap + radius] * plane[index + (min(length - 1, max(0, here + tap)) - here) * step]
                }
                return value
            }
        }
        let across = pass(values, 1, { $0 % width }, width)
        return Plane(width: width, height: height, values: pass(across, width, { $0 / width }, height))
    }
}
