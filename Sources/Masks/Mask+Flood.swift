import Pixels

extension Mask {
    /// Sets the area around a pixel that is connected (4 neighbors) and like it in color.
    ///
    /// - Parameters:
    ///   - picture: 8-bit RGB, as large as the mask.
    ///   - tolerance: largest difference of a channel from the pixel at (`x`, `y`).
    /// - Returns: the rectangle outside of which nothing changed.
    @discardableResult
    public mutating func flood(x: Int, y: Int, on picture: Raster, tolerance: Int, value: UInt8) -> Rectangle {
        precondition(picture.width == width && picture.height == height && picture.bytesPerPixel == 3)
        guard x >= 0, x < width, y >= 0, y < height else { return Rectangle(x: 0, y: 0, width: 0, height: 0) }
        let seed = (0..<3).map { Int(picture.bytes[(y * width + x) * 3 + $0]) }
        var seen = [Bool](repeating: false, count: width * height)
        func isLike(_ pixel: Int) -> Bool {
            !seen[pixel] && (0..<3).allSatisfy { abs(Int(picture.bytes[pixel * 3 + $0]) - seed[$0]) <= tolerance }
        }
        var waiting = [y * width + x]
        var left = x, right = x, top = y, bottom = y
        while let pixel = waiting.popLast() {
            guard isLike(pixel) else { continue }
            let row = pixel / width * width
            var from = pixel, to = pixel
            while from > row, isLike(from - 1) { from -= 1 }
            while to < row + width - 1, isLike(to + 1) { to += 1 }
            for position in from...to {
                seen[position] = true
                bytes[position] = value
            }
            for neighbor in [-width, width] where row + neighbor >= 0 && row + neighbor < seen.count {
                var isInside = false
                for position in (from + neighbor)...(to + neighbor) {
                    let like = isLike(position)
                    if like && !isInside { waiting.append(position) }
                    isInside = like
                }
            }
            left = min(left, from - row)
            right = max(right, to - row)
            top = min(top, row / width)
            bottom = max(bottom, row / width)
        }
        return Rectangle(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
    }
}
