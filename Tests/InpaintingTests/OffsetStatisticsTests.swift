import Inpainting
import Support
import Testing
import Workers

@Suite struct OffsetStatisticsTests {
    /// Tiles of noise, 20 x 16, side by side, with a hole.
    private static func tiled(_ width: Int, _ height: Int) -> Texture {
        var noise = Noise(seed: 3), texture = Texture(width: width, height: height)
        let tile = (0..<20 * 16).map { _ in SIMD4<UInt8>(UInt8(noise.next() >> 16), UInt8(noise.next() >> 16), UInt8(noise.next() >> 16), 0) }
        for y in 0..<height {
            for x in 0..<width {
                let index = y * width + x
                if (40..<80).contains(x) && (30..<60).contains(y) {
                    texture.hole[index] = .hole
                } else {
                    texture.pixels[index] = tile[y % 16 * 20 + x % 20]
                }
            }
        }
        return texture
    }

    @Test func whatRepeatsIsFound() throws {
        let peaks = try OffsetStatistics(Self.tiled(160, 120)).peaks(6, iterations: 7, Work(on: .caller))
        #expect(peaks.count == 6)
        for peak in peaks { #expect(peak.x % 20 == 0 && peak.y % 16 == 0 && (peak.x, peak.y) != (0, 0), "\(peak)") }
        // A match is one both ways.
        for peak in peaks.prefix(2) { #expect(peaks.contains(Offset(x: -peak.x, y: -peak.y))) }
    }

    @Test func threadsDoNotMatter() throws {
        let texture = Self.tiled(120, 100)
        let one = try OffsetStatistics(texture).peaks(30, iterations: 3, Work(on: .caller))
        let three = try OffsetStatistics(texture).peaks(30, iterations: 3, Work(on: WorkerPool(threads: 3)))
        #expect(one == three)
    }

    @Test func nothingKnownHasNoOffsets() throws {
        let texture = Texture(width: 40, height: 30, all: .hole)
        #expect(try OffsetStatistics(texture).peaks(10, iterations: 2, Work(on: .caller)).isEmpty)
    }
}
