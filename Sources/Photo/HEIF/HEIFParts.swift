#if HEIF
import System

/// Of which other pictures those of an HEIF file are made: tiles of a grid, layers of an overlay, alpha. Told by the file's references
/// (ISO/IEC 14496-12, 8.11.12), of which few bytes may ask for the same picture sixty thousand times.
struct HEIFParts {
    /// Identifiers of each picture's parts, as often as they are named.
    private var parts: [UInt32: [UInt32]] = [:]
    private let file: UnsafeRawBufferPointer

    /// Pixels that take as long as to begin with a picture.
    private static let beginning = 32_768

    /// nil where boxes or references are not of the lengths that they tell.
    init?(_ file: UnsafeRawBufferPointer) {
        self.file = file
        var all = HEIFBoxes(file, 0..<file.count)
        while let meta = all.next() {
            guard meta.type == Self.meta else { continue }
            var lists = HEIFBoxes(file, meta.content.dropFirst(4))
            while let list = lists.next() {
                guard list.type != Self.references || add(list.content) else { return nil }
            }
            guard lists.isAtEnd else { return nil }
        }
    }

    /// Whether more than `most` pixels are decoded for a picture, where each one that is begun counts for some more.
    ///
    /// - Parameter pixels: those of a picture that is given by its identifier.
    func areMore(than most: Int, of picture: UInt32, _ pixels: (UInt32) -> Int) -> Bool {
        var rest = most, level = [picture: 1]
        while !level.isEmpty {
            var next: [UInt32: Int] = [:]
            for (picture, times) in level {
                let cost = Self.beginning + pixels(picture)
                guard times <= rest / cost else { return true }
                rest -= times * cost
                for part in parts[picture, default: []] { next[part, default: 0] += times }
            }
            level = next
        }
        return false
    }

    private static let (meta, references, made, beside) = (
        HEIFBoxes.type("meta"), HEIFBoxes.type("iref"), HEIFBoxes.type("dimg"), HEIFBoxes.type("auxl")
    )

    /// Adds what a list of references says.
    private mutating func add(_ list: Range<Int>) -> Bool {
        guard let version = file.number(at: list.lowerBound, bytes: 1, .bigEndian) else { return false }
        let bytes = version == 0 ? 2 : 4
        var references = HEIFBoxes(file, list.dropFirst(4))
        while let (type, place) = references.next() {
            func identifier(_ index: Int) -> UInt32? {
                file.number(at: place.lowerBound + (index > 0 ? 2 : 0) + index * bytes, bytes: bytes, .bigEndian).map { UInt32($0) }
            }
            guard let from = identifier(0), let count = file.number(at: place.lowerBound + bytes, bytes: 2, .bigEndian),
                place.count == 2 + bytes * (1 + count)
            else { return false }
            for index in 0..<count {
                let to = identifier(1 + index)!
                if type == Self.made { parts[from, default: []].append(to) }
                if type == Self.beside { parts[to, default: []].append(from) }
            }
        }
        return references.isAtEnd
    }
}
#endif
