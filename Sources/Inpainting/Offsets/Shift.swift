/// From where a pixel is copied: what lies at an offset from it in the picture or, as seen from straight ahead, on one of its planes.
struct Shift: Hashable, Sendable {
    var offset: Offset
    /// The number of the plane; nil for the picture itself.
    var plane: Int?

    init(_ offset: Offset, plane: Int? = nil) {
        self.offset = offset
        self.plane = plane
    }
}
