import CPNG
import Pixels

/// PNG (third edition of its specification), of animations the still picture.
enum PNGFormat: FileFormat {
    static let name = "PNG"
    static let extensions = ["png"]

    static var library: String { "libpng \(String(cString: cpng_version())), libdeflate \(String(cString: cpng_deflate_version()))" }

    static func begins(_ head: [UInt8]) -> Bool { head.starts(with: FileSignature.png) }

    static func read(_ file: InputFile, _ limits: Limits) throws(PhotoError) -> DecodedPhoto {
        let chunks = try PNGChunks(file.bytes, path: file.path, limits: limits)
        let decoded = try PNGReader.raster(file.bytes, path: file.path, orientation: chunks.orientation, limits: limits)
        let animation = chunks.isAnimation ? "it is an animation, of which only the still picture is opened and saved" : nil
        let notes = [animation, decoded.warnings].compactMap(\.self)
        return DecodedPhoto(
            raster: decoded.raster, orientation: chunks.orientation, warnings: notes.isEmpty ? nil : notes.joined(separator: "; "),
            profile: chunks.colorProfile(isGray: decoded.raster.channels < 3), hasProfile: chunks.hasProfile)
    }

    static func metadata(of job: SaveJob) throws(PhotoError) -> CarriedMetadata {
        CarriedMetadata(
            try PNGChunks(job.source.bytes, path: job.source.path, limits: job.limits), textLimit: job.limits.inflated)
    }

    static func convert(_ job: SaveJob, _ metadata: CarriedMetadata) throws(PhotoError) -> [String] {
        var metadata = metadata
        var changes = metadata.makeLasting(job.picture, keepsFaces: job.keepsFaces)
        var chunks: [PNGChunks.Chunk] = [], upright = job.picture.raster()
        if let code = metadata.keptColorCode() { chunks.append(.init(type: "cICP", payload: [code.primaries, code.transfer, 0, 1])) }
        var notes = ["written as PNG", metadata.lostColorNote].compactMap(\.self)
        if upright.model == .cmyk {
            upright = upright.forDisplay(profile: job.profile)
            chunks.append(.init(type: "sRGB", payload: [0]))
            notes.append("converted from inks to sRGB, as PNG has no inks")
        } else if let profile = job.profile, let data = PNGChunks.deflate(profile) {
            chunks.append(.init(type: "iCCP", payload: Array("ICC profile\0\0".utf8) + data))
        }
        chunks += metadata.chunks(&changes)
        try PNGWriter.write(upright.header, before: chunks, to: job.file, path: job.path) { upright.fillBigEndianRow($0, $1) }
        return notes + changes.notes
    }
}
