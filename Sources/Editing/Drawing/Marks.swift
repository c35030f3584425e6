import Masks
import Pixels

/// Marks of one kind, and what shows them at any size.
struct Marks: Sendable {
    /// Where it is changed, `update` must follow.
    var mask: Mask
    private(set) var pyramid: Pyramid
    /// How many pixels are marked, row by row and in all.
    private var counts: [Int]
    private(set) var count = 0
    /// Whether they were changed since they were last saved.
    var isChanged = false

    init(width: Int, height: Int) {
        mask = Mask(width: width, height: height)
        counts = [Int](repeating: 0, count: height)
        pyramid = Pyramid(Marks.base(of: mask), channels: 1, average: .share)
    }

    var isEmpty: Bool { (pyramid.reductions.last?.bytes ?? mask.bytes)[0] == 0 }
    var base: Pyramid.Level { Marks.base(of: mask) }

    mutating func update(in area: Rectangle) {
        pyramid.update(base, in: area)
        for row in area.y..<area.bottom {
            let marked = mask.bytes[row * mask.width..<(row + 1) * mask.width].count { $0 != 0 }
            count += marked - counts[row]
            counts[row] = marked
        }
    }

    private static func base(of mask: Mask) -> Pyramid.Level {
        Pyramid.Level(width: mask.width, height: mask.height, bytes: mask.bytes)
    }
}
