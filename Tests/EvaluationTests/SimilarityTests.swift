import Evaluation
import Foundation
import Pixels
import Support
import Testing

@Suite struct SimilarityTests {
    /// Planes of noise over a slope, and the same with more noise.
    static func pictures(_ width: Int, _ height: Int, noise: Float) -> (truth: Planes, picture: Planes) {
        var generator = Noise(seed: 7)
        func random() -> Float { Float(generator.unit()) }
        var truth = Planes(width: width, height: height, channels: 3)
        for index in truth.values.indices {
            truth.values[index] = Float(index % width * (3 + index / truth.area)) + Float(60) * random()
        }
        var picture = truth
        for index in picture.values.indices { picture.values[index] += noise * (random() - 0.4) }
        return (truth, picture)
    }

    /// Wang 2004, equations 6 and 13 to 16, a window at a time: weighted means, deviations from them, and their product.
    static func directSSIM(_ a: Planes, _ b: Planes, channel: Int) -> Double {
        var weights: [Double] = []
        for y in -5...5 { for x in -5...5 { weights.append(exp(-Double(x * x + y * y) / (2 * 1.5 * 1.5))) } }
        let sum = weights.reduce(0, +)
        weights = weights.map { $0 / sum }
        let c1 = 2.55 * 2.55, c2 = 7.65 * 7.65
        var values: [Double] = []
        for top in 0...a.height - 11 {
            for left in 0...a.width - 11 {
                let places = (0..<121).map { (top + $0 / 11) * a.width + left + $0 % 11 }
                let first = places.map { Double(a[$0][channel]) }, second = places.map { Double(b[$0][channel]) }
                let u = zip(weights, first).reduce(0) { $0 + $1.0 * $1.1 }, v = zip(weights, second).reduce(0) { $0 + $1.0 * $1.1 }
                var uu = 0.0, vv = 0.0, uv = 0.0
                for index in 0..<121 {
                    uu += weights[index] * (first[index] - u) * (first[index] - u)
                    vv += weights[index] * (second[index] - v) * (second[index] - v)
                    uv += weights[index] * (first[index] - u) * (second[index] - v)
                }
                values.append((2 * u * v + c1) * (2 * uv + c2) / ((u * u + v * v + c1) * (uu + vv + c2)))
            }
        }
        return values.reduce(0, +) / Double(values.count)
    }

    /// 1e-9: both are in double precision; values to 300 square to 1e5, of which 1e-16 are 1e-11.
    @Test(arguments: [(11, 11, 40), (23, 17, 8), (30, 40, 200)] as [(Int, Int, Float)])
    func againstTheDefinition(width: Int, height: Int, noise: Float) {
        let (truth, picture) = Self.pictures(width, height, noise: noise)
        let found = Similarity(picture, truth: truth)
        let expected = (0..<3).reduce(0) { $0 + Self.directSSIM(picture, truth, channel: $1) } / 3
        #expect(abs(found.ssim - expected) < 1e-9)
        let differences = zip(picture.values, truth.values).map { Double($0 - $1) }
        let square = differences.reduce(0) { $0 + $1 * $1 } / Double(differences.count)
        // 1e-6 dB: the squares are rounded to single precision.
        #expect(abs(found.psnr - (20 * log10(255) - 10 * log10(square))) < 1e-6)
        let sum = differences.reduce(0.0) { $0 + abs($1) }
        #expect(abs(found.l1 - sum / Double(differences.count) / 2.55) < 1e-9)
    }

    @Test func equalPictures() {
        let (truth, _) = Self.pictures(16, 12, noise: 0)
        let found = Similarity(truth, truth: truth)
        #expect(found.psnr == .infinity && abs(found.ssim - 1) < 1e-12 && found.l1 == 0)
    }

    /// A step of 1 in a flat picture: 48.13 dB in every textbook, and 0.392 %.
    @Test func aStepOfOne() {
        let black = Planes(width: 12, height: 12, channels: 1)
        let found = Similarity(Planes(width: 12, height: 12, channels: 1, values: [Float](repeating: 1, count: 144)), truth: black)
        #expect(abs(found.psnr - 48.1308) < 1e-4 && abs(found.l1 - 100.0 / 255) < 1e-9)
        // Only the luminance term is left: C1 / (1 + C1), C1 = 2.55 squared.
        #expect(abs(found.ssim - 6.5025 / 7.5025) < 1e-9)
    }
}
