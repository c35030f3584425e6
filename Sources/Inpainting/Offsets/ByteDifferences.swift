/// The sum of absolute differences of bytes, sixteen at a time; of at most 128 times sixteen.
///
/// Left to itself the compiler takes four at a time, and more than twice as long.
struct ByteDifferences {
    private var sums = SIMD8<UInt16>.zero

    @inline(__always) mutating func add(_ a: SIMD16<UInt8>, _ b: SIMD16<UInt8>) {
        let isLess = a .< b
        let pairs = unsafeBitCast(
            a.replacing(with: b, where: isLess) &- b.replacing(with: a, where: isLess), to: SIMD8<UInt16>.self)
        sums &+= (pairs & 255) &+ (pairs &>> 8)
    }

    @inline(__always) var total: UInt32 {
        let pairs = unsafeBitCast(sums, to: SIMD4<UInt32>.self)
        return ((pairs & 0xFFFF) &+ (pairs &>> 16)).wrappedSum()
    }
}

extension UnsafePointer<SIMD4<UInt8>> {
    /// Four pixels from this one on.
    @inline(__always) var four: SIMD16<UInt8> { UnsafeRawPointer(self).loadUnaligned(as: SIMD16<UInt8>.self) }
}
