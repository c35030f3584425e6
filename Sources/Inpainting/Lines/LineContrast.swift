import Workers

/// What colors differ by across the lines that go on through a hole: pieces that follow them show the same.
struct LineContrast: Sendable {
    /// A hole pixel near a line, where its line is looked at, seen from the pixel, and the difference to be expected there.
    struct Place: Sendable {
        let line: Int
        let left, right: Offset
        let difference: SIMD4<Int16>
    }

    private let places: [Place]
    /// An index into `places` for each pixel of the texture; -1 where no line is near.
    private let numbers: [Int32]

    /// How far from a line pixels look at it, and how far from it they look.
    private static let reach: Float = 2, aside: Float = 1.5
    /// Smaller differences, squared, are no line.
    private static let leastSquared: Float = 100
    /// Cost of a difference of 1 from what is to be expected, against differences of seams.
    static let strength: Int32 = 2

    /// Nil where there is no line that can be seen. Colors beside a line are those of the rim, carried on without crossing any, or a barrier.
    init?(_ lines: ContinuedLines, _ texture: Texture, _ barriers: Barriers?, _ work: Work) throws(Cancelled) {
        guard !lines.segments.isEmpty, texture.hole.bounds != nil else { return nil }
        var colors = texture.blurred(0.6)
        try texture.carryOn(
            &colors, isParted: { lines.parts($0, $1, fromRight: $2) || barriers?.parts($0, $1, fromRight: $2) == true }, work)
        var places: [Place] = [], numbers = [Int32](repeating: -1, count: colors.count)
        var distances = [Float](repeating: Self.reach, count: colors.count)
        let holePixels = texture.hole.pixels
        for (line, segment) in lines.segments.enumerated() {
            let length = segment.way.length, unit = segment.way / length, normal = SIMD2(-unit.y, unit.x)
            for index in holePixels {
                let point = SIMD2(Float(index % texture.width), Float(index / texture.width))
                let along = unit.dot(point - segment.start), distance = abs(normal.dot(point - segment.start))
                guard along > 0, along < length, distance < distances[index] else { continue }
                let foot = segment.start + along * unit
                guard let left = texture.index(at: foot - Self.aside * normal), let right = texture.index(at: foot + Self.aside * normal)
                else { continue }
                let difference = colors[right] - colors[left]
                guard difference.dot(difference) > Self.leastSquared else { continue }
                distances[index] = distance
                numbers[index] = Int32(places.count)
                func seen(_ other: Int) -> Offset {
                    Offset(x: other % texture.width - index % texture.width, y: other / texture.width - index / texture.width)
                }
                places.append(Place(line: line, left: seen(left), right: seen(right), difference: SIMD4<Int16>(difference)))
            }
        }
        guard !places.isEmpty else { return nil }
        self.places = places
        self.numbers = numbers
    }

    /// Which lines are seen.
    var lines: Set<Int> { Set(places.map(\.line)) }

    /// The line near a pixel.
    @inline(__always) subscript(index: Int) -> Place? { numbers[index] >= 0 ? places[Int(numbers[index])] : nil }
}
