import CPNG
import Pixels
import System

/// Saving in the other format: upright, in colors that it can tell, with all metadata for which it has a place.
extension Photo {
    /// Writes a JPEG from a PNG.
    func saveAsJPEG(
        _ picture: Composition, keepsFaces: Bool, to file: FileStream, path: FilePath
    ) throws(PhotoError) -> [String] {
        let chunks = try PNGChunks(self.file, path: self.path, limits: limits)
        var carried = CarriedMetadata(chunks, textLimit: limits.inflated)
        var changes = carried.makeLasting(picture, keepsFaces: keepsFaces)
        var notes = ["encoded as JPEG in quality 95"]
        if let colors = chunks.colors { notes.append("its colors (\(colors.names)) converted to sRGB") }
        if let colors = chunks.lostColors { notes.append("its colors (\(colors)) will be taken for sRGB, which they are not") }
        if raster.model.hasAlpha { notes.append("laid over white, as JPEG has no transparency") }
        if raster.sampleType != .uint8 { notes.append("reduced to 8 bits") }
        let rows = FlatRows(raster, profile: chunks.colors == nil ? nil : profile)
        let segments = carried.segments(profile: chunks.colors == nil ? profile : nil, &changes)
        let upright = picture.upright, stored = UnsafeMutablePointer<UInt8>.allocate(capacity: raster.width * raster.bytesPerPixel)
        defer { stored.deallocate() }
        try JPEGWriter.encode(
            (raster.width, raster.height), rows.model, like: nil, segments: segments, to: file, path: path
        ) { row, samples in
            upright.fill(row, stored)
            rows.flatten(stored, into: samples)
        }
        return notes + changes.notes
    }

    /// Writes a PNG from a JPEG.
    func saveAsPNG(
        _ picture: Composition, keepsFaces: Bool, to file: FileStream, path: FilePath
    ) throws(PhotoError) -> [String] {
        let metadata = try JPEGMetadata(self.file, path: self.path, limits: limits)
        var carried = CarriedMetadata(metadata)
        var changes = carried.makeLasting(picture, keepsFaces: keepsFaces)
        var chunks: [PNGChunks.Chunk] = [], notes = ["written as PNG"], upright = picture.raster()
        if raster.model == .cmyk {
            upright = upright.forDisplay(profile: profile)
            chunks.append(.init(type: "sRGB", payload: [0]))
            notes.append("converted from inks to sRGB, as PNG has no inks")
        } else if let profile, let data = PNGChunks.deflate(profile) {
            chunks.append(.init(type: "iCCP", payload: Array("ICC profile\0\0".utf8) + data))
        }
        chunks += carried.chunks(&changes)
        try PNGWriter.write(upright.header, before: chunks, to: file, path: path) { upright.fillBigEndianRow($0, $1) }
        return notes + changes.notes
    }
}
