#if TIFF
import CTIFF
import Pixels
import System

/// How the samples of a page lie, and what they mean.
struct TIFFLayout {
    enum Colors { case gray, inverseGray, rgb, palette, inks, lab, iccLab }

    let record: ctiff_layout
    let colors: Colors
    /// Of a whole strip or tile, and of a row in one.
    let chunkSize, rowSize: Int
    /// Which sample is alpha, and whether the colors are multiplied by it.
    let alpha: Int?
    let isMultiplied: Bool

    var width: Int { Int(record.width) }
    var height: Int { Int(record.height) }
    var chunkWidth: Int { Int(record.chunk_width) }
    var chunkHeight: Int { Int(record.chunk_height) }
    var bits: Int { Int(record.bits) }
    var samples: Int { Int(record.samples) }
    var isFloat: Bool { record.sample_format == 3 }
    var isSigned: Bool { record.sample_format == 2 }
    /// Strips or tiles in a row of them, and rows of them.
    var across: Int { (width + chunkWidth - 1) / chunkWidth }
    var down: Int { (height + chunkHeight - 1) / chunkHeight }
    /// Planes that are stored one by one.
    var planes: Int { record.is_separate != 0 ? samples : 1 }
    /// Strips or tiles of all planes.
    var chunks: Int { across * down * planes }
    var orientation: Orientation { Orientation(Int(record.orientation)) ?? .upright }
    var isJPEG: Bool { record.compression == Self.jpeg }
    /// How many times as many bytes the samples may have as what they are coded in; nil where there is no such number, or a high one.
    var largestRatio: Int? {
        switch record.compression {
        case 1: 1
        // The longest string of a table of 4,096, in 12 bits; 128 bytes of a run in two; Deflate's 258 in two bits.
        case 5: 4_096
        case 32_773: 64
        case 8, 32_946: 1_032
        default: nil
        }
    }

    /// Samples that mean neither color nor alpha.
    var hasFurther: Bool { samples > colorSamples + (alpha == nil ? 0 : 1) }

    var colorSamples: Int {
        switch colors {
        case .gray, .inverseGray, .palette: 1
        case .rgb, .lab, .iccLab: 3
        case .inks: 4
        }
    }

    var model: Raster.Model {
        switch colors {
        case .gray, .inverseGray: alpha == nil ? .gray : .grayAlpha
        case .rgb, .palette, .lab, .iccLab: alpha == nil ? .rgb : .rgba
        case .inks: .cmyk
        }
    }

    var sampleType: Raster.SampleType { colors == .palette || colors == .inks || bits <= 8 && !isLab ? .uint8 : .uint16 }
    var isLab: Bool { colors == .lab || colors == .iccLab }

    private static let jpeg: Int32 = 7
    /// Deflate by the number that Adobe gave it.
    static let deflate: Int32 = 8
    /// No compression, CCITT's, LZW, JPEG, Deflate by both numbers, PackBits, LZMA, Zstandard, WebP.
    private static let compressions: Set<Int32> = [1, 2, 3, 4, 5, 7, 8, 32_946, 32_773, 34_925, 50_000, 50_001]
    /// What others are called, for messages.
    private static let otherCompressions: [Int32: String] = [
        6: "JPEG of before 1995", 34_676: "LogLuv", 34_677: "LogLuv", 34_712: "JPEG 2000", 34_887: "LERC", 50_002: "JPEG XL",
    ]
    /// The most bytes of a strip or tile.
    private static let largestChunk = 1 << 30

    init(_ record: ctiff_layout, chunkSize: Int, rowSize: Int, path: FilePath, limits: Limits) throws(PhotoError) {
        self.record = record
        self.chunkSize = chunkSize
        self.rowSize = rowSize
        let width = Int(record.width), height = Int(record.height), samples = Int(record.samples)
        func unsupported(_ reason: String) -> PhotoError { .unsupported(path: path, reason: reason) }
        guard width > 0, height > 0, record.chunk_width > 0, record.chunk_height > 0, samples > 0 else {
            throw .damaged(path: path, reason: "its picture has no size")
        }
        guard width * height <= limits.pixels else { throw .tooManyPixels(path: path, width: width, height: height, limit: limits.pixels) }
        guard Self.compressions.contains(record.compression), ctiff_has_codec(record.compression) != 0 else {
            let name = Self.otherCompressions[record.compression].map { " (\($0))" } ?? ""
            throw unsupported("it is a TIFF of compression \(record.compression)\(name)")
        }
        guard let colors = Self.colors(Int(record.photometric), isJPEG: record.compression == Self.jpeg) else {
            throw unsupported("it is a TIFF of photometric interpretation \(record.photometric)")
        }
        self.colors = colors
        let colorSamples = [.rgb, .lab, .iccLab].contains(colors) ? 3 : colors == .inks ? 4 : 1
        guard samples >= colorSamples, samples <= 64 else { throw unsupported("it has \(samples) samples a pixel") }
        guard Self.hasKnownSamples(record, colors) else {
            throw unsupported("it has samples of \(record.bits) bits in format \(record.sample_format)")
        }
        let hasAlpha = samples > colorSamples && (record.extra == 1 || record.extra == 2) && colors != .inks && colors != .palette
        alpha = hasAlpha ? colorSamples : nil
        isMultiplied = hasAlpha && record.extra == 1
        let bitsOfRow = Int(record.chunk_width) * Int(record.bits) * (record.is_separate != 0 ? 1 : samples)
        guard chunkSize > 0, chunkSize <= Self.largestChunk, rowSize == (bitsOfRow + 7) / 8 else {
            throw unsupported("its strips or tiles have more than \(Self.largestChunk >> 20) MiB, or a size of their own")
        }
    }

    private static func colors(_ photometric: Int, isJPEG: Bool) -> Colors? {
        switch photometric {
        case 0: .inverseGray
        case 1: .gray
        case 2: .rgb
        case 3: .palette
        case 5: .inks
        // YCbCr, which the library gives as RGB where it is that of JPEG.
        case 6: isJPEG ? .rgb : nil
        case 8: .lab
        case 9: .iccLab
        default: nil
        }
    }

    private static func hasKnownSamples(_ record: ctiff_layout, _ colors: Colors) -> Bool {
        let bits = record.bits
        switch record.sample_format {
        case 1, 4:
            if colors == .palette { return (1...8).contains(bits) }
            if colors == .lab || colors == .iccLab { return bits == 8 || bits == 16 }
            return (1...16).contains(bits) || bits == 32
        case 2: return colors != .palette && [8, 16, 32].contains(bits)
        case 3: return [.gray, .inverseGray, .rgb, .inks].contains(colors) && [16, 32, 64].contains(bits)
        default: return false
        }
    }
}
#endif
