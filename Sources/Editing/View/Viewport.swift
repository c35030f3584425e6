import Pixels

/// Which part of the photo is on the screen, and how large.
///
/// Screen pixels are halves of cells: column from 0, row from 0 downwards in half cells.
public struct Viewport: Equatable, Sendable {
    /// Size of the photo.
    let photoWidth, photoHeight: Int
    /// Size of the picture area in screen pixels.
    public internal(set) var width = 1, height = 1
    /// Height of a screen pixel over its width.
    var aspect = 1.0
    /// The place of the photo that is in the middle of the area.
    public internal(set) var center: Point
    /// Columns to a pixel of the photo.
    public internal(set) var scale = 1.0
    /// Whether the whole photo is kept in view.
    public internal(set) var isFit = true

    /// A pixel of the photo at 16 half blocks is as near as it gets.
    static let largestScale = 16.0
    /// How far a scale may be from 1 to look the same.
    private static let nearlyOne = 1.03

    init(photoWidth: Int, photoHeight: Int) {
        self.photoWidth = photoWidth
        self.photoHeight = photoHeight
        center = Point(x: Double(photoWidth) / 2, y: Double(photoHeight) / 2)
    }

    public var verticalScale: Double { scale / aspect }

    var fitScale: Double {
        min(Viewport.largestScale, Double(width) / Double(photoWidth), Double(height) * aspect / Double(photoHeight))
    }

    /// The place of the photo under the middle of a screen pixel.
    public func place(column: Int, row: Int) -> Point {
        Point(
            x: center.x + (Double(column) + 0.5 - Double(width) / 2) / scale,
            y: center.y + (Double(row) + 0.5 - Double(height) / 2) / verticalScale)
    }

    /// The screen pixel that shows `place`, in or out of the area.
    public func pixel(of place: Point) -> (column: Int, row: Int) {
        (
            Int((((place.x - center.x) * scale) + Double(width) / 2).rounded(.down)),
            Int((((place.y - center.y) * verticalScale) + Double(height) / 2).rounded(.down))
        )
    }

    mutating func resize(width: Int, height: Int, aspect: Double) {
        self.width = max(1, width)
        self.height = max(1, height)
        self.aspect = aspect
        if isFit { fit() } else { scale = max(scale, fitScale) }
        settle()
    }

    /// The same view on a screen of which each column has `across` pixels, and each line of cells `rows`.
    func refined(across: Int, rows: Int) -> Viewport {
        var fine = self
        fine.width *= across
        fine.height = height / 2 * rows
        fine.aspect *= 2 * Double(across) / Double(rows)
        fine.scale *= Double(across)
        return fine
    }

    mutating func fit() {
        isFit = true
        scale = fitScale
        settle()
    }

    /// Looks at `center` at `scale`, as far as there is photo and as near as it gets.
    mutating func show(_ center: Point, scale: Double) {
        self.center = center
        self.scale = min(Viewport.largestScale, max(fitScale, scale))
        isFit = self.scale <= fitScale
        settle()
    }

    /// Changes the scale by `factor` and leaves `place` where it is on the screen.
    mutating func zoom(by factor: Double, about place: Point) {
        let before = scale
        scale = min(Viewport.largestScale, max(fitScale, scale * factor))
        // Pixels one to one are worth a stop on the way, but from where one sees them so already.
        if (before < 1 / Self.nearlyOne && scale > 1) || (before > Self.nearlyOne && scale < 1) { scale = 1 }
        isFit = scale <= fitScale
        let ratio = before / scale
        center = Point(x: place.x + (center.x - place.x) * ratio, y: place.y + (center.y - place.y) * ratio)
        settle()
    }

    mutating func pan(columns: Double, rows: Double) {
        center = Point(x: center.x + columns / scale, y: center.y + rows / verticalScale)
        settle()
    }

    /// Moves the view by a third of the screen where `place` has left it or touches its border.
    mutating func follow(_ place: Point) {
        let position = pixel(of: place)
        func shift(_ value: Int, _ size: Int) -> Double {
            let margin = min(2, size / 4)
            if value < margin { return Double(value) - Double(size) / 3 }
            if value >= size - margin { return Double(value) - Double(size) * 2 / 3 }
            return 0
        }
        pan(columns: shift(position.column, width), rows: shift(position.row, height))
    }

    /// No further than to the border of the photo; a photo smaller than the area is in its middle.
    private mutating func settle() {
        func limit(_ value: Double, _ size: Int, _ pixels: Int, _ scale: Double) -> Double {
            let visible = Double(pixels) / scale, half = visible / 2
            if Double(size) <= visible { return Double(size) / 2 }
            // The border on a whole screen pixel: else the middles of pixels fall between those of the photo.
            let border = ((value - half) * scale).rounded() / scale
            return min(Double(size) - half, max(half, border + half))
        }
        center = Point(x: limit(center.x, photoWidth, width, scale), y: limit(center.y, photoHeight, height, verticalScale))
    }
}
