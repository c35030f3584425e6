import Masks
import Pixels
import System

/// An object of a photo, drawn by hand.
struct SnapObject {
    let photo, name: String
    private let corners: [Point]

    var title: String { photo.prefix { $0 != "." } + "-" + name }

    /// The objects of a file as `Snap` describes it; empty lines and those that begin with `#` say nothing.
    static func read(_ path: FilePath) throws -> [SnapObject] {
        let bytes = try translating({ Failure("\(path): \($0)") }) { () throws(Errno) in try File(path).readAll(count: 1 << 20) }
        let text = String(decoding: bytes, as: UTF8.self)
        return try text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { offset, line in
            if line.isEmpty || line.first == "#" { return nil }
            guard let object = SnapObject(line) else { throw Failure("\(path), line \(offset + 1): expected a photo, a name and corners X,Y") }
            return object
        }
    }

    private init?(_ line: Substring) {
        let words = line.split(separator: " ")
        guard words.count >= 4 else { return nil }
        photo = String(words[0])
        name = String(words[1])
        corners = words.dropFirst(2).compactMap { word in
            let numbers = word.split(separator: ",").compactMap { Double($0) }
            return numbers.count == 2 ? Point(x: numbers[0], y: numbers[1]) : nil
        }
        guard corners.count == words.count - 2 else { return nil }
    }

    func mask(width: Int, height: Int) -> Mask {
        var mask = Mask(width: width, height: height)
        if corners.count == 2 {
            mask.drawEllipse(from: corners[0], to: corners[1], value: 255)
        } else {
            mask.drawPolygon(corners, value: 255)
        }
        return mask
    }
}

extension Mask {
    /// The middle of the pixel that lies deepest inside, the first of several.
    var deepest: Point {
        let depths = depths(limit: max(width, height)), index = depths.indices.max { depths[$0] < depths[$1] }!
        return Point(x: Double(index % width) + 0.5, y: Double(index / width) + 0.5)
    }

    /// Places beside one that are inside: in four directions, a tenth of the square root of the area away.
    func places(beside middle: Point) -> [Point] {
        let distance = 0.1 * Double(bytes.count { $0 != 0 }).squareRoot()
        return [(1.0, 0.0), (0, 1), (-1, 0), (0, -1)].map { Point(x: middle.x + distance * $0.0, y: middle.y + distance * $0.1) }
            .filter { self[Int($0.x), Int($0.y)] != 0 }
    }

    /// A dot.
    func around(_ place: Point, radius: Double) -> Mask {
        var result = Mask(width: width, height: height)
        result.drawStroke(from: place, to: place, diameter: 2 * radius, value: 255)
        return result
    }

    /// Intersection over union.
    func overlap(with other: Mask) -> Double {
        let both = zip(bytes, other.bytes).count { $0 != 0 && $1 != 0 }, any = zip(bytes, other.bytes).count { $0 != 0 || $1 != 0 }
        return Double(both) / Double(max(1, any))
    }
}
