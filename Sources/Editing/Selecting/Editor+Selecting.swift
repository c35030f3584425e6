import Masks
import Pixels

/// Finding the object around a place takes a while, as snapping does: its end is a command.
extension Editor {
    mutating func selectObject(at place: Point, erasing: Bool) -> Effect? {
        find(ClickedObject(place: place, isErasing: erasing, before: paintedMask))
    }

    /// Whether `Command.snap` takes more than the object that was found last.
    public var canTakeMore: Bool { clicked?.revision == revision }

    /// In place of the object that was found last, the next one that holds more; nil where the marks are not what was found.
    mutating func takeMore() -> Effect? {
        guard var object = clicked?.object, canTakeMore else { return nil }
        object.number += 1
        return find(object)
    }

    private mutating func find(_ object: ClickedObject) -> Effect? {
        endStroke()
        if snapping != nil { return .busy("the object is being looked for; Escape cancels it") }
        snapping = Snapping(revision: revision, sought: .object(object))
        return .findObject(revision: revision, at: object.place, number: object.number, layer)
    }

    /// Takes the object that was found around a place when all was as at `revision`; nil: there was none.
    mutating func takeObject(_ found: Mask?, of revision: Int) -> Effect? {
        guard let snapping, snapping.revision == revision, case .object(let object) = snapping.sought else { return nil }
        self.snapping = nil
        if self.revision != revision { return .message("the marks changed meanwhile; select again") }
        if let found {
            var marks = object.before
            if object.isErasing { marks.subtract(found) } else { marks.formUnion(found) }
            replaceMask(marks, as: object.number == 0 ? "selecting" : "taking more")
            clicked = (object, self.revision)
        }
        if snapping.removes { return startRemoval() }
        if found == nil { clicked = nil }
        if object.number > 0 { return .message(found == nil ? "nothing that holds more can be told apart" : "took more") }
        return .message(found == nil ? "no object can be told apart here" : "the object is \(object.isErasing ? "unmarked" : "marked")")
    }
}
