/// A snap that goes on.
struct Snapping: Sendable {
    /// Of the marks and the picture that it looks at.
    let revision: Int
    /// Whether what is found shall go at once: asked for before it was found.
    var removes = false
}
