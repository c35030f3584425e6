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

    mutating func bits(_ length: Int) -> UInt64? { take(length).map { $0.reversed().reduce(0) { $0 << 8 | UInt64($1) } } }
    mutating func number(_ length: Int) -> Int? { bits(length).flatMap { Int(exactly: $0) } }

    mutating func real(in range: ClosedRange<Double>) -> Double? {
        bits(8).map { Double(bitPattern: $0) }.flatMap { range.contains($0) ? $0 : nil }
    }
}

extension [UInt8] {
    /// Adds a number as `RecoveryBytes` reads it.
    mutating func append(bits: UInt64, _ length: Int) {
        for byte in 0..<length { append(UInt8(truncatingIfNeeded: bits >> (8 * UInt64(byte)))) }
    }

    mutating func append(number: Int, _ length: Int) { append(bits: UInt64(number), length) }
}
