#if TIFF
/// Tags of TIFF 6.0, of its supplements, and of EXIF.
enum TIFFTag {
    static let subfileType = 254, oldSubfileType = 255, width = 256, height = 257, bits = 258, compression = 259, photometric = 262
    static let stripOffsets = 273, orientation = 274, samples = 277, rowsPerStrip = 278, stripByteCounts = 279
    static let resolution = 282, verticalResolution = 283, planar = 284, resolutionUnit = 296, predictor = 317
    static let tileOffsets = 324, tileByteCounts = 325, subdirectories = 330, extraSamples = 338, sampleFormat = 339
    static let jpegTables = 347, thumbnailOffset = 513, thumbnailLength = 514
    static let xmp = 700, iptc = 33723, photoshop = 34377, profile = 34675
    static let exif = 34665, gps = 34853, interoperability = 40965, globalParameters = 400
    static let rawVersion = 50706
    static let description = 270
    static let metaMorph = 33628...33631
}
#endif
