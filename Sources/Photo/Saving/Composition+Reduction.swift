import Pixels

extension Composition {
    /// A thumbnail of an 8-bit picture as the file has it, in the photo's own colors, with black bars where its shape is
    /// another; nil where `model` is not gray or RGB, or the photo is in inks.
    ///
    /// Each of its pixels is the mean of at most 4 x 4 that stand for all it covers: the whole is never laid out.
    func reduced(toWidth width: Int, height: Int, model: Raster.Model) -> Raster? {
        guard model == .rgb || model == .gray, original.model != .cmyk else { return nil }
        var thumbnail = Raster(width: width, height: height, model: model)
        let scale = max(Double(self.width) / Double(width), Double(self.height) / Double(height))
        // A side that is off by a pixel was rounded, and has no bars.
        let inner = (
            width: min(width, Int((Double(self.width) / scale + 1).rounded())),
            height: min(height, Int((Double(self.height) / scale + 1).rounded()))
        )
        let left = (width - inner.width) / 2, top = (height - inner.height) / 2
        let columns = (0..<inner.width).map { Self.samples($0, of: inner.width, in: self.width) }
        for y in 0..<inner.height {
            let rows = Self.samples(y, of: inner.height, in: self.height)
            for x in 0..<inner.width {
                let pixels = rows.flatMap { row in columns[x].map { pixel($0, row) } }
                let colors = (0..<3).map { channel in mean(of: pixels, channel) }
                if model == .gray {
                    // Rec. 601 luma, as JPEG has it.
                    thumbnail[left + x, top + y, 0] = (299 * colors[0] + 587 * colors[1] + 114 * colors[2] + 500) / 1000
                } else {
                    for channel in 0..<3 { thumbnail[left + x, top + y, channel] = colors[channel] }
                }
            }
        }
        return thumbnail
    }

    /// Of a form of the picture in its file, `width` x `height`, the pixels that stand for a changed one, and their neighbors, into which a
    /// filter may have spread it; a byte each.
    func changed(in width: Int, _ height: Int) -> [UInt8] {
        func reach(_ place: Int, _ length: Int, _ count: Int) -> ClosedRange<Int> {
            max(0, place * count / length - 1)...min(count - 1, ((place + 1) * count - 1) / length + 1)
        }
        var found = [UInt8](repeating: 0, count: width * height)
        for y in 0..<self.height {
            for x in 0..<self.width where changed[pixel(x, y)] != 0 {
                for row in reach(y, self.height, height) {
                    for column in reach(x, self.width, width) { found[row * width + column] = 1 }
                }
            }
        }
        return found
    }

    /// At most four positions of `length`, evenly over part `index` of `count`.
    static func samples(_ index: Int, of count: Int, in length: Int) -> [Int] {
        let start = index * length / count, end = max(start + 1, (index + 1) * length / count)
        let number = min(4, end - start)
        return (0..<number).map { start + (2 * $0 + 1) * (end - start) / (2 * number) }
    }

    /// The mean of a color over upright pixels.
    func mean(of pixels: [Int], _ channel: Int) -> Int {
        let channel = original.model == .gray ? 0 : channel
        return (pixels.reduce(0) { $0 + sample($1, channel) } + pixels.count / 2) / pixels.count
    }
}
