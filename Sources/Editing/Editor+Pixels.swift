import Pixels

extension Editor {
    /// The pixels about the cursor as they are, without marks: 8-bit RGB, at most `width` x `height` and no more than there
    /// are; of the original where that is shown.
    public func pixels(width: Int, height: Int) -> Raster {
        let showsOriginal = comparison == .original || comparison == .blink(showsOriginal: true)
        let picture = (showsOriginal ? originalLayer : layer).picture
        func first(_ center: Double, _ size: Int, _ limit: Int) -> Int { min(max(0, size - limit), max(0, Int(center) - limit / 2)) }
        return picture.crop(
            Rectangle(x: first(cursor.x, picture.width, width), y: first(cursor.y, picture.height, height), width: width, height: height)
                .intersection(Rectangle(x: 0, y: 0, width: picture.width, height: picture.height)))
    }
}
