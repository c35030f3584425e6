import CJPEG
import Pixels
import System

extension Photo {
    /// Writes a JPEG from a JPEG: the file's own coefficients, but for the blocks that have changed.
    func saveJPEG(
        _ picture: Composition, keepsFaces: Bool, to file: FileStream, path: FilePath
    ) throws(PhotoError) -> [String] {
        let metadata = try JPEGMetadata(self.file, path: self.path, limits: limits)
        var (segments, changes) = metadata.withoutOldPictures(picture, keepsFaces: keepsFaces)
        let coding: String
        do throws(PhotoError) {
            coding = try JPEGReader.with(
                self.file, path: self.path, limits: limits, end: metadata.end
            ) { (reader) throws(PhotoError) in
                try reader.check(cjpeg_read_coefficients(reader.handle))
                var patch = JPEGPatch(picture)
                try patch.apply(to: reader)
                let keepsScans = try JPEGWriter.writeCoefficients(
                    of: reader, scans: metadata.scans, segments: segments, to: file, path: path)
                let blocks = patch.description
                return keepsScans ? blocks : blocks + ", all in the usual scans, for the file's cannot be written"
            }
        } catch .cannotEncode, .damaged, .unsupported, .truncated {
            // Damaged coefficients may be beyond what can be coded, or what follows a whole scan may be none that can be read.
            file.startOver()
            try encodeLikeFile(picture, segments, to: file, path: path)
            coding = "all blocks encoded anew in the same tables, because the file's coefficients are damaged"
        }
        let trailers = JPEGTrailers(metadata.trailing)
        changes.removed += trailers.removed
        try translating({ PhotoError(.system($0), path) }) { () throws(Errno) in try file.write(trailers.bytes(at: file.position)) }
        return [coding] + changes.notes
    }

    /// Encodes the whole picture in tables and sampling of the file, of which no more than the header is read.
    private func encodeLikeFile(
        _ picture: Composition, _ segments: [JPEGSegment], to file: FileStream, path: FilePath
    ) throws(PhotoError) {
        try JPEGReader.with(self.file, path: self.path, limits: limits) { (reader) throws(PhotoError) in
            let invert = raster.model == .cmyk && reader.inksAreInverted
            try JPEGWriter.encode(
                (picture.width, picture.height), raster.model, like: reader.handle,
                segments: segments, to: file, path: path
            ) { row, samples in
                picture.fill(row, samples)
                guard invert else { return }
                for index in 0..<picture.width * raster.channels { samples[index] = ~samples[index] }
            }
        }
    }
}
