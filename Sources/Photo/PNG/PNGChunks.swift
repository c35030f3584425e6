import CPNG
import System

/// The chunks of a PNG file (PNG specification, third edition, section 5).
struct PNGChunks {
    struct Chunk {
        let type: String
        var payload: [UInt8]
        /// Ancillary chunks may be skipped by who does not know them.
        var isAncillary: Bool { type.utf8.first! & 0x20 != 0 }
        /// Whether it still holds when the samples have changed, for who does not know it.
        var isSafeToCopy: Bool { type.utf8.last! & 0x20 != 0 }
    }

    /// The chunks between IHDR and the samples, and between the samples and IEND.
    var before: [Chunk] = []
    var after: [Chunk] = []
    /// Ancillary chunks that were left out for a wrong checksum.
    private(set) var broken: [String] = []
    private(set) var trailingBytes = 0
    /// Whether there are further pictures, which are passed over: the samples are the one for who knows no animations.
    private(set) var isAnimation = false
    static let animation = "the further pictures of the animation"
    let limits: Limits

    /// A file may end behind its samples, without IEND or within a chunk before it: the decoder warns of that.
    init(_ file: [UInt8], path: FilePath, limits: Limits) throws(PhotoError) {
        self.limits = limits
        var position = FileSignature.png.count
        var sawSamples = false, metadataBytes = 0
        while true {
            guard position + 12 <= file.count, let length = file.number(at: position, bytes: 4, .bigEndian) else {
                if sawSamples { return }
                throw .truncated(path: path)
            }
            let name = file[position + 4..<position + 8]
            guard length <= file.count - position - 12 else {
                if sawSamples, !name.elementsEqual("IDAT".utf8) { return }
                throw .truncated(path: path)
            }
            guard name.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }) else {
                throw .damaged(path: path, reason: "a chunk has no proper name")
            }
            let type = String(decoding: name, as: UTF8.self)
            let end = position + 12 + length
            switch type {
            case "IHDR": break
            case "IDAT": sawSamples = true
            case "IEND":
                trailingBytes = file.count - end
                return
            case "acTL", "fcTL", "fdAT": isAnimation = true
            default:
                metadataBytes += max(length, Limits.leastMetadata)
                if metadataBytes > limits.metadata { throw .tooMuchMetadata(path: path, limit: limits.metadata) }
                let checksum = file.withUnsafeBufferPointer { cpng_checksum($0.baseAddress! + position + 4, 4 + length) }
                let chunk = Chunk(type: type, payload: Array(file[position + 8..<end - 4]))
                if chunk.isAncillary && Int(checksum) != file.number(at: end - 4, bytes: 4, .bigEndian) {
                    broken.append(type)
                } else if sawSamples {
                    after.append(chunk)
                } else {
                    before.append(chunk)
                }
            }
            position = end
        }
    }

    /// The EXIF block, from the TIFF header on: that of eXIf, which some programs write with JPEG's heading, else that of a
    /// "Raw profile", as ImageMagick writes it.
    var exif: [UInt8]? {
        let heading = Array(MetadataHeading.exif.utf8)
        if let payload = (before + after).first(where: { $0.type == "eXIf" })?.payload {
            return payload.starts(with: heading) ? Array(payload.dropFirst(heading.count)) : payload
        }
        for chunk in before + after where chunk.isRawEXIF {
            guard let text = chunk.text(limit: limits.inflated), let profile = RawProfile(text), profile.bytes.starts(with: heading)
            else { continue }
            return Array(profile.bytes.dropFirst(heading.count))
        }
        return nil
    }

    var orientation: Orientation { exif.flatMap { EXIF($0).orientation } ?? .upright }

    /// The profile of iCCP: a name, a zero, the method 0, and zlib data.
    var profile: [UInt8]? {
        guard let payload = before.first(where: { $0.type == "iCCP" })?.payload,
            let end = payload.prefix(80).firstIndex(of: 0), end + 2 <= payload.count
        else { return nil }
        return try? Self.inflate(payload[(end + 2)...], limit: limits.inflated)
    }

    enum InflateError: Error { case damaged, tooLong }

    /// What zlib made `bytes` of, at most `limit` bytes.
    static func inflate(_ bytes: ArraySlice<UInt8>, limit: Int) throws(InflateError) -> [UInt8] {
        var result: UnsafeMutablePointer<UInt8>?
        var count = 0
        let status = bytes.withUnsafeBufferPointer { cpng_inflate($0.baseAddress, $0.count, limit, &result, &count) }
        guard status == 0 else { throw status == 1 ? .tooLong : .damaged }
        return [UInt8](takingFromC: result, count: count)
    }

    static func deflate(_ bytes: [UInt8]) -> [UInt8]? {
        var result: UnsafeMutablePointer<UInt8>?
        var count = 0
        guard bytes.withUnsafeBufferPointer({ cpng_deflate($0.baseAddress, $0.count, &result, &count) }) == 0 else {
            return nil
        }
        return [UInt8](takingFromC: result, count: count)
    }
}
