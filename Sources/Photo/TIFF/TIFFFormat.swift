#if TIFF
import CTIFF
import System

/// TIFF 6.0 and BigTIFF, as far as libtiff decodes them, but for raw photos.
enum TIFFFormat: FileFormat {
    static let name = "TIFF"
    static let extensions = ["tif", "tiff"]
    static let hasPages = true

    static var library: String {
        let version = String(cString: ctiff_version()).prefix { $0 != "\n" }
        return "libtiff \(version.split(separator: " ").last ?? "")"
    }

    static func begins(_ head: [UInt8]) -> Bool {
        [[0x49, 0x49, 42, 0], [0x4D, 0x4D, 0, 42], [0x49, 0x49, 43, 0], [0x4D, 0x4D, 0, 43]].contains { head.starts(with: $0) }
    }

    static func read(_ file: InputFile, _ limits: Limits) throws(PhotoError) -> DecodedPhoto {
        let document = try TIFFDocument(file, limits)
        return try TIFFReader.with(
            file.bytes, directory: document.page.position, path: file.path, limits: limits
        ) { (reader) throws(PhotoError) in
            let layout = reader.layout
            guard TIFFStructure.chunks(of: document.page, document.file).count >= layout.chunks else {
                throw .damaged(path: file.path, reason: "it has fewer strips or tiles than its picture needs")
            }
            let profile = layout.isLab ? nil : document.profile, notes = [reader.warning, document.note].compactMap(\.self)
            return DecodedPhoto(
                raster: try reader.raster().turned(layout.orientation), orientation: layout.orientation,
                warnings: notes.isEmpty ? nil : notes.joined(separator: "; "), profile: profile, hasProfile: profile != nil)
        }
    }

    static func save(_ job: SaveJob) throws(PhotoError) -> [String] {
        let document = try TIFFDocument(job.source, job.limits)
        var patch = TIFFPatch(document), changes = MetadataChanges()
        let notes = try patch.apply(job.picture, to: document.page, path: job.path, limits: job.limits)
        patch.renewReduced(of: job.picture, path: job.path, limits: job.limits, &changes)
        patch.makeMetadataLasting(job.picture, keepsFaces: job.keepsFaces, &changes)
        patch.blankUnused(&changes)
        try job.write(patch.file.bytes)
        return notes + changes.notes
    }
}
#endif
