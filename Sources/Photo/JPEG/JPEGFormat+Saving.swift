import CJPEG
import Pixels
import System

extension JPEGFormat {
    /// The file's own coefficients, but for the blocks that have changed, and its gain map likewise.
    static func save(_ job: SaveJob) throws(PhotoError) -> [String] {
        let metadata = try JPEGMetadata(job.source.bytes, path: job.source.path, limits: job.limits)
        let foundMap = GainMap(behind: metadata.trailing, limits: job.limits), oldMap = job.options.dropsGainMap ? nil : foundMap
        var inside = MetadataChanges()
        let map = oldMap.flatMap { try? $0.filled(for: job.picture, path: job.source.path, limits: job.limits, &inside) }
        var (segments, changes) = metadata.withoutOldPictures(job.picture, keepsFaces: job.keepsFaces, keepsGainMap: map != nil)
        if let map, !segments.describe(gainMapOf: map.count, isListed: metadata.listsGainMap) {
            changes.left.append("the list of the gain map, for which XMP has no room")
        }
        let coding = try encode(job, metadata, segments)
        var behind = metadata.trailing
        if let oldMap, let map {
            try translating({ PhotoError(.system($0), job.path) }) { () throws(Errno) in
                try segments.writeIndex(photo: job.file.position, map: map.count, to: job.file)
                try job.file.write(map)
            }
            changes.renewed += ["the gain map"] + inside.renewed
            changes.removed += inside.removed
            if behind[..<oldMap.place.lowerBound].contains(where: { $0 != 0 }) { changes.removed.append("data behind the picture") }
            behind = behind[oldMap.place.upperBound...]
        } else if foundMap != nil {
            changes.removed.append(oldMap == nil ? "the gain map" : "a gain map that cannot be filled")
        }
        let trailers = JPEGTrailers(behind)
        changes.removed += trailers.removed
        try job.write(trailers.bytes(at: job.file.position))
        return [coding] + changes.notes
    }

    /// Writes the picture; how much of it was encoded anew, in a clause.
    private static func encode(_ job: SaveJob, _ metadata: JPEGMetadata, _ segments: [JPEGSegment]) throws(PhotoError) -> String {
        let source = job.source
        do throws(PhotoError) {
            return try JPEGReader.with(
                source.bytes, path: source.path, limits: job.limits, end: metadata.end
            ) { (reader) throws(PhotoError) in
                try reader.check(cjpeg_read_coefficients(reader.handle))
                var patch = JPEGPatch(job.picture)
                try patch.apply(to: reader)
                let keepsScans = try JPEGWriter.writeCoefficients(
                    of: reader, scans: metadata.scans, segments: segments, to: job.file, path: job.path)
                let blocks = patch.description
                return keepsScans ? blocks : blocks + ", all in the usual scans, for the file's cannot be written"
            }
        } catch .cannotEncode, .damaged, .unsupported, .truncated {
            // Damaged coefficients may be beyond what can be coded, or what follows a whole scan may be none that can be read.
            job.file.startOver()
            try encodeLikeFile(job, segments)
            return "all blocks encoded anew in the same tables, because the file's coefficients are damaged"
        }
    }

    /// Encodes the whole picture in tables and sampling of the file, of which no more than the header is read.
    private static func encodeLikeFile(_ job: SaveJob, _ segments: [JPEGSegment]) throws(PhotoError) {
        let picture = job.picture, model = job.raster.model
        try JPEGReader.with(job.source.bytes, path: job.source.path, limits: job.limits) { (reader) throws(PhotoError) in
            let invert = model == .cmyk && reader.inksAreInverted
            try JPEGWriter.encode(
                (picture.width, picture.height), model, .like(reader.handle), segments: segments, to: job.file, path: job.path
            ) { row, samples in
                picture.fill(row, samples)
                guard invert else { return }
                for index in 0..<picture.width * model.channels { samples[index] = ~samples[index] }
            }
        }
    }
}
