import CJPEG
import Pixels
import System

extension GainMap {
    /// The map as a JPEG file, filled where `picture` has changed; blocks elsewhere keep their coefficients.
    ///
    /// - Parameter changes: what was taken out of its metadata.
    func filled(for picture: Composition, path: FilePath, limits: Limits, _ changes: inout MetadataChanges) throws(PhotoError) -> [UInt8] {
        let map = try JPEGReader.raster(bytes, path: path, orientation: .upright, scans: metadata.scans.count, limits: limits).raster
        let isOfShape = abs(map.width * picture.height - map.height * picture.width) <= 2 * max(picture.width, picture.height)
        guard map.model != .cmyk, isOfShape, map.width <= picture.width else {
            throw .unsupported(path: path, reason: "its gain map has another shape")
        }
        let changed = picture.changed(in: map.width, map.height)
        var result = map
        for part in GainMapFill.parts(of: changed, map.width, map.height) {
            guard part.bounds.width * part.bounds.height <= GainMapFill.mostCells else {
                throw .unsupported(path: path, reason: "what is marked is too large for its gain map")
            }
            GainMapFill(map, changed, part) { picture.lightness($0, $1, of: map.width, map.height) }.apply(to: &result)
        }
        let filled = Composition(original: map, result: result, changed: changed, orientation: .upright)
        let (segments, inside) = metadata.withoutOldPictures(filled, keepsFaces: true, keepsGainMap: true)
        changes.renewed += inside.renewed
        changes.removed += inside.removed
        return try JPEGReader.with(bytes, path: path, limits: limits, end: metadata.end) { (reader) throws(PhotoError) in
            try reader.check(cjpeg_read_coefficients(reader.handle))
            var patch = JPEGPatch(filled)
            try patch.apply(to: reader)
            let file = try [UInt8](writing: { (file) throws(PhotoError) in
                _ = try JPEGWriter.writeCoefficients(of: reader, scans: metadata.scans, segments: segments, to: file, path: path)
            })
            guard let file else { throw .outOfMemory(path: path) }
            return file
        }
    }
}

extension Composition {
    /// The mean lightness, 0 to 255, of what pixel (`x`, `y`) of a form of `width` x `height` pixels of the picture in its file shows.
    func lightness(_ x: Int, _ y: Int, of width: Int, _ height: Int) -> Float {
        let rows = Self.samples(y, of: height, in: self.height)
        let pixels = rows.flatMap { row in Self.samples(x, of: width, in: self.width).map { pixel($0, row) } }
        if original.model == .gray { return Float(mean(of: pixels, 0)) }
        if original.model == .cmyk { return Float(255 - mean(of: pixels, 3)) }
        // Rec. 601 luma.
        return zip([0.299, 0.587, 0.114], 0..<3).reduce(0) { $0 + $1.0 * Float(mean(of: pixels, $1.1)) }
    }
}
