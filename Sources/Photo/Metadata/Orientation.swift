/// How a file's rows lie in the upright picture: the EXIF orientation, 1 to 8.
struct Orientation: Equatable, Sendable {
    /// The EXIF value.
    let value: Int

    static let upright = Orientation(1)!

    /// Nil unless `value` is 1 to 8.
    init?(_ value: Int) {
        guard (1...8).contains(value) else { return nil }
        self.value = value
    }

    /// Whether the file's rows are the upright picture's columns.
    var isTransposed: Bool { value >= 5 }

    /// The sizes of the upright picture of a file of `width` x `height`, and the other way round.
    func size(width: Int, height: Int) -> (width: Int, height: Int) {
        isTransposed ? (height, width) : (width, height)
    }

    /// Pixel (x, y) of a file of `width` x `height` is pixel `start + x * column + y * row` of the upright picture.
    func steps(width: Int, height: Int) -> (start: Int, column: Int, row: Int) {
        let upright = isTransposed ? height : width
        let last = (x: width - 1, y: height - 1)
        switch value {
        case 2: return (last.x, -1, upright)
        case 3: return (last.y * upright + last.x, -1, -upright)
        case 4: return (last.y * upright, 1, -upright)
        case 5: return (0, upright, 1)
        case 6: return (last.y, upright, -1)
        case 7: return (last.x * upright + last.y, -upright, -1)
        case 8: return (last.x * upright, -upright, 1)
        default: return (0, 1, upright)
        }
    }
}
