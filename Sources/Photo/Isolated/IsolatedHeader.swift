import Pixels

/// What a file that is decoded by a process of its own says besides its samples.
struct IsolatedHeader: Equatable {
    /// Of the upright picture.
    var width = 0, height = 0
    /// Whether samples have more than 8 bits.
    var isDeep = false
    var isGray = false, hasAlpha = false, hasProfile = false
    /// The file's ICC profile, or one made of the numbers that tell the colors.
    var profile: [UInt8]?
    /// What tells colors that the profile was made of, and what tells those that cannot be converted.
    var convertedColors, lostColors: String?
    var colorCode: CodedColors.Code?
    var exif, xmp: [UInt8]?
    /// What is not carried over.
    var left: [String] = []

    /// Of the picture's size and kind.
    var emptyRaster: Raster {
        let model: Raster.Model = isGray ? hasAlpha ? .grayAlpha : .gray : hasAlpha ? .rgba : .rgb
        return Raster(width: width, height: height, model: model, sampleType: isDeep ? .uint16 : .uint8)
    }
}
