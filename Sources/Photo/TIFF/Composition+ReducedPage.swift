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
            let rows = Self.samples(y, of: small.height, in: height)
            for x in 0..<small.width where changed[y * small.width + x] != 0 {
                let pixels = rows.flatMap { row in Self.samples(x, of: small.width, in: width).map { pixel($0, row) } }
                for channel in 0..<small.channels {
                    let source = original.channels < small.channels ? 0 : channel
                    let mean = (pixels.reduce(0) { $0 + sample($1, source) } + pixels.count / 2) / pixels.count
                    result[x, y, channel] = (mean * small.largestSample + original.largestSample / 2) / original.largestSample
                }
            }
        }
        return Composition(original: small, result: result, changed: changed, orientation: .upright)
    }
}
#endif
