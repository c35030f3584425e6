import Inpainting
import Masks
import Pixels

/// A hole that is being filled by hand, and from where.
struct Patching: Sendable {
    /// What the user marked.
    let marked: Mask
    /// What is filled, and what shows it at any size.
    let hole: Marks
    /// The same, as small as can be.
    let region: Mask.Region
    private(set) var movement: Movement
    /// What is in the way of it.
    private(set) var obstacle: Movement.Obstacle?
    /// Where the mouse has taken hold of it, and from where it is moved then.
    var grip: (place: Point, movement: Movement)?

    /// In percent: sizes of the source, and by how much they change at a time.
    private static let sizes = 25...400, step = 5

    init(_ hole: Mask, _ region: Mask.Region, _ movement: Movement, of marked: Mask) {
        self.marked = marked
        var marks = Marks(width: hole.width, height: hole.height)
        marks.mask = hole
        marks.update(in: region.bounds)
        self.hole = marks
        self.region = region
        self.movement = movement
    }

    /// Goes elsewhere, with the middle of the source on the photo.
    mutating func move(to next: Movement, keepOut: Mask?) {
        let photo = hole.mask.bounds, x = region.bounds.x + region.bounds.width / 2, y = region.bounds.y + region.bounds.height / 2
        movement = next
        movement.x = min(photo.width - x, max(-x, next.x))
        movement.y = min(photo.height - y, max(-y, next.y))
        obstacle = movement.obstacle(to: region, in: photo, keepOut: keepOut)
    }

    /// The movement with a source larger by so many steps.
    func resized(_ steps: Int) -> Movement {
        var next = movement
        let percent = Int((100 * movement.scale).rounded()) + Self.step * max(-100, min(100, steps))
        next.scale = Double(min(Self.sizes.upperBound, max(Self.sizes.lowerBound, percent))) / 100
        return next
    }
}

extension Movement.Obstacle {
    /// What the user is told.
    public var words: String {
        switch self {
        case .beyondPhoto: "the source is partly beyond the photo: move it"
        case .hole: "the source is partly in the hole: move it farther"
        case .keptOut: "the source is partly kept out: move it elsewhere"
        }
    }
}
