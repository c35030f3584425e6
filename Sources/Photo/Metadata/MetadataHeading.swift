/// What blocks of metadata begin with in the segments of a JPEG file, and in PNG files of some programs.
enum MetadataHeading {
    static let exif = "Exif\0\0"
    static let profile = "ICC_PROFILE\0"
    static let photoshop = "Photoshop 3.0\0"
    static let xmp = "http://ns.adobe.com/xap/1.0/\0"
    static let extendedXMP = "http://ns.adobe.com/xmp/extension/\0"
}
