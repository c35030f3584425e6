#if TIFF
import Pixels

extension Composition {
    /// A reduced form of the picture as it lies in its file, `small`, made anew where the marks are; nil where its colors or its shape are
    /// others.
    ///
    /// Each pixel is the mean of at most 4 x 4 of those that it covers.
    func reduced(like small: Raster) -> Composition? {
        let isLarge = small.width > width || small.height > height
        // A side that is off by a pixel was rounded.
        let isOfShape = abs(small.width * height - small.height * width) <= max(width, height)
        let isOfColors =
            small.model == original.model || small.model == .rgb && original.model == .rgba || small.model == .rgb && original.model == .gray
        guard !isLarge, isOfShape, isOfColors else { return nil }
        let changed = changed(in: small.width, small.height)
        var result = small
        for y in 0..<small.height {
            let rows = Self.spread(y, small.height, height)
            for x in 0..<small.width where changed[y * small.width + x] != 0 {
                let pixels = rows.flatMap { row in Self.spread(x, small.width, width).map { pixel($0, row) } }
                for channel in 0..<small.channels {
                    let source = original.channels < small.channels ? 0 : channel
                    let mean = (pixels.reduce(0) { $0 + sample($1, source) } + pixels.count / 2) / pixels.count
                    result[x, y, channel] = (mean * small.largestSample + original.largestSample / 2) / original.largestSample
                }
            }
        }
        return Composition(original: small, result: result, changed: changed, orientation: .upright)
    }

    /// The reduced pixels that cover a changed one, and their neighbors, into which a filter may have spread it.
    private func changed(in smallWidth: Int, _ smallHeight: Int) -> [UInt8] {
        var small = [UInt8](repeating: 0, count: smallWidth * smallHeight)
        for y in 0..<height {
            for x in 0..<width where changed[pixel(x, y)] != 0 {
                let column = x * smallWidth / width, row = y * smallHeight / height
                for nearRow in max(0, row - 1)...min(smallHeight - 1, row + 1) {
                    for nearColumn in max(0, column - 1)...min(smallWidth - 1, column + 1) { small[nearRow * smallWidth + nearColumn] = 1 }
                }
            }
        }
        return small
    }

    private static func spread(_ index: Int, _ count: Int, _ length: Int) -> [Int] {
        let start = index * length / count, end = max(start + 1, (index + 1) * length / count), number = min(4, end - start)
        return (0..<number).map { start + (2 * $0 + 1) * (end - start) / (2 * number) }
    }
}
#endif
