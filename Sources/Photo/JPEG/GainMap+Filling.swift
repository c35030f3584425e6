import CJPEG
import Pixels
import Solvers
import System
import Workers

extension GainMap {
    /// The map as a JPEG file, filled where `picture` has changed; blocks elsewhere keep their coefficients.
    ///
    /// - Parameter changes: what was taken out of its metadata.
    func filled(for picture: Composition, path: FilePath, limits: Limits, _ changes: inout MetadataChanges) throws(PhotoError) -> [UInt8] {
        let map = try JPEGReader.raster(bytes, path: path, orientation: .upright, scans: metadata.scans.count, limits: limits).raster
        let isOfShape = abs(map.width * picture.height - map.height * picture.width) <= 2 * max(picture.width, picture.height)
        guard map.model != .cmyk, isOfShape else { throw .unsupported(path: path, reason: "its gain map has another shape") }
        let changed = picture.changed(in: map.width, map.height)
        guard changed.contains(0) else { throw .unsupported(path: path, reason: "all of its gain map is marked") }
        let result = GainMapFill(map, changed, like: picture).filled()
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

/// The fill of a gain map.
///
/// A map follows the light of its photo: lamps and skies gain, what is dark does not. So the filled photo tells the gain by how the two go
/// together nearby, and what the rim has besides is carried on into the hole as a harmonic function. By the rim alone a fill would be
/// smooth where the photo is not, and a sky that was filled beside a roof would be as dull as the roof.
struct GainMapFill {
    private let map: Raster
    private let changed: [UInt8]
    /// The part of the map that the fill looks at.
    private let bounds: Rectangle
    /// The filled photo's lightness for each pixel of the map in `bounds`, 0 to 255.
    private let lightness: [Float]

    /// Pixels of the map about the holes from which gain is told by lightness.
    private static let margin = 24
    private static let bins = 16

    init(_ map: Raster, _ changed: [UInt8], like picture: Composition) {
        self.map = map
        self.changed = changed
        let whole = Rectangle(x: 0, y: 0, width: map.width, height: map.height)
        let places = changed.indices.filter { changed[$0] != 0 }, columns = places.map { $0 % map.width }
        guard let first = places.first, let last = places.last, let left = columns.min(), let right = columns.max() else {
            bounds = Rectangle(x: 0, y: 0, width: 0, height: 0)
            lightness = []
            return
        }
        let top = first / map.width, bottom = last / map.width, margin = Self.margin
        let bounds = Rectangle(x: left - margin, y: top - margin, width: right - left + 1 + 2 * margin, height: bottom - top + 1 + 2 * margin)
            .intersection(whole)
        self.bounds = bounds
        lightness = (0..<bounds.width * bounds.height).map { cell in
            picture.lightness(bounds.x + cell % bounds.width, bounds.y + cell / bounds.width, of: map.width, map.height)
        }
    }

    func filled() -> Raster {
        guard !bounds.isEmpty else { return map }
        var result = map
        for channel in 0..<map.channels {
            let curve = curve(channel), rest = carriedOn { [self] in Float(gain($0, channel)) - Self.value(curve, lightness[$0]) }
            for cell in lightness.indices where isHole(cell) {
                let gain = Self.value(curve, lightness[cell]) + rest[cell]
                result[bounds.x + cell % bounds.width, bounds.y + cell / bounds.width, channel] = Int(min(255, max(0, gain)).rounded())
            }
        }
        return result
    }

    private func pixel(_ cell: Int) -> Int { (bounds.y + cell / bounds.width) * map.width + bounds.x + cell % bounds.width }
    private func isHole(_ cell: Int) -> Bool { changed[pixel(cell)] != 0 }
    private func gain(_ cell: Int, _ channel: Int) -> UInt8 { map.bytes[pixel(cell) * map.channels + channel] }

    /// The mean gain of known pixels by lightness, a value for each bin; where there are none, that of the nearest bin.
    private func curve(_ channel: Int) -> [Float] {
        var sums = [Float](repeating: 0, count: Self.bins), counts = sums
        for cell in lightness.indices where !isHole(cell) {
            let place = Self.place(lightness[cell]), gain = Float(gain(cell, channel))
            sums[place.bin] += (1 - place.share) * gain
            sums[place.bin + 1] += place.share * gain
            counts[place.bin] += 1 - place.share
            counts[place.bin + 1] += place.share
        }
        let known = counts.indices.filter { counts[$0] > 0 }
        return counts.indices.map { bin in
            guard let nearest = known.min(by: { abs($0 - bin) < abs($1 - bin) }) else { return 0 }
            return sums[nearest] / counts[nearest]
        }
    }

    /// Between which bins a lightness lies.
    private static func place(_ lightness: Float) -> (bin: Int, share: Float) {
        let place = lightness / 255 * Float(bins - 1), bin = min(bins - 2, Int(place))
        return (bin, place - Float(bin))
    }

    private static func value(_ curve: [Float], _ lightness: Float) -> Float {
        let place = place(lightness)
        return curve[place.bin] + place.share * (curve[place.bin + 1] - curve[place.bin])
    }

    /// The harmonic function over the holes that meets `value` of the known pixels along their rims; 0 elsewhere.
    private func carriedOn(_ value: (Int) -> Float) -> [Float] {
        let nothing = [Float](repeating: 0, count: lightness.count), width = bounds.width
        var right = nothing, down = nothing, anchor = nothing, given = nothing
        func link(_ cell: Int, _ other: Int, _ edges: inout [Float]) {
            switch (isHole(cell), isHole(other)) {
            case (true, true): edges[cell] = 1
            case (false, false): break
            case (let isFirst, _):
                let (hole, known) = isFirst ? (cell, other) : (other, cell)
                anchor[hole] += 1
                given[hole] += value(known)
            }
        }
        for cell in nothing.indices {
            if cell % width + 1 < width { link(cell, cell + 1, &right) }
            if cell + width < nothing.count { link(cell, cell + width, &down) }
        }
        let work = Work(on: .caller)
        let system = try? GridSystem(width: width, height: bounds.height, right: right, down: down, anchor: anchor, work)
        // Nothing gives it up.
        return (try? system?.solve(given, work)) ?? nothing
    }
}

extension Composition {
    /// The mean lightness, 0 to 255, of what pixel (`x`, `y`) of a form of `width` x `height` pixels of the picture in its file shows.
    fileprivate func lightness(_ x: Int, _ y: Int, of width: Int, _ height: Int) -> Float {
        let rows = Self.samples(y, of: height, in: self.height)
        let pixels = rows.flatMap { row in Self.samples(x, of: width, in: self.width).map { pixel($0, row) } }
        if original.model == .gray { return Float(mean(of: pixels, 0)) }
        if original.model == .cmyk { return Float(255 - mean(of: pixels, 3)) }
        // Rec. 601 luma.
        return zip([0.299, 0.587, 0.114], 0..<3).reduce(0) { $0 + $1.0 * Float(mean(of: pixels, $1.1)) }
    }
}
