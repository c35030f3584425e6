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
/// - `Pixl`: spans of changed pixels (first pixel, count: 64 bits each, and their bytes).
/// - `Hash`, the last: XXH64 of all bytes before it.
extension UnsavedWork {
    static let magic = Array("madf-tui recovery ".utf8)
    static let version = 3

    enum Section: String, CaseIterable {
        case photo = "Phot", view = "View", marks = "Mark", pixels = "Pixl", hash = "Hash"
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
            bytes.append(number: payload.count, 8)
            bytes += payload
        }
        var payload: [UInt8] = []
        payload.append(bits: hash, 8)
        for value in [photo.width, photo.height, photo.bytesPerPixel] { payload.append(number: value, 4) }
        add(.photo, payload)
        payload = []
        for value in [place.cursor.x, place.cursor.y, place.center.x, place.center.y, place.scale] {
            payload.append(bits: value.bitPattern, 8)
        }
        add(.view, payload)
        add(.marks, marks)
        add(.pixels, spans(differingFrom: photo))
        payload = []
        payload.append(bits: ContentHash.of(bytes[...]), 8)
        add(.hash, payload)
        return bytes
    }

    private var marks: [UInt8] {
        var bytes: [UInt8] = []
        Self.forEachRun(of: mask) { value, run in
            bytes.append(number: run.count, 4)
            bytes.append(value)
        }
        return bytes
    }

    private func spans(differingFrom photo: Raster) -> [UInt8] {
        let size = photo.bytesPerPixel
        var bytes: [UInt8] = []
        Self.forEachRun(of: Mask(where: result, differsFrom: photo)) { value, run in
            guard value != 0 else { return }
            bytes.append(number: run.lowerBound, 8)
            bytes.append(number: run.count, 8)
            bytes += result.bytes[run.lowerBound * size..<run.upperBound * size]
        }
        return bytes
    }

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
        var sizes: [UInt8] = []
        for value in [width, height, model.rawValue, sampleType.bytes] { sizes.append(number: value, 8) }
        hash.add(sizes[...])
        hash.add(bytes[...])
        return hash.value
    }
}
