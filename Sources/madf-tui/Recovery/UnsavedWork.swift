import Editing
import Masks
import Pixels

/// Marks and removals that are not saved, and where on the photo its user was.
package struct UnsavedWork: Equatable {
    package var mask: Mask
    /// What nothing is copied from; nil where that is nothing.
    package var keepOut: Mask?
    /// Along which edges go on; nil where there are none.
    package var edges: Mask?
    /// The photo with what was removed.
    package var result: Raster
    package let place: WorkPlace

    package init(mask: Mask, keepOut: Mask? = nil, edges: Mask? = nil, result: Raster, place: WorkPlace) {
        self.mask = mask
        self.keepOut = keepOut
        self.edges = edges
        self.result = result
        self.place = place
    }

    var marks: [MarkKind: Mask] {
        var marks = [MarkKind.removal: mask]
        marks[.keepOut] = keepOut
        marks[.edges] = edges
        return marks
    }
}
