import Editing
import Masks
import Pixels
import Synchronization
import System

/// Unsaved work, kept so that it survives the program.
///
/// Layout, numbers little-endian: the magic line; width, height and bytes a pixel (32 bits each); cursor, center and
/// scale of the view (IEEE 754 in 64 bits: x, y, x, y, columns to a pixel); the mask as runs (count, value: 32 and 8
/// bits) that add up to all pixels; then spans of changed pixels (first pixel, count: 64 bits each, and their bytes) up
/// to the end. A file that says otherwise is not taken.
package struct RecoveryFile {
    private static let magic = Array("madf-tui recovery 2\n".utf8)
    /// The last ticket given out, and for each path that of the last write or removal. These go one after the other; one that
    /// comes after a later one is left out.
    private static let tickets = Mutex((last: 0, done: [FilePath: Int]()))
    let path: FilePath

    package init(path: FilePath) { self.path = path }

    /// Never more than a run or a span for every pixel.
    private static func byteLimit(for photo: Raster) -> Int { 128 + photo.width * photo.height * (24 + photo.bytesPerPixel) }

    package var exists: Bool { path.isReadable }

    /// The place in the order of writes and removals.
    package func ticket() -> Int {
        RecoveryFile.tickets.withLock { tickets in
            tickets.last += 1
            return tickets.last
        }
    }

    package func remove() {
        _ = take(ticket()) {
            path.remove()
            return true
        }
    }

    /// Writes beside, then renames: what is there is always whole. Whether it, or something later, is there.
    @discardableResult
    package func write(_ ticket: Int, mask: Mask, original: Raster, current: Raster, place: WorkPlace) -> Bool {
        let bytes = RecoveryFile.encode(mask: mask, original: original, current: current, place: place)
        return take(ticket) { replace(with: bytes) }
    }

    private func take(_ ticket: Int, _ body: () -> Bool) -> Bool {
        RecoveryFile.tickets.withLock { tickets in
            guard ticket > tickets.done[path, default: 0] else { return true }
            tickets.done[path] = ticket
            return body()
        }
    }

    private func replace(with bytes: [UInt8]) -> Bool {
        (try? AtomicFile.write(bytes, to: path, mode: 0o600)) != nil
    }

    /// The marks and the changed pixels; nil when the file is not of this photo, or not whole.
    package func read(for photo: Raster) -> (mask: Mask, result: Raster, place: WorkPlace)? {
        guard let file = try? File(path), let size = try? file.status().size, size > 0, size <= RecoveryFile.byteLimit(for: photo),
            let bytes = try? file.readAll(count: Int(size)), bytes.count == size
        else { return nil }
        return RecoveryFile.decode(bytes, for: photo)
    }

    private static func encode(mask: Mask, original: Raster, current: Raster, place: WorkPlace) -> [UInt8] {
        var output = magic
        for value in [mask.width, mask.height, original.bytesPerPixel] { append(value, 4, &output) }
        for value in [place.cursor.x, place.cursor.y, place.center.x, place.center.y, place.scale] {
            append(Int(bitPattern: UInt(value.bitPattern)), 8, &output)
        }
        forEachRun(of: mask) { value, run in
            append(run.count, 4, &output)
            output.append(value)
        }
        let size = original.bytesPerPixel
        forEachRun(of: Mask(where: current, differsFrom: original)) { value, run in
            guard value != 0 else { return }
            append(run.lowerBound, 8, &output)
            append(run.count, 8, &output)
            output += current.bytes[run.lowerBound * size..<run.upperBound * size]
        }
        return output
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

    private static func decode(_ bytes: [UInt8], for photo: Raster) -> (mask: Mask, result: Raster, place: WorkPlace)? {
        guard bytes.starts(with: magic) else { return nil }
        var at = magic.count
        func bits(_ length: Int) -> UInt64? {
            guard at + length <= bytes.count else { return nil }
            var value: UInt64 = 0
            for index in (at..<(at + length)).reversed() { value = value << 8 | UInt64(bytes[index]) }
            at += length
            return value
        }
        func number(_ length: Int) -> Int? { bits(length).flatMap { Int(exactly: $0) } }
        func real(in range: ClosedRange<Double>) -> Double? {
            bits(8).map { Double(bitPattern: $0) }.flatMap { range.contains($0) ? $0 : nil }
        }
        func point() -> Point? {
            guard let x = real(in: 0...Double(photo.width)), let y = real(in: 0...Double(photo.height)) else { return nil }
            return Point(x: x, y: y)
        }
        guard number(4) == photo.width, number(4) == photo.height, number(4) == photo.bytesPerPixel,
            let cursor = point(), let center = point(), let scale = real(in: 0...1000)
        else { return nil }
        let pixels = photo.width * photo.height, size = photo.bytesPerPixel
        var mask = Mask(width: photo.width, height: photo.height), result = photo
        var position = 0
        while position < pixels {
            guard let count = number(4), let value = number(1), count > 0, count <= pixels - position else { return nil }
            if value != 0 { for pixel in position..<(position + count) { mask.bytes[pixel] = UInt8(value) } }
            position += count
        }
        while at < bytes.count {
            guard let first = number(8), let count = number(8), first < pixels, count > 0, count <= pixels - first,
                at + count * size <= bytes.count
            else { return nil }
            result.bytes.replaceSubrange((first * size)..<((first + count) * size), with: bytes[at..<(at + count * size)])
            at += count * size
        }
        return (mask, result, WorkPlace(cursor: cursor, center: center, scale: scale))
    }

    private static func append(_ value: Int, _ length: Int, _ output: inout [UInt8]) {
        for byte in 0..<length { output.append(UInt8(truncatingIfNeeded: value >> (8 * byte))) }
    }
}
