import Masks
import Pixels
import RealModule

/// A picture as it looks from a place on it: rings of cells around the place, each ring wider than the one before by the same factor.
///
/// Cells are squares at every distance, since the logarithm is conformal. An object around the place is therefore the same whatever its
/// size, but for the ring on which its outline begins; and an outline costs the same whether it is short or long, so that cuts
/// do not shrink (Mishra, Aloimonos and Fah, "Active segmentation with fixation", ICCV 2009).
struct LogPolarPicture {
    typealias Color = SIMD3<Double>

    static let angles = 96
    /// From a cell to the next, in radians, or in the natural logarithm of the radius.
    static let step = 2 * Double.pi / Double(angles)

    let center: Point
    /// Pixels from the place to the middle of the first ring.
    private let innermost: Double
    let rings: Int
    /// CIE L\*a\*b\*, `[rings][angles]`, each the mean of about what its cell covers.
    let colors: [Color]
    /// Whether the cell's middle is on the photo.
    let isInside: [Bool]

    init(_ layer: Layer, about center: Point) {
        let picture = layer.picture, width = Double(picture.width), height = Double(picture.height)
        let innermost = max(2, max(width, height) / 500)
        let farthest = Point(x: max(center.x, width - center.x), y: max(center.y, height - center.y)).distance(to: Point(x: 0, y: 0))
        let rings = max(1, Int(Double.log(farthest / innermost) / LogPolarPicture.step) + 1)
        var colors: [Color] = [], isInside: [Bool] = []
        for ring in 0..<rings {
            let radius = innermost * Double.exp(LogPolarPicture.step * Double(ring))
            let detail = Double.log2(radius * LogPolarPicture.step)
            for angle in 0..<LogPolarPicture.angles {
                let direction = LogPolarPicture.step * Double(angle)
                let place = Point(x: center.x + radius * Double.cos(direction), y: center.y + radius * Double.sin(direction))
                isInside.append(place.x >= 0 && place.x < width && place.y >= 0 && place.y < height)
                colors.append(Color(lab: layer.sample(at: place, level: detail)))
            }
        }
        self.center = center
        self.innermost = innermost
        self.rings = rings
        self.colors = colors
        self.isInside = isInside
    }

    /// Calls `body` with each pair of cells that touch, by the side of the first and by how far apart their middles are.
    func forEachPair(_ body: (_ a: Int, _ b: Int, _ side: Int, _ distance: Double) -> Void) {
        let angles = LogPolarPicture.angles
        for ring in 0..<rings {
            for angle in 0..<angles {
                let cell = ring * angles + angle, next = ring * angles + (angle + 1) % angles
                body(cell, next, 1, 1)
                guard ring + 1 < rings else { continue }
                body(cell, cell + angles, 3, 1)
                body(cell, next + angles, 5, 2.0.squareRoot())
                body(next, cell + angles, 7, 2.0.squareRoot())
            }
        }
    }

    /// What a cell of each ring covers, in units of the first ring's.
    var areas: [Double] { (0..<rings).map { Double.exp(2 * LogPolarPicture.step * Double($0)) } }

    /// The part of `cells` that lies deepest inside of them, `share` of it all, on a photo of that size.
    func marks(_ cells: [Bool], share: Double, width: Int, height: Int) -> Mask {
        let angles = LogPolarPicture.angles
        let last = (cells.lastIndex(of: true) ?? 0) / angles
        let reach = innermost * Double.exp(LogPolarPicture.step * (Double(last) + 1))
        let x = Int(center.x - reach), y = Int(center.y - reach), side = Int(2 * reach) + 2
        var result = Mask(width: width, height: height)
        let area = Rectangle(x: x, y: y, width: side, height: side).intersection(result.bounds)
        guard !area.isEmpty else { return result }
        let scale = min(1, Snap.side / Double(area.longestSide))
        var small = Mask(width: max(1, Int(Double(area.width) * scale)), height: max(1, Int(Double(area.height) * scale)))
        let across = Double(area.width) / Double(small.width), down = Double(area.height) / Double(small.height)
        for row in 0..<small.height {
            for column in 0..<small.width {
                let dx = Double(area.x) + (Double(column) + 0.5) * across - center.x
                let dy = Double(area.y) + (Double(row) + 0.5) * down - center.y
                let distance = max(innermost, (dx * dx + dy * dy).squareRoot())
                let ring = Int((Double.log(distance / innermost) / LogPolarPicture.step).rounded())
                let angle = Int((Double.atan2(y: dy, x: dx) / LogPolarPicture.step).rounded())
                if ring < rings, cells[ring * angles + (angle + angles) % angles] { small[column, row] = 255 }
            }
        }
        small = small.innermost(share)
        for row in area.y..<area.bottom {
            let line = min(small.height - 1, Int(Double(row - area.y) / down)) * small.width
            for column in area.x..<area.right {
                result.bytes[row * width + column] = small.bytes[line + min(small.width - 1, Int(Double(column - area.x) / across))]
            }
        }
        return result
    }
}
