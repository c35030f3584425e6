/// A search for an object that goes on.
struct Snapping: Sendable {
    /// Of the marks and the picture that it looks at.
    let revision: Int
    /// What is looked for around a place; nil where it is the object under the marks.
    var object: ClickedObject?
    /// Whether what is found shall go at once: asked for before it was found.
    var removes = false
}
