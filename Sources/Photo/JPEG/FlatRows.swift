import Pixels

/// Rows of a picture as JPEG has them: gray, RGB or inks of 8 bits, over white where the picture is transparent.
final class FlatRows {
    private let raster: Raster
    private let colors: Int
    /// To sRGB; nil where the samples stay as they are.
    private let transform: ColorTransform?
    private var converted: [UInt8]

    /// - Parameters:
    ///   - raster: what the rows are like.
    ///   - profile: what the samples are converted from; nil to leave them.
    init(_ raster: Raster, profile: [UInt8]?) {
        self.raster = raster
        colors = raster.channels - (raster.model.hasAlpha ? 1 : 0)
        transform = if let profile { ColorTransform(profile: profile, for: raster) } else { nil }
        converted = [UInt8](repeating: 0, count: 3 * raster.width)
    }

    var model: Raster.Model { colors == 1 ? .gray : colors == 3 ? .rgb : .cmyk }

    /// A row of the raster's layout.
    func flatten(_ row: UnsafePointer<UInt8>, into target: UnsafeMutablePointer<UInt8>) {
        let bytes = UnsafeRawBufferPointer(start: row, count: raster.width * raster.bytesPerPixel)
        let isConverted = convert(bytes), largest = isConverted ? 255 : raster.largestSample
        func sample(_ index: Int) -> Int { raster.sampleType.load(from: bytes, at: index) }
        for x in 0..<raster.width {
            let alpha = raster.model.hasAlpha ? sample(x * raster.channels + colors) : raster.largestSample
            for channel in 0..<colors {
                let color = isConverted ? Int(converted[3 * x + channel]) : sample(x * raster.channels + channel)
                let light = color * alpha + largest * (raster.largestSample - alpha), whole = largest * raster.largestSample
                let value = UInt8((light * 255 + whole / 2) / whole)
                // With Adobe's segment, which the library writes for inks, no ink is 255.
                target[x * colors + channel] = colors == 4 ? ~value : value
            }
        }
    }

    /// Converts a row to sRGB, gray to three times the same; false where there is nothing to convert.
    private func convert(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard transform != nil else { return false }
        converted.withUnsafeMutableBytes { transform?.convert(bytes.baseAddress!, to: $0.baseAddress!, count: raster.width) }
        return true
    }
}
