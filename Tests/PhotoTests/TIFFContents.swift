#if TIFF
import CTIFF
import System
import Testing

/// The first directory of a TIFF file and the bytes of its strips or tiles, read without the program.
struct TIFFContents {
    let file: [UInt8]
    private let order: ByteOrder, isBig: Bool
    /// Types and values by tag.
    private(set) var fields: [Int: (type: Int, data: [UInt8])] = [:]
    private(set) var position = 0, next = 0

    private static let sizes = [1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 9: 4, 10: 8, 13: 4, 16: 8]

    init(_ file: [UInt8], at place: Int? = nil) throws {
        self.file = file
        order = file[0] == UInt8(ascii: "M") ? .bigEndian : .littleEndian
        isBig = file.number(at: 2, bytes: 2, order) == 43
        let size = isBig ? 8 : 4
        position = try #require(place ?? file.number(at: isBig ? 8 : 4, bytes: size, order))
        let count = try #require(file.number(at: position, bytes: isBig ? 8 : 2, order)), start = position + (isBig ? 8 : 2)
        for index in 0..<count {
            let entry = start + index * (isBig ? 20 : 12)
            let type = try number(entry + 2, 2), length = try number(entry + 4, size) * (Self.sizes[type] ?? 0)
            let value = length > size ? try number(entry + 4 + size, size) : entry + 4 + size
            fields[try number(entry, 2)] = (type, Array(file[value..<value + length]))
        }
        next = try number(start + count * (isBig ? 20 : 12), size)
    }

    private func number(_ position: Int, _ count: Int) throws -> Int { try #require(file.number(at: position, bytes: count, order)) }

    func numbers(_ tag: Int) -> [Int] {
        guard let field = fields[tag], let size = Self.sizes[field.type] else { return [] }
        return stride(from: 0, to: field.data.count, by: size).map { field.data.number(at: $0, bytes: size, order)! }
    }

    static let places: Set = [273, 279, 324, 325]

    /// The bytes of each strip or tile.
    var chunks: [[UInt8]] {
        zip(numbers(273) + numbers(324), numbers(279) + numbers(325)).map { Array(file[$0..<$0 + $1]) }
    }

    /// All tags that do not say where samples lie, as text.
    var described: [String] {
        fields.filter { !Self.places.contains($0.key) }.map { "\($0.key) \($0.value.type) \($0.value.data)" }.sorted()
    }

    /// Each strip or tile, decoded.
    func decoded() throws -> [[UInt8]] {
        var problem = ctiff_problem()
        return try file.withUnsafeBufferPointer { bytes in
            let reader = try #require(ctiff_open(bytes.baseAddress, bytes.count, UInt64(position), 1 << 28, &problem))
            defer { ctiff_close(reader) }
            return try (0..<ctiff_chunks(reader)).map { chunk in
                var samples = [UInt8](repeating: 0, count: ctiff_chunk_size(reader))
                let size = samples.count
                try #require(ctiff_read(reader, chunk, &samples, size, &problem) == 0)
                return samples
            }
        }
    }
}
#endif
