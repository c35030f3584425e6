/// What is asked of a save besides the picture.
public struct SaveOptions: Equatable, Sendable {
    /// Whether names and regions of faces stay where the face was removed.
    public var keepsFaces = false
    /// Whether a gain map is left out instead of being filled.
    public var dropsGainMap = false
    /// Of what is encoded with loss as a whole: a WebP only where it is told, a JPEG of a photo in another format, HEIC and AVIF.
    public var quality: Quality?
    /// Of a JPEG of a photo in another format, 1 to 100, unless `quality` is told.
    public var jpegQuality = 95

    public enum Quality: Equatable, Sendable {
        /// 1 to 100.
        case number(Int)
        /// About that of the photo's file, as far as it can be told from it.
        case source
    }

    public init() {}
}
