/// A search for an object, or for lines, that goes on.
struct Snapping: Sendable {
    /// Of the marks and the picture that it looks at.
    let revision: Int
    let sought: Sought
    /// Whether what is found or marked shall go at once: asked for before it was found.
    var removes = false

    enum Sought: Sendable {
        /// The object under the marks.
        case outline
        /// The object around a place.
        case object(ClickedObject)
        /// Lines that a fill of the marks would follow.
        case lines
    }
}
