import Masks
import RealModule

/// Tells which of the objects that were cut out around a place, size by size, is meant.
///
/// An object stays the same while the size that is asked for grows; what lies just outside of it goes on farther out; and it does
/// not end where the photo does.
struct ObjectChoice {
    /// Two cuts that share less than this of what either has (intersection over union) are different objects.
    private static let least = 0.8
    /// Objects that share more are not worth a key of their own.
    private static let most = 0.6
    /// Cells outside of an object that lie just outside, and farther out.
    private static let near: Float = 5, far: Float = 18

    private let picture: LogPolarPicture
    private let objects: [[Bool]]
    /// Intersection over union of all pairs.
    private let overlaps: [[Double]]
    private let sizes: [Double]
    private let scores: [Double]

    init(_ objects: [[Bool]], in picture: LogPolarPicture, _ shares: ColorShares) {
        self.picture = picture
        self.objects = objects
        let areas = picture.areas, angles = LogPolarPicture.angles
        func area(where isIn: (Int) -> Bool) -> Double {
            picture.colors.indices.reduce(0) { isIn($1) ? $0 + areas[$1 / angles] : $0 }
        }
        let sizes = objects.map { object in area { object[$0] } }
        var overlaps = [[Double]](repeating: [Double](repeating: 1, count: objects.count), count: objects.count)
        for (i, first) in objects.enumerated() {
            for (j, second) in objects.enumerated().dropFirst(i + 1) {
                let both = area { first[$0] && second[$0] }
                overlaps[i][j] = both / max(1e-9, sizes[i] + sizes[j] - both)
                overlaps[j][i] = overlaps[i][j]
            }
        }
        self.sizes = sizes
        self.overlaps = overlaps
        scores = objects.indices.map { index in
            let steadiness = overlaps[index].reduce(0) { $0 + max(0, ($1 - ObjectChoice.least) / (1 - ObjectChoice.least)) }
            return steadiness * ObjectChoice.surroundedness(objects[index], picture, shares) * ObjectChoice.closedness(objects[index], picture)
        }
    }

    /// The object that is meant, and those that hold more, from small to large.
    var fromBestUp: [[Bool]] {
        guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }) else { return [] }
        let peaks = scores.indices.filter { index in
            scores[index] > 0 && !scores.indices.contains { overlaps[index][$0] >= ObjectChoice.most && scores[$0] > scores[index] }
        }
        let larger = peaks.filter { $0 != best && sizes[$0] > sizes[best] }.sorted { sizes[$0] < sizes[$1] }
        return ([best] + larger).map { objects[$0] }
    }

    /// How like what lies just outside is to what lies farther out, 0...1.
    private static func surroundedness(_ object: [Bool], _ picture: LogPolarPicture, _ shares: ColorShares) -> Double {
        // The picture goes around: as many columns as the farthest cell may be away are there twice.
        let angles = LogPolarPicture.angles, margin = Int(far) + 1, width = angles + 2 * margin
        var rest = Mask(width: width, height: picture.rings)
        for row in 0..<picture.rings {
            for column in 0..<width where !object[row * angles + (column + angles - margin % angles) % angles] { rest[column, row] = 255 }
        }
        let depths = rest.depths(limit: margin)
        func depth(_ cell: Int) -> Float { depths[cell / angles * width + cell % angles + margin] }
        let inside = picture.isInside
        guard let just = shares.histogram(where: { inside[$0] && depth($0) > 0 && depth($0) <= near }),
            let farther = shares.histogram(where: { inside[$0] && depth($0) > near && depth($0) <= far })
        else { return 0 }
        return ColorShares.likeness(just, farther)
    }

    /// The share of the outline that is not the photo's border.
    private static func closedness(_ object: [Bool], _ picture: LogPolarPicture) -> Double {
        var outline = 0, border = 0
        picture.forEachPair { a, b, side, _ in
            guard side < 4, object[a] != object[b] else { return }
            outline += 1
            if !picture.isInside[object[a] ? b : a] { border += 1 }
        }
        return 1 - Double(border) / Double(max(1, outline))
    }
}
