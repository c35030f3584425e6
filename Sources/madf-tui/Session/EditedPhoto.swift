import Editing
import Photo

/// The photo that is edited, from when it begins to be read on.
struct EditedPhoto {
    /// Counts the photos opened: threads that work for an earlier one are not listened to.
    let generation: Int
    var photo: Photo?
    var editor: Editor?
    /// Shown until the photo is there.
    var preview: Editor?
    var couldNotOpen = false
}
