/// What opening and saving a photo may cost, so that no file takes time or memory without end. What is beyond is refused, or
/// where that is said left out of what is saved.
public struct Limits: Sendable {
    public var pixels: Int
    /// Of the file.
    public var bytes = 1 << 30
    /// Of a JPEG file: each costs a pass over the picture. Encoders use about ten.
    public var scans = 100
    /// Pixels times scans of a JPEG file, so that saving, which reads and writes every scan, is bounded: 20 scans for the
    /// largest photos.
    public var scannedPixels = 4_000_000_000
    /// Bytes of descriptive segments, ancillary chunks or boxes.
    public var metadata = 64 << 20
    /// What one of them counts for at least, so that there are no millions of empty ones.
    static let leastMetadata = 512
    /// Bytes of a color profile, and of all text of a file together, when inflated: what is longer is a bomb, and left out.
    public var inflated = 32 << 20
    /// Segments of EXIF that are looked through for pictures, 4 MiB in all; those beyond are left out.
    public var exifSegments = 64

    /// Those that the manual states, but for the number of pixels where that is told.
    public init(pixels: Int = 200_000_000) { self.pixels = pixels }

    /// The most scans that a JPEG file of so many pixels may have.
    func scans(of pixels: Int) -> Int { max(1, min(scans, scannedPixels / max(1, pixels))) }
}
