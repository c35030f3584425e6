/// XXH64 with seed 0 (xxHash by Yann Collet, format 0.1.1): 64 bits that stand for content, 32 bytes at a time, so that a
/// picture is hashed in a small part of the time that it takes to decode.
///
/// Two contents have the same by chance once in 2^64; who wants it can make such a pair.
public struct ContentHash {
    private static let primes: (UInt64, UInt64, UInt64, UInt64, UInt64) = (
        0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63, 0x27D4_EB2F_1656_67C5
    )
    private static let stripe = 32

    private var lanes = (primes.0 &+ primes.1, primes.1, UInt64(0), 0 &- primes.0)
    /// What does not fill a stripe yet.
    private var rest: [UInt8] = []
    private var count: UInt64 = 0

    public init() {}

    /// The hash of all of `bytes`.
    public static func of(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash = ContentHash()
        hash.add(bytes)
        return hash.value
    }

    public mutating func add(_ bytes: ArraySlice<UInt8>) { bytes.withUnsafeBytes { add($0) } }

    private mutating func add(_ bytes: UnsafeRawBufferPointer) {
        count += UInt64(bytes.count)
        var start = 0
        if !rest.isEmpty {
            start = min(Self.stripe - rest.count, bytes.count)
            rest += bytes[..<start]
            guard rest.count == Self.stripe else { return }
            rest.withUnsafeBytes { lanes = Self.taking($0, into: lanes) }
            rest.removeAll(keepingCapacity: true)
        }
        let end = start + (bytes.count - start) / Self.stripe * Self.stripe
        lanes = Self.taking(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), into: lanes)
        rest += bytes[end...]
    }

    private static func taking(
        _ bytes: UnsafeRawBufferPointer, into lanes: (UInt64, UInt64, UInt64, UInt64)
    ) -> (UInt64, UInt64, UInt64, UInt64) {
        var (a, b, c, d) = lanes
        func word(_ place: Int) -> UInt64 { UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) }
        for place in Swift.stride(from: 0, to: bytes.count, by: stripe) {
            a = round(a, word(place))
            b = round(b, word(place + 8))
            c = round(c, word(place + 16))
            d = round(d, word(place + 24))
        }
        return (a, b, c, d)
    }

    public var value: UInt64 {
        let (p1, p2, p3, p4, p5) = Self.primes, (a, b, c, d) = lanes
        var hash = p5
        if count >= UInt64(Self.stripe) {
            hash = Self.rotate(a, 1) &+ Self.rotate(b, 7) &+ Self.rotate(c, 12) &+ Self.rotate(d, 18)
            for lane in [a, b, c, d] { hash = (hash ^ Self.round(0, lane)) &* p1 &+ p4 }
        }
        hash &+= count
        var bytes = rest[...]
        func number(_ length: Int) -> UInt64 { bytes.bits(at: bytes.startIndex, bytes: length, .littleEndian)! }
        while bytes.count >= 8 {
            hash = Self.rotate(hash ^ Self.round(0, number(8)), 27) &* p1 &+ p4
            bytes = bytes.dropFirst(8)
        }
        if bytes.count >= 4 {
            hash = Self.rotate(hash ^ number(4) &* p1, 23) &* p2 &+ p3
            bytes = bytes.dropFirst(4)
        }
        for byte in bytes { hash = Self.rotate(hash ^ UInt64(byte) &* p5, 11) &* p1 }
        hash = (hash ^ hash >> 33) &* p2
        hash = (hash ^ hash >> 29) &* p3
        return hash ^ hash >> 32
    }

    private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 { rotate(lane &+ word &* primes.1, 31) &* primes.0 }
    private static func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 { value << count | value >> (64 - count) }
}
