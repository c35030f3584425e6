#if WebP
import System

/// The chunks of a WebP file (RFC 9649, section 2).
struct WebPChunks {
    struct Chunk {
        /// A character for each byte, whatever it is.
        let type: String
        var payload: [UInt8]

        /// With its head, and padded to an even length.
        var bytes: [UInt8] {
            type.unicodeScalars.map { UInt8($0.value) } + [UInt8](payload.count, bytes: 4, .littleEndian) + payload
                + [UInt8](repeating: 0, count: payload.count % 2)
        }
    }

    /// What describes the picture, in front of and behind it.
    var before: [Chunk] = [], after: [Chunk] = []
    /// The payload of the lossy picture; nil where it is lossless.
    private(set) var lossyPicture: ArraySlice<UInt8>?
    /// Whether the file says by a chunk of its own what is in it.
    private(set) var isExtended = false
    private(set) var trailingBytes = 0
    let limits: Limits

    static let profile = "ICCP", exif = "EXIF", xmp = "XMP "

    /// A file may end within a chunk behind its picture, which is left out then.
    init(_ file: [UInt8], path: FilePath, limits: Limits) throws(PhotoError) {
        self.limits = limits
        guard let size = file.number(at: 4, bytes: 4, .littleEndian), 8 + size <= file.count else { throw .truncated(path: path) }
        let end = 8 + size
        trailingBytes = max(0, file.count - end - size % 2)
        var position = 12, sawPicture = false, metadata = 0
        while position + 8 <= end {
            let type = String(file[position..<position + 4].map { Character(UnicodeScalar($0)) }), start = position + 8
            let length = file.number(at: position + 4, bytes: 4, .littleEndian)!
            guard length <= end - start else {
                if sawPicture { return }
                throw .truncated(path: path)
            }
            switch type {
            case "VP8 ", "VP8L":
                if type == "VP8 ", !sawPicture { lossyPicture = file[start..<start + length] }
                sawPicture = true
            case "ALPH": break
            case "VP8X": isExtended = true
            case "ANIM", "ANMF":
                throw .unsupported(path: path, reason: "it is an animation, of which only one picture would be kept")
            default:
                metadata += max(length, Limits.leastMetadata)
                if metadata > limits.metadata { throw .tooMuchMetadata(path: path, limit: limits.metadata) }
                let chunk = Chunk(type: type, payload: Array(file[start..<start + length]))
                if sawPicture { after.append(chunk) } else { before.append(chunk) }
            }
            position = start + length + length % 2
        }
    }

    private func payload(_ type: String) -> [UInt8]? { (before + after).first { $0.type == type }?.payload }

    var profile: [UInt8]? { payload(Self.profile) }
    var xmp: [UInt8]? { payload(Self.xmp) }

    /// From the TIFF header on; some programs write it with JPEG's heading.
    var exif: [UInt8]? { payload(Self.exif).map { Array($0.dropFirst(Self.headingLength($0))) } }

    var orientation: Orientation { exif.flatMap { EXIF($0).orientation } ?? .upright }

    static func headingLength(_ exif: [UInt8]) -> Int {
        exif.starts(with: MetadataHeading.exif.utf8) ? MetadataHeading.exif.utf8.count : 0
    }

    /// The file with these chunks about `picture`, which is those of its samples, in sides of `width` x `height`.
    func file(_ picture: [UInt8], width: Int, height: Int, hasAlpha: Bool) -> [UInt8] {
        var body = Array("WEBP".utf8)
        if isExtended || !(before + after).isEmpty {
            let types = Set((before + after).map(\.type))
            // Flags of RFC 9649, 2.7.
            let flags = [(Self.profile, 0x20), (Self.exif, 8), (Self.xmp, 4)].reduce(hasAlpha ? 0x10 : 0) {
                $0 | (types.contains($1.0) ? $1.1 : 0)
            }
            let sides = [UInt8](width - 1, bytes: 3, .littleEndian) + [UInt8](height - 1, bytes: 3, .littleEndian)
            body += Chunk(type: "VP8X", payload: [UInt8(flags), 0, 0, 0] + sides).bytes
        }
        body += before.flatMap(\.bytes) + picture + after.flatMap(\.bytes)
        return Array("RIFF".utf8) + [UInt8](body.count, bytes: 4, .littleEndian) + body
    }
}
#endif
