/// What blocks of metadata begin with in the segments of a JPEG file, and in PNG files of some programs.
enum MetadataHeading {
    static let exif = "Exif\0\0"
    static let profile = "ICC_PROFILE\0"
    static let photoshop = "Photoshop 3.0\0"
    static let xmp = "http://ns.adobe.com/xap/1.0/\0"
    static let extendedXMP = "http://ns.adobe.com/xmp/extension/\0"
    /// Of the multi-picture format.
    static let pictureIndex = "MPF\0"
    /// ISO 21496-1: behind it the photo has the version alone, and the gain map its numbers.
    static let isoGainMap = "urn:iso:std:iso:ts:21496:-1\0"
}
