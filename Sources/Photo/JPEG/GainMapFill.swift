import Pixels
import Solvers
import Workers

/// The fill of a gain map.
///
/// A map follows the light of its photo: lamps and skies gain, what is dark does not. So the filled photo tells the gain by how the two go
/// together nearby, and what the rim has besides is carried on into the hole as a harmonic function. By the rim alone a fill would be
/// smooth where the photo is not, and a sky that was filled beside a roof would be as dull as the roof.
struct GainMapFill {
    private let map: Raster
    private let changed: [UInt8]
    private let part: Part
    private var bounds: Rectangle { part.bounds }
    /// The filled photo's lightness for each pixel of the map in `bounds`, 0 to 255.
    private let lightness: [Float]

    /// Pixels of the map about the holes from which gain is told by lightness.
    private static let margin = 24
    private static let bins = 16

    /// The most pixels of the map that one fill looks at, each of which takes some 80 bytes.
    static let mostCells = 1 << 24

    /// Holes that are near each other.
    struct Part {
        /// What the fill looks at.
        let bounds: Rectangle
        /// Squares with a side of `margin` in which these holes lie, by row and column of such.
        fileprivate let squares: Set<Int>
    }

    /// The holes of a map, apart where they are far from each other, so that what lies between takes neither time nor memory.
    static func parts(of changed: [UInt8], _ width: Int, _ height: Int) -> [Part] {
        let columns = (width + margin - 1) / margin, whole = Rectangle(x: 0, y: 0, width: width, height: height)
        var rest = Set(changed.indices.lazy.filter { changed[$0] != 0 }.map { square(of: $0, width) }), parts: [Part] = []
        while let first = rest.popFirst() {
            var found: Set = [first], edge = [first]
            while let square = edge.popLast() {
                for row in -1...1 {
                    for column in -1...1 where (0..<columns).contains(square % columns + column) {
                        let neighbor = square + row * columns + column
                        if rest.remove(neighbor) != nil {
                            found.insert(neighbor)
                            edge.append(neighbor)
                        }
                    }
                }
            }
            let rows = found.map { $0 / columns }, places = found.map { $0 % columns }
            let (top, bottom, left, right) = (rows.min()! - 1, rows.max()! + 2, places.min()! - 1, places.max()! + 2)
            let bounds = Rectangle(x: left * margin, y: top * margin, width: (right - left) * margin, height: (bottom - top) * margin)
            parts.append(Part(bounds: bounds.intersection(whole), squares: found))
        }
        return parts
    }

    private static func square(of pixel: Int, _ width: Int) -> Int {
        pixel / width / margin * ((width + margin - 1) / margin) + pixel % width / margin
    }

    /// - Parameter lightness: the filled photo's for a pixel of the map, 0 to 255.
    init(_ map: Raster, _ changed: [UInt8], _ part: Part, lightness: (_ x: Int, _ y: Int) -> Float) {
        self.map = map
        self.changed = changed
        self.part = part
        let bounds = part.bounds
        self.lightness = (0..<bounds.width * bounds.height).map { cell in
            lightness(bounds.x + cell % bounds.width, bounds.y + cell / bounds.width)
        }
    }

    /// Sets the holes of this part.
    func apply(to result: inout Raster) {
        let curves = (0..<map.channels).map(curve)
        let rests = carriedOn { [self] cell in
            var rest = SIMD4<Float>.zero
            for (channel, curve) in curves.enumerated() { rest[channel] = Float(gain(cell, channel)) - Self.value(curve, lightness[cell]) }
            return rest
        }
        for cell in lightness.indices where isHole(cell) && part.squares.contains(Self.square(of: pixel(cell), map.width)) {
            for (channel, curve) in curves.enumerated() {
                let gain = Self.value(curve, lightness[cell]) + rests[cell][channel]
                result[bounds.x + cell % bounds.width, bounds.y + cell / bounds.width, channel] = Int(min(255, max(0, gain)).rounded())
            }
        }
    }

    private func pixel(_ cell: Int) -> Int { (bounds.y + cell / bounds.width) * map.width + bounds.x + cell % bounds.width }
    private func isHole(_ cell: Int) -> Bool { changed[pixel(cell)] != 0 }
    private func gain(_ cell: Int, _ channel: Int) -> UInt8 { map.bytes[pixel(cell) * map.channels + channel] }

    /// The mean gain of known pixels by lightness, a value for each bin; where there are none, that of the nearest bin.
    private func curve(_ channel: Int) -> [Float] {
        var sums = [Float](repeating: 0, count: Self.bins), counts = sums
        for cell in lightness.indices where !isHole(cell) {
            let place = Self.place(lightness[cell]), gain = Float(gain(cell, channel))
            sums[place.bin] += (1 - place.share) * gain
            sums[place.bin + 1] += place.share * gain
            counts[place.bin] += 1 - place.share
            counts[place.bin + 1] += place.share
        }
        let known = counts.indices.filter { counts[$0] > 0 }
        return counts.indices.map { bin in
            guard let nearest = known.min(by: { abs($0 - bin) < abs($1 - bin) }) else { return 0 }
            return sums[nearest] / counts[nearest]
        }
    }

    /// Between which bins a lightness lies.
    private static func place(_ lightness: Float) -> (bin: Int, share: Float) {
        let place = lightness / 255 * Float(bins - 1), bin = min(bins - 2, Int(place))
        return (bin, place - Float(bin))
    }

    private static func value(_ curve: [Float], _ lightness: Float) -> Float {
        let place = place(lightness)
        return curve[place.bin] + place.share * (curve[place.bin + 1] - curve[place.bin])
    }

    /// The harmonic functions over the holes that meet `value` of the known pixels along their rims; 0 elsewhere.
    private func carriedOn(_ value: (Int) -> SIMD4<Float>) -> [SIMD4<Float>] {
        let nothing = [Float](repeating: 0, count: lightness.count), width = bounds.width
        var right = nothing, down = nothing, anchor = nothing, given = [SIMD4<Float>](repeating: .zero, count: nothing.count)
        func link(_ cell: Int, _ other: Int, _ edges: inout [Float]) {
            switch (isHole(cell), isHole(other)) {
            case (true, true): edges[cell] = 1
            case (false, false): break
            case (let isFirst, _):
                let (hole, known) = isFirst ? (cell, other) : (other, cell)
                anchor[hole] += 1
                given[hole] += value(known)
            }
        }
        for cell in nothing.indices {
            if cell % width + 1 < width { link(cell, cell + 1, &right) }
            if cell + width < nothing.count { link(cell, cell + width, &down) }
        }
        let work = Work(on: .caller)
        let system = try? GridSystem(width: width, height: bounds.height, right: right, down: down, anchor: anchor, work)
        // Nothing gives it up.
        return (try? system?.solve(work) { given[$0] }) ?? [SIMD4<Float>](repeating: .zero, count: nothing.count)
    }
}
