import Pixels
import Testing

/// Where samples are taken from, and what they are worth.
@Suite struct SamplingTests {
    /// IEC 61966-2-1: half the light is sample 0.7353..., and both pieces of the curve meet.
    @Test func transferOfSRGB() {
        #expect(abs(SRGB.sample(of: 0.5) - 0.735_357) < 1e-6 && abs(SRGB.light(of: 0.5) - 0.214_041) < 1e-6)
        #expect(SRGB.light(of: 0) == 0 && abs(SRGB.light(of: 1) - 1) < 1e-12)
        #expect(abs(SRGB.light(of: 0.04045) - SRGB.light(of: 0.040_450_1)) < 1e-6)
        for sample in 0...255 { #expect((SRGB.sample(of: SRGB.light(of: Double(sample) / 255)) * 255).rounded() == Double(sample)) }
    }

    @Test func linearTapsStayInside() {
        let between = LinearTap(2.25, count: 5), before = LinearTap(-3, count: 5), behind = LinearTap(9, count: 5)
        #expect((between.first, between.second) == (2, 3) && between.share == 0.25)
        #expect((before.first, before.share) == (0, 0))
        #expect((behind.first, behind.second) == (4, 4))
    }

    /// Together the targets cover each source position once, and each covers its share.
    @Test(arguments: [(7, 3), (8, 4), (5, 5), (100, 7), (3, 1)]) func areaSpansShareOutASide(length: Int, count: Int) {
        var covered = [Double](repeating: 0, count: length)
        for target in 0..<count {
            let span = AreaSpan(target, of: count, over: length)
            let weights = span.positions.map { span.weight($0) }
            #expect(abs(weights.reduce(0, +) - Double(length) / Double(count)) < 1e-9 && weights.allSatisfy { $0 > 0 && $0 <= 1 })
            for (position, weight) in zip(span.positions, weights) { covered[position] += weight }
        }
        #expect(covered.allSatisfy { abs($0 - 1) < 1e-9 })
    }

    @Test func halvingRoundsMeansOfFour() {
        let pixels = [1, 2, 200, 201, 4, 4, 201, 201].map { SIMD4<UInt8>(repeating: $0) }
        // 11 / 4 is nearest to 3, and 803 / 4 to 201.
        #expect(pixels.halved(width: 4) == [SIMD4(repeating: 3), SIMD4(repeating: 201)])
    }

    @Test func inkIsReadAsLight() {
        let ink = Raster(width: 2, height: 1, model: .cmyk, bytes: [0, 255, 51, 0, 255, 255, 255, 255])
        ink.withSamples { samples in
            #expect(samples[0, 0] == SIMD4(1, 0, 0.8, 1) && samples[1, 0] == .zero)
        }
        #expect(ink.sample(0.8) == 51 && ink.sample(7) == 0 && ink.sample(-1) == 255)
    }

    @Test func sixteenBitsAreRead() {
        var deep = Raster(width: 2, height: 1, model: .gray, sampleType: .uint16)
        deep[1, 0, 0] = 65_535
        deep.withSamples { #expect($0[0, 0][0] == 0 && $0[1, 0][0] == 1) }
    }
}
