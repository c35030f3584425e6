import Evaluation
import Masks
import Testing

@Suite struct FreeFormTests {
    /// Every ratio, sizes from tiny to common ones, many seeds: always inside, and the same for the same seed.
    @Test(arguments: [16, 64, 100, 256]) func ratiosAreKept(side: Int) {
        for ratio in HoleRatio.paper {
            var shares: Set<Int> = []
            for seed in 0..<(side > 100 ? 12 : 60) as Range<UInt64> {
                var first = SeededGenerator(seed: seed), second = first
                let mask = Mask.freeForm(side: side, ratio: ratio, using: &first)
                let share = Double(mask.bytes.filter { $0 == 255 }.count) / Double(side * side)
                #expect(share > Double(ratio.lower) / 100 && share <= Double(ratio.upper) / 100, "seed \(seed)")
                #expect(ratio.contains(mask) && mask.bytes.allSatisfy { $0 == 0 || $0 == 255 })
                #expect(mask == Mask.freeForm(side: side, ratio: ratio, using: &second))
                shares.insert(mask.holePixels)
            }
            #expect(shares.count > 5, "they vary")
        }
    }

    @Test func bucketsAreOpenBelowAndClosedAbove() {
        func mask(_ pixels: Int) -> Mask { Mask(width: 10, height: 10, bytes: (0..<100).map { $0 < pixels ? 255 : 0 }) }
        #expect(HoleRatio.paper.map(\.description) == ["(0.01,0.1]", "(0.1,0.2]", "(0.2,0.3]", "(0.3,0.4]", "(0.4,0.5]", "(0.5,0.6]"])
        #expect(HoleRatio.paper.map { $0.contains(mask(10)) } == [true, false, false, false, false, false])
        #expect(HoleRatio.paper.map { $0.contains(mask(11)) } == [false, true, false, false, false, false])
        #expect([1, 61].allSatisfy { pixels in !HoleRatio.paper.contains { $0.contains(mask(pixels)) } })
    }

    /// The published generator's first numbers for seed 1234567 (Vigna's reference program).
    @Test func theGeneratorIsSplitMix() {
        var generator = SeededGenerator(seed: 1_234_567)
        #expect((0..<3).map { _ in generator.next() } == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
    }
}
