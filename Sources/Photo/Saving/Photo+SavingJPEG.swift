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

    /// Writes a JPEG from a PNG, upright, with profile and EXIF.
    func saveAsJPEG(
        _ picture: Composition, to file: FileStream, path: FilePath
    ) throws(PhotoError) -> [String] {
        let chunks = try PNGChunks(self.file, path: self.path, limits: limits)
        let upright = Composition(
            original: picture.original, result: picture.result, changed: picture.changed, orientation: .upright)
        var notes = ["encoded as JPEG in quality 95, with no more than color profile and EXIF kept"]
        if let colors = chunks.lostColors { notes.append("its colors (\(colors)) will be taken for sRGB, which they are not") }
        if chunks.before.contains(where: { $0.type == "pHYs" }) { notes.append("its resolution left out") }
        if raster.model.hasAlpha { notes.append("laid over white, as JPEG has no transparency") }
        if raster.sampleType != .uint8 { notes.append("reduced to 8 bits") }
        let stored = UnsafeMutablePointer<UInt8>.allocate(capacity: raster.width * raster.bytesPerPixel)
        defer { stored.deallocate() }
        let segments = Self.segments(exif: chunks.exif, profile: chunks.profile)
        if let exif = chunks.exif {
            var changes = MetadataChanges()
            if EXIF.withoutPictures(exif) != nil { changes.removed.append("pictures in EXIF") }
            if !segments.contains(where: { $0.marker == 0xE1 }) { changes.left.append("EXIF, which is too long for JPEG") }
            notes += changes.notes
        }
        let colors = raster.channels - (raster.model.hasAlpha ? 1 : 0)
        try JPEGWriter.encode(
            (raster.width, raster.height), colors == 1 ? .gray : .rgb, like: nil,
            segments: segments, to: file, path: path
        ) { row, samples in
            upright.fill(row, stored)
            raster.flatten(stored, colors: colors, into: samples)
        }
        return notes
    }

    /// Segments for an EXIF block, made upright and rid of its thumbnail, and for a profile in parts.
    private static func segments(exif: [UInt8]?, profile: [UInt8]?) -> [JPEGSegment] {
        var segments: [JPEGSegment] = []
        if let exif = exif.map(EXIF.upright), exif.count + 6 <= JPEGSegment.capacity {
            segments.append(.init(marker: 0xE1, payload: Array(MetadataHeading.exif.utf8) + exif))
        }
        guard let profile else { return segments }
        let step = JPEGSegment.capacity - 14, count = (profile.count + step - 1) / step
        guard count <= 255 else { return segments }
        for part in 0..<count {
            let bytes = profile[part * step..<min(profile.count, (part + 1) * step)]
            let head = Array(MetadataHeading.profile.utf8) + [UInt8(part + 1), UInt8(count)]
            segments.append(.init(marker: 0xE2, payload: head + bytes))
        }
        return segments
    }
}

extension EXIF {
    /// A block for a picture that is written upright, without thumbnail and previews.
    static func upright(_ bytes: [UInt8]) -> [UInt8] {
        var exif = EXIF(withoutPictures(bytes) ?? bytes)
        exif.resetOrientation()
        return exif.bytes
    }
}

extension Raster {
    /// A row of this raster's layout in 8 bits, over white.
    fileprivate func flatten(_ row: UnsafePointer<UInt8>, colors: Int, into target: UnsafeMutablePointer<UInt8>) {
        let bytes = UnsafeRawBufferPointer(start: row, count: width * bytesPerPixel)
        func sample(_ index: Int) -> Int {
            sampleType.load(from: bytes, at: index)
        }
        let largest = largestSample
        for x in 0..<width {
            let alpha = model.hasAlpha ? sample(x * channels + colors) : largest
            for channel in 0..<colors {
                let light = sample(x * channels + channel) * alpha + largest * (largest - alpha)
                target[x * colors + channel] = UInt8((light * 255 + largest * largest / 2) / (largest * largest))
            }
        }
    }
}
