/// Which byte of a number comes first: the one that counts most, or the one that counts least.
public enum ByteOrder: Sendable {
    case bigEndian, littleEndian
}

extension RandomAccessCollection where Element == UInt8, Index == Int {
    /// The unsigned number that `count` bytes, at most 8, make from index `position` on; nil where they do not lie inside.
    @inlinable public func bits(at position: Int, bytes count: Int, _ order: ByteOrder) -> UInt64? {
        guard position >= startIndex, position <= endIndex - count else { return nil }
        var value: UInt64 = 0
        for place in 0..<count {
            value = value << 8 | UInt64(self[order == .bigEndian ? position + place : position + count - 1 - place])
        }
        return value
    }

    /// The same as an `Int`; nil also where it is none.
    @inlinable public func number(at position: Int, bytes count: Int, _ order: ByteOrder) -> Int? {
        bits(at: position, bytes: count, order).flatMap { Int(exactly: $0) }
    }
}

extension [UInt8] {
    /// The low `count` bytes of `number`.
    public init(_ number: Int, bytes count: Int, _ order: ByteOrder) {
        self = (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * (order == .bigEndian ? count - 1 - $0 : $0))) }
    }
}
