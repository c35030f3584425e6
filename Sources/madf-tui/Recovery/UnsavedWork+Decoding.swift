import Editing
import Masks
import Pixels
import System

extension UnsavedWork {
    /// Why bytes are not taken.
    enum Refusal: Error { case damaged, newer, otherPhoto }

    /// The work in the file `bytes`, if it is of `photo`, which has this hash.
    init(_ bytes: [UInt8], photo: Raster, hash: UInt64) throws(Refusal) {
        guard bytes.starts(with: Self.magic) else { throw .damaged }
        let digits = bytes.dropFirst(Self.magic.count).prefix { $0 != UInt8(ascii: "\n") }
        guard let version = Int(String(decoding: digits.prefix(10), as: UTF8.self)) else { throw .damaged }
        let start = min(bytes.count, digits.endIndex + 1)
        switch version {
        case 2: try self.init(secondVersion: bytes[start...], photo)
        case Self.version: try self.init(sections: Self.sections(bytes, from: start), photo, hash)
        case Self.version...: throw .newer
        default: throw .damaged
        }
    }

    /// The sections by their tags, those that may be skipped included, after the sum was checked.
    private static func sections(_ bytes: [UInt8], from start: Int) throws(Refusal) -> [String: ArraySlice<UInt8>] {
        guard bytes.count >= start + endLength else { throw .damaged }
        var sum = RecoveryBytes(bytes.suffix(8)), reader = RecoveryBytes(bytes[start...]), sections: [String: ArraySlice<UInt8>] = [:]
        guard sum.bits(8) == ContentHash.of(bytes.dropLast(endLength)) else { throw .damaged }
        while let tag = reader.take(4), let count = reader.number(8), let payload = reader.take(count) {
            sections[String(decoding: tag, as: UTF8.self)] = payload
        }
        guard reader.isAtEnd, Section.allCases.allSatisfy({ [.keepOut, .edges].contains($0) || sections[$0.rawValue] != nil }) else { throw .damaged }
        let isNewer = sections.keys.contains { $0.first?.isUppercase == true && Section(rawValue: $0) == nil }
        if isNewer { throw .newer }
        return sections
    }

    private init(sections: [String: ArraySlice<UInt8>], _ photo: Raster, _ hash: UInt64) throws(Refusal) {
        func section(_ name: Section) -> RecoveryBytes { RecoveryBytes(sections[name.rawValue] ?? []) }
        var identity = section(.photo), view = section(.view), marks = section(.marks), pixels = section(.pixels)
        guard identity.bits(8) == hash, Self.isFor(photo, &identity) else { throw .otherPhoto }
        place = try Self.place(&view, on: photo)
        mask = try Self.mask(&marks, of: photo)
        result = photo
        guard marks.isAtEnd else { throw .damaged }
        func optional(_ name: Section) throws(Refusal) -> Mask? {
            guard sections[name.rawValue] != nil else { return nil }
            var runs = section(name)
            let mask = try Self.mask(&runs, of: photo)
            guard runs.isAtEnd else { throw .damaged }
            return mask
        }
        keepOut = try optional(.keepOut)
        edges = try optional(.edges)
        try Self.forEachSpan(&pixels, of: photo) { span, bytes in result.bytes.replaceSubrange(span, with: bytes) }
    }

    /// The format before this one had no more of the photo than its sizes: the changed pixels may be another picture's. So
    /// what was removed is marked, to be removed again.
    private init(secondVersion bytes: ArraySlice<UInt8>, _ photo: Raster) throws(Refusal) {
        var reader = RecoveryBytes(bytes)
        guard Self.isFor(photo, &reader) else { throw .otherPhoto }
        place = try Self.place(&reader, on: photo)
        mask = try Self.mask(&reader, of: photo)
        result = photo
        let size = photo.bytesPerPixel
        try Self.forEachSpan(&reader, of: photo) { span, _ in
            for pixel in span.lowerBound / size..<span.upperBound / size { mask.bytes[pixel] = 255 }
        }
    }

    private static func isFor(_ photo: Raster, _ reader: inout RecoveryBytes) -> Bool {
        reader.number(4) == photo.width && reader.number(4) == photo.height && reader.number(4) == photo.bytesPerPixel
    }

    private static func place(_ reader: inout RecoveryBytes, on photo: Raster) throws(Refusal) -> WorkPlace {
        func point() -> Point? {
            guard let x = reader.real(in: 0...Double(photo.width)), let y = reader.real(in: 0...Double(photo.height)) else { return nil }
            return Point(x: x, y: y)
        }
        guard let cursor = point(), let center = point(), let scale = reader.real(in: 0...1000) else { throw .damaged }
        return WorkPlace(cursor: cursor, center: center, scale: scale)
    }

    private static func mask(_ reader: inout RecoveryBytes, of photo: Raster) throws(Refusal) -> Mask {
        var mask = Mask(width: photo.width, height: photo.height), position = 0
        let pixels = photo.width * photo.height
        while position < pixels {
            guard let count = reader.number(4), let value = reader.number(1), count > 0, count <= pixels - position else { throw .damaged }
            if value != 0 { for pixel in position..<(position + count) { mask.bytes[pixel] = UInt8(value) } }
            position += count
        }
        return mask
    }

    /// Calls `body` with the bytes of the picture that each span is about, and what it has for them, up to the end.
    private static func forEachSpan(
        _ reader: inout RecoveryBytes, of photo: Raster, _ body: (Range<Int>, ArraySlice<UInt8>) -> Void
    ) throws(Refusal) {
        let pixels = photo.width * photo.height, size = photo.bytesPerPixel
        while !reader.isAtEnd {
            guard let first = reader.number(8), let count = reader.number(8), first < pixels, count > 0, count <= pixels - first,
                let bytes = reader.take(count * size)
            else { throw .damaged }
            body(first * size..<(first + count) * size, bytes)
        }
    }
}
