import Masks
import Pixels

/// Marks of one kind, and what shows them at any size.
struct Marks: Sendable {
    /// Where it is changed, `update` must follow.
    var mask: Mask
    private(set) var pyramid: Pyramid
    /// Whether they were changed since they were last saved.
    var isChanged = false

    init(width: Int, height: Int) {
        mask = Mask(width: width, height: height)
        pyramid = Pyramid(Marks.base(of: mask), channels: 1, average: .share)
    }

    var isEmpty: Bool { (pyramid.reductions.last?.bytes ?? mask.bytes)[0] == 0 }
    var base: Pyramid.Level { Marks.base(of: mask) }

    mutating func update(in area: Rectangle) { pyramid.update(base, in: area) }

    private static func base(of mask: Mask) -> Pyramid.Level {
        Pyramid.Level(width: mask.width, height: mask.height, bytes: mask.bytes)
    }
}
