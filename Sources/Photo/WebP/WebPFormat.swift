#if WebP
import CWebP
import Pixels

/// WebP (RFC 9649), but for animations.
///
/// A lossy picture is saved without loss unless a quality is asked for, for it can only be encoded as a whole: so what is not marked stays
/// as it is.
enum WebPFormat: FileFormat {
    static let name = "WebP"
    static let extensions = ["webp"]

    static var library: String {
        let version = WebPGetEncoderVersion()
        return "libwebp \(version >> 16).\(version >> 8 & 255).\(version & 255)"
    }

    static func begins(_ head: [UInt8]) -> Bool { head.starts(with: "RIFF".utf8) && head.dropFirst(8).starts(with: "WEBP".utf8) }

    static func read(_ file: InputFile, _ limits: Limits) throws(PhotoError) -> DecodedPhoto {
        let chunks = try WebPChunks(file.bytes, path: file.path, limits: limits)
        let stored = try WebPCodec.raster(file.bytes, path: file.path, limits: limits)
        return DecodedPhoto(
            raster: stored.turned(chunks.orientation), orientation: chunks.orientation, warnings: nil, profile: chunks.profile,
            hasProfile: chunks.profile != nil)
    }

    static func quality(of file: InputFile, _ limits: Limits) -> Int? {
        let chunks = try? WebPChunks(file.bytes, path: file.path, limits: limits)
        return chunks?.lossyPicture.flatMap { VP8Header($0) }.map { max(1, Int($0.quality.rounded())) }
    }

    static func save(_ job: SaveJob) throws(PhotoError) -> [String] {
        var chunks = try WebPChunks(job.source.bytes, path: job.source.path, limits: job.limits)
        let lossy = chunks.lossyPicture, changes = chunks.makeLasting(job.picture, keepsFaces: job.keepsFaces)
        try write(job.picture, chunks, to: job)
        if let quality = job.quality { return [job.lossNote(name, quality: quality)] + changes.notes }
        guard let lossy else { return changes.notes }
        let quality = VP8Header(lossy).map { " of about quality \(Int($0.quality.rounded()))" } ?? ""
        return ["a lossy WebP\(quality) written without loss, for all of it would have to be encoded anew"] + changes.notes
    }

    private static func write(_ picture: Composition, _ chunks: WebPChunks, to job: SaveJob) throws(PhotoError) {
        let hasAlpha = job.raster.model.hasAlpha
        let samples = try WebPCodec.chunks(
            width: picture.width, height: picture.height, hasAlpha: hasAlpha, quality: job.quality, path: job.path, rows: picture.fill)
        try job.write(chunks.file(samples, width: picture.width, height: picture.height, hasAlpha: hasAlpha))
    }
}
#endif
