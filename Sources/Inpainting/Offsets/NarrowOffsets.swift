import Pixels
import Workers

/// Offsets for holes that are nowhere wide: wires, cracks, specks, grids.
///
/// Windows a little wider than a hole see what is known on both sides of it, which tells more of what belongs between than the rim
/// alone does. The places near a window that look like it are offered to the pixels that it covers, and to no others: so there may be
/// thousands of offsets, of which each pixel is tried with some thirty.
///
/// On the set *narrow*, detail is 0.8 dB nearer to the truth, low-passed, than with offsets for the whole hole, in a third of the time
/// (Measurements.md, "Shifts and lines").
struct NarrowOffsets {
    private(set) var offsets: [Offset] = []
    /// For each offset which of the hole's pixels may copy by it, as numbers among them; they rise.
    private(set) var pixels: [[Int]] = []

    /// The largest distance of a narrow hole's pixels from its rim. With 6, specks of 12 to 16 pixels lose 1.5 dB, low-passed.
    static let largestDepth: Float = 10
    /// Places that a window offers; and how far from it they are looked for at half the size, and in full where there are none.
    private static let places = 8, reach = 50
    /// By how much windows are wider than the hole where it is widest, if they can be.
    private static let margin = 8, largestSide = 20
    /// Sides of the windows that are tried where nothing around is known in one piece.
    private static let smallerSides = [16, 12, 8]

    private let search, half: WindowSearch
    private let smaller: [WindowSearch]

    /// Of a texture with even sides; nil where there are pixels for which nothing is found.
    init?(_ texture: Texture, _ work: Work) throws(Cancelled) {
        let depths = texture.hole.depths, holePixels = texture.hole.pixels
        let width = 2 * Int(depths.max() ?? 0)
        search = WindowSearch(texture, side: min(Self.largestSide, (width + Self.margin + 3) / 4 * 4))
        half = WindowSearch(try texture.halved(work), side: (search.side / 2 + 3) / 4 * 4)
        smaller = Self.smallerSides.filter { [search] in $0 < search.side }.map { WindowSearch(texture, side: $0) }
        let windows = windows(holePixels, depths)
        let places = try work.map(windows.count) { [self] number, _ in self.places(for: windows[number]) }
        try offer(places, to: windows, holePixels, work)
        var isOffered = [Bool](repeating: false, count: holePixels.count)
        for number in pixels.joined() { isOffered[number] = true }
        guard offsets.count <= Int(UInt16.max), isOffered.allSatisfy(\.self) else { return nil }
    }

    /// Windows around pixels of the hole, its middle first, a third of a side apart.
    private func windows(_ holePixels: [Int], _ depths: [Float]) -> [WindowSearch.Window] {
        let bounds = search.texture.bounds, apart = search.side / 3
        var isCovered = [Bool](repeating: false, count: bounds.width * bounds.height)
        var result: [WindowSearch.Window] = []
        for index in holePixels.sorted(by: { (-depths[$0], $0) < (-depths[$1], $1) }) where !isCovered[index] {
            let (y, x) = index.quotientAndRemainder(dividingBy: bounds.width)
            let near = Rectangle(x: x, y: y, width: 1, height: 1).inset(by: 1 - apart).intersection(bounds)
            for row in near.y..<near.bottom {
                for column in near.x..<near.right { isCovered[row * bounds.width + column] = true }
            }
            if let window = search.window(middleX: x, y), window.count > 0 { result.append(window) }
        }
        return result
    }

    /// The offsets that a window offers, the best first.
    private func places(for window: WindowSearch.Window) -> [Offset] {
        let x = window.x + search.side / 2, y = window.y + search.side / 2
        if let halved = half.window(middleX: x / 2, y / 2) {
            let coarse = half.bestPlaces(halved, 2 * Self.places, reach: Self.reach).map { $0 * 2 }
            let fine = search.refined(window, coarse, Self.places)
            if !fine.isEmpty { return fine }
        }
        for search in smaller {
            guard let window = search.window(middleX: x, y) else { continue }
            let places = search.bestPlaces(window, Self.places, reach: Self.reach)
            if !places.isEmpty { return places }
        }
        return []
    }

    /// Offers each window's places to the hole's pixels in it.
    private mutating func offer(
        _ places: [[Offset]], to windows: [WindowSearch.Window], _ holePixels: [Int], _ work: Work
    ) throws(Cancelled) {
        let columns = search.texture.width
        var numbers = [Int](repeating: -1, count: search.texture.pixels.count), labels: [Offset: Int] = [:]
        for (number, index) in holePixels.enumerated() { numbers[index] = number }
        for (window, places) in zip(windows, places) {
            try work.check()
            let covered = (window.y..<window.y + search.side).flatMap { y in
                numbers[y * columns + window.x..<y * columns + window.x + search.side].filter { $0 >= 0 }
            }
            for offset in places {
                let label = labels[offset] ?? offsets.count
                if label == offsets.count {
                    labels[offset] = label
                    offsets.append(offset)
                    pixels.append([])
                }
                pixels[label] += covered
            }
        }
        for label in pixels.indices { pixels[label] = Set(pixels[label]).sorted() }
    }
}
