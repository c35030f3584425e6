import Foundation
import Pixels
import Support
import Testing

@Suite struct GaussianBlurTests {
    private static let width = 11, height = 7

    /// By definition: the mean of all pixels in reach, weighted by the bell over their distance.
    private func direct(_ values: [Float], sigma: Double, radius: Int, repeatsEdges: Bool) -> [Float] {
        let offsets = (-radius...radius).flatMap { y in (-radius...radius).map { (x: $0, y: y) } }
        func bell(_ x: Int, _ y: Int) -> Double { exp(-Double(x * x + y * y) / (2 * sigma * sigma)) }
        let total = offsets.reduce(0) { $0 + bell($1.x, $1.y) }
        return values.indices.map { index in
            var sum = 0.0
            for (dx, dy) in offsets {
                var x = index % Self.width + dx, y = index / Self.width + dy
                if repeatsEdges {
                    (x, y) = (min(max(x, 0), Self.width - 1), min(max(y, 0), Self.height - 1))
                } else if !(0..<Self.width).contains(x) || !(0..<Self.height).contains(y) {
                    continue
                }
                sum += bell(dx, dy) / total * Double(values[y * Self.width + x])
            }
            return Float(sum)
        }
    }

    /// A radius beyond the picture's sides, too. 1e-6: float32 sums of some thirty terms of magnitude 1.
    @Test(arguments: [(0.7, nil), (1.5, nil), (1.5, 2), (4, nil)] as [(Float, Int?)], [false, true])
    func againstTheDefinition(blur: (sigma: Float, radius: Int?), repeatsEdges: Bool) {
        var noise = Noise(seed: 3)
        let values = noise.signed(Self.width * Self.height)
        let truth = direct(
            values, sigma: Double(blur.sigma), radius: blur.radius ?? Int((3 * blur.sigma).rounded(.up)), repeatsEdges: repeatsEdges)
        var blurred = values
        GaussianBlur(sigma: blur.sigma, radius: blur.radius, edges: repeatsEdges ? .repeated : .nothing)
            .apply(to: &blurred, width: Self.width, height: Self.height)
        #expect(zip(blurred, truth).allSatisfy { abs($0 - $1) < 1e-6 })
    }

    @Test func fourChannelsAreFourBlurs() {
        var noise = Noise(seed: 4), blur = GaussianBlur(sigma: 1.2)
        let channels = (0..<4).map { _ in noise.signed(Self.width * Self.height) }
        var pixels = channels[0].indices.map { SIMD4(channels[0][$0], channels[1][$0], channels[2][$0], channels[3][$0]) }
        blur.apply(to: &pixels, width: Self.width, height: Self.height)
        for channel in 0..<4 {
            var plane = channels[channel]
            blur.apply(to: &plane, width: Self.width, height: Self.height)
            #expect(plane == pixels.map { $0[channel] })
        }
        blur = GaussianBlur(sigma: 1.2, edges: .repeated)
        var flat = [Float](repeating: 0.25, count: Self.width * Self.height)
        blur.apply(to: &flat, width: Self.width, height: Self.height)
        #expect(flat.allSatisfy { abs($0 - 0.25) < 1e-6 })
    }
}
