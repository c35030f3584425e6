import Pixels

/// What the reader of a format makes of a file.
struct DecodedPhoto {
    /// Upright.
    let raster: Raster
    /// How the file's rows lie in it.
    let orientation: Orientation
    /// What the decoder found odd, in one line; nil where all was well.
    let warnings: String?
    /// The ICC profile of its colors; nil for sRGB.
    let profile: [UInt8]?
    /// Whether the file has a profile that should count, be it such that can be read or not.
    let hasProfile: Bool
}
