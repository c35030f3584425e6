#if HEIF
import Pixels

/// What an HEIF file says besides its samples.
struct HEIFHeader: Equatable {
    /// Of the upright picture.
    var width = 0, height = 0
    /// Whether samples have more than 8 bits.
    var isDeep = false
    var hasAlpha = false, hasProfile = false
    /// The file's ICC profile, or one made of the numbers that tell the colors.
    var profile: [UInt8]?
    /// What tells colors that the profile was made of, and what tells those that cannot be converted.
    var convertedColors, lostColors: String?
    var exif, xmp: [UInt8]?
    /// What is not carried over.
    var left: [String] = []

    /// Of the picture's size and kind.
    var emptyRaster: Raster { Raster(width: width, height: height, model: hasAlpha ? .rgba : .rgb, sampleType: isDeep ? .uint16 : .uint8) }
}
#endif
