import Editing
import Photo
import Terminal
import Workers

/// A photo that is edited, from when it begins to be read on.
struct EditedPhoto {
    /// Its place in the list.
    let index: Int
    /// Counts the photos opened: what threads tell is for the one of its number.
    let generation: Int
    /// Gives up reading the photo.
    let reading = Cancellation()
    var photo: Photo?
    var editor: Editor?
    /// Shown until the photo is there.
    var preview: Editor?
    var couldNotOpen = false
    /// What was asked of the photo before it came.
    var waiting: [Asked] = []
    var recovery: Recovery

    enum Asked {
        /// A key or a click.
        case input(InputEvent)
        /// Chosen in the palette or the help.
        case action(Action)
    }

    /// Removals of a photo are counted from here, and no other photo's have these numbers.
    static func removalsBefore(_ generation: Int) -> Int { generation << 32 }
    /// The photo that a removal is of.
    static func generation(ofRemoval number: Int) -> Int { number >> 32 }

    var isBeingRead: Bool { editor == nil && !couldNotOpen }
    var isUnsaved: Bool { editor?.isUnsaved ?? false }
}
