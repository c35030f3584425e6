import Editing
import Photo

/// A photo with what is needed to show it.
struct OpenedPhoto: Sendable {
    let photo: Photo
    let editor: Editor
}
