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
    /// What is in the way of it, and how much farther nothing is.
    private(set) var obstacle: Movement.Obstacle?
    private var wayOut: (x: Int, y: Int)?
    /// Where the mouse has taken hold of it, and from where it is moved then.
    var grip: (place: Point, movement: Movement)?

    /// In percent: sizes of the source, and by how much they change at a time.
    private static let sizes = 25...400, step = 5

    /// Begins on the right.
    init(_ hole: Mask, _ region: Mask.Region, of marked: Mask) {
        self.marked = marked
        var marks = Marks(width: hole.width, height: hole.height)
        marks.mask = hole
        marks.update(in: region.bounds)
        self.hole = marks
        self.region = region
        movement = Movement(x: region.bounds.width + 2, y: 0)
    }

    /// Goes elsewhere, with the middle of the source on the photo.
    mutating func move(to next: Movement, keepOut: Mask?) {
        let photo = hole.mask.bounds, x = region.bounds.x + region.bounds.width / 2, y = region.bounds.y + region.bounds.height / 2
        movement = next
        movement.x = min(photo.width - x, max(-x, next.x))
        movement.y = min(photo.height - y, max(-y, next.y))
        obstacle = movement.obstacle(to: region, in: photo, keepOut: keepOut)
        // What is kept out may have any shape.
        let hasWayOut = obstacle == .beyondPhoto || obstacle == .hole
        wayOut = hasWayOut ? movement.wayOut(of: region, in: photo, keepOut: keepOut) : nil
    }

    /// The movement with a source larger by so many steps.
    func resized(_ steps: Int) -> Movement {
        var next = movement
        let percent = Int((100 * movement.scale).rounded()) + Self.step * max(-100, min(100, steps))
        next.scale = Double(min(Self.sizes.upperBound, max(Self.sizes.lowerBound, percent))) / 100
        return next
    }
}

/// What the user is told.
extension Patching {
    /// What is in the way, and which way out is the shortest.
    var warning: String? {
        let place: String
        switch obstacle {
        case nil: return nil
        case .beyondPhoto: place = "beyond the photo"
        case .hole: place = "in the hole"
        case .keptOut: place = "kept out"
        }
        return "source partly \(place): " + (wayOut.map { Movement.words($0.x, $0.y) + " frees it" } ?? "move it elsewhere")
    }
}

extension Movement {
    /// How far that is, and which way.
    public static func words(_ x: Int, _ y: Int) -> String {
        let ways = [
            x == 0 ? nil : "\(abs(x)) px \(x > 0 ? "right" : "left")",
            y == 0 ? nil : "\(abs(y)) px \(y > 0 ? "down" : "up")",
        ]
        return ways.compactMap(\.self).joined(separator: ", ")
    }
}
