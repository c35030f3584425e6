#if HEIF
import System

/// The boxes of a place of a file (ISO/IEC 14496-12, 4.2), one after the other.
struct HEIFBoxes: IteratorProtocol {
    private let file: UnsafeRawBufferPointer
    private var rest: Range<Int>

    init(_ file: UnsafeRawBufferPointer, _ place: Range<Int>) {
        self.file = file
        rest = place
    }

    /// The number that a name of four letters is.
    static func type(_ name: String) -> Int { name.utf8.reduce(0) { $0 << 8 | Int($1) } }

    /// Whether none is left; false also where the next one is not whole.
    var isAtEnd: Bool { rest.count < 8 }

    /// nil also where it is not whole.
    mutating func next() -> (type: Int, content: Range<Int>)? {
        guard !isAtEnd else { return nil }
        var length = file.number(at: rest.lowerBound, bytes: 4, .bigEndian)!, head = 8
        if length == 1 { (length, head) = (file.number(at: rest.lowerBound + 8, bytes: 8, .bigEndian) ?? 0, 16) }
        if length == 0 { length = rest.count }
        guard length >= head, length <= rest.count else { return nil }
        defer { rest = rest.dropFirst(length) }
        return (file.number(at: rest.lowerBound + 4, bytes: 4, .bigEndian)!, rest.lowerBound + head..<rest.lowerBound + length)
    }
}
#endif
