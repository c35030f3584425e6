import CKernels
import Support
import Testing

@Suite struct DifferencesTests {
    /// As sums of bytes, one at a time; the largest sum that there can be among them.
    @Test func differencesAreThoseOfTheirBytes() {
        for seed in 1...200 as ClosedRange<UInt32> {
            let first = seed == 1 ? [UInt8](repeating: 255, count: 32) : Noise.bytes(32, seed: seed)
            let second = seed == 1 ? [UInt8](repeating: 0, count: 32) : Noise.bytes(32, seed: seed + 1_000)
            let known = Noise.bytes(16, seed: seed + 2_000).map { $0 < 128 ? 0 : 255 as UInt8 }
            func sum(_ known: [UInt8]) -> UInt32 {
                known.indices.reduce(0) { $0 + UInt32(abs(Int(first[$1] & known[$1]) - Int(second[$1]))) }
            }
            #expect(madf_difference(first, known, second) == sum(known))
            #expect(madf_whole_difference(first, second) == sum([UInt8](repeating: 255, count: 32)))
        }
    }
}
