import System

/// Reads numbers, little-endian, from the bytes of a recovery file.
struct RecoveryBytes {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    var isAtEnd: Bool { rest.isEmpty }

    /// The next `count` bytes; nil where there are fewer.
    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    mutating func bits(_ length: Int) -> UInt64? { take(length).flatMap { $0.bits(at: $0.startIndex, bytes: length, .littleEndian) } }
    mutating func number(_ length: Int) -> Int? { bits(length).flatMap { Int(exactly: $0) } }

    mutating func real(in range: ClosedRange<Double>) -> Double? {
        bits(8).map { Double(bitPattern: $0) }.flatMap { range.contains($0) ? $0 : nil }
    }
}
