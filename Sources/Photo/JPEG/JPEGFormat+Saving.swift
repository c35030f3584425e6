import CJPEG
import Pixels

extension JPEGFormat {
    /// The file's own coefficients, but for the blocks that have changed.
    static func save(_ job: SaveJob) throws(PhotoError) -> [String] {
        let source = job.source, picture = job.picture
        let metadata = try JPEGMetadata(source.bytes, path: source.path, limits: job.limits)
        var (segments, changes) = metadata.withoutOldPictures(picture, keepsFaces: job.keepsFaces)
        let coding: String
        do throws(PhotoError) {
            coding = try JPEGReader.with(
                source.bytes, path: source.path, limits: job.limits, end: metadata.end
            ) { (reader) throws(PhotoError) in
                try reader.check(cjpeg_read_coefficients(reader.handle))
                var patch = JPEGPatch(picture)
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
            coding = "all blocks encoded anew in the same tables, because the file's coefficients are damaged"
        }
        let trailers = JPEGTrailers(metadata.trailing)
        changes.removed += trailers.removed
        try job.write(trailers.bytes(at: job.file.position))
        return [coding] + changes.notes
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
