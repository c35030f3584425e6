import Editing
import Masks
import Pixels
import System

/// The file of unsaved work: a magic line with the number of the format, and sections.
///
/// Numbers are little-endian. A section is a tag of four letters, the number of its bytes (64 bits), and these. One whose tag
/// begins with a small letter may be skipped by who does not know it; one that begins with a capital may not, and makes the
/// file one of a newer program. The sections of today:
///
/// - `Phot`: `Raster.contentHash` of the photo (64 bits); width, height and bytes a pixel (32 bits each).
/// - `View`: cursor, center and scale of the view (IEEE 754 in 64 bits: x, y, x, y, columns to a pixel).
/// - `Mark`: the mask as runs (count, value: 32 and 8 bits) that add up to all pixels.
/// - `Keep`, where there is any: what nothing is copied from, as `Mark`.
/// - `Edge`, where there are any: along which edges go on, as `Mark`.
/// - `Pixl`: spans of changed pixels (first pixel, count: 64 bits each, and their bytes).
/// - `Hash`, the last: XXH64 of all bytes before it.
extension UnsavedWork {
    static let magic = Array("madf-tui recovery ".utf8)
    static let version = 3

    enum Section: String, CaseIterable {
        case photo = "Phot", view = "View", marks = "Mark", keepOut = "Keep", edges = "Edge", pixels = "Pixl", hash = "Hash"
    }

    /// Bytes of the last section.
    static let endLength = 20

    /// Never more than a run and a span for every pixel, and as much again for what later versions may add.
    static func byteLimit(for photo: Raster) -> Int { 1 << 20 + photo.width * photo.height * (48 + photo.bytesPerPixel) }

    /// The file for this work on `photo`.
    func bytes(photo: Raster, hash: UInt64) -> [UInt8] {
        var bytes = Self.magic + Array("\(Self.version)\n".utf8)
        func add(_ section: Section, _ payload: [UInt8]) {
            bytes += section.rawValue.utf8
            bytes += Self.number(payload.count, 8) + payload
        }
        let sizes = [photo.width, photo.height, photo.bytesPerPixel].flatMap { Self.number($0, 4) }
        let view = [place.cursor.x, place.cursor.y, place.center.x, place.center.y, place.scale]
        add(.photo, Self.bits(hash) + sizes)
        add(.view, view.flatMap { Self.bits($0.bitPattern) })
        add(.marks, Self.runs(of: mask))
        if let keepOut { add(.keepOut, Self.runs(of: keepOut)) }
        if let edges { add(.edges, Self.runs(of: edges)) }
        add(.pixels, spans(differingFrom: photo))
        add(.hash, Self.bits(ContentHash.of(bytes[...])))
        return bytes
    }

    private static func runs(of mask: Mask) -> [UInt8] {
        var bytes: [UInt8] = []
        forEachRun(of: mask) { value, run in
            bytes += number(run.count, 4) + [value]
        }
        return bytes
    }

    private func spans(differingFrom photo: Raster) -> [UInt8] {
        let size = photo.bytesPerPixel
        var bytes: [UInt8] = []
        Self.forEachRun(of: Mask(where: result, differsFrom: photo)) { value, run in
            guard value != 0 else { return }
            bytes += Self.number(run.lowerBound, 8) + Self.number(run.count, 8)
            bytes += result.bytes[run.lowerBound * size..<run.upperBound * size]
        }
        return bytes
    }

    private static func number(_ value: Int, _ length: Int) -> [UInt8] { [UInt8](value, bytes: length, .littleEndian) }
    private static func bits(_ value: UInt64) -> [UInt8] { number(Int(bitPattern: UInt(value)), 8) }

    /// Pixels of equal value, one after the other.
    private static func forEachRun(of mask: Mask, _ body: (UInt8, Range<Int>) -> Void) {
        mask.bytes.withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                let end = bytes.end(ofRunOf: bytes[start], from: start, before: bytes.count)
                body(bytes[start], start..<end)
                start = end
            }
        }
    }
}

extension Raster {
    /// Stands for the decoded picture, whatever else its file says.
    package var contentHash: UInt64 {
        var hash = ContentHash()
        for value in [width, height, model.rawValue, sampleType.bytes] { hash.add([UInt8](value, bytes: 8, .littleEndian)[...]) }
        hash.add(bytes[...])
        return hash.value
    }
}
