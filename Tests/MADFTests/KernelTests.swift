import MADF
import Pixels
import Support
import Testing
import Workers

/// Every fast kernel against its plain reference, for every kind of processor that this machine can stand in for.
@Suite struct KernelTests {
    static let pool = WorkerPool(threads: 2)

    /// Uniform in -1...1, the same in every run.
    static func noise(_ count: Int, seed: UInt32) -> [Float] {
        var noise = Noise(seed: seed &* 2_654_435_761 | 1)
        return noise.signed(count)
    }

    static func map(_ channels: Int, _ height: Int, _ width: Int, seed: UInt32) -> Planes {
        Planes(width: width, height: height, channels: channels, values: noise(channels * height * width, seed: seed))
    }

    static func error(_ map: Planes, _ truth: Planes) -> Double {
        guard map.values.count == truth.values.count else { return .infinity }
        let squares = truth.values.reduce(0.0) { $0 + Double($1) * Double($1) }
        let rms = (squares / Double(truth.values.count)).squareRoot()
        return zip(map.values, truth.values).reduce(0) { max($0, Double(abs($1.0 - $1.1))) } / rms
    }

    struct Shape: Sendable, CustomTestStringConvertible {
        let sources: [Int], outputs, height, width: Int
        var testDescription: String { "\(sources) to \(outputs), \(height) x \(width)" }
    }

    static let shapes = [
        Shape(sources: [1], outputs: 1, height: 1, width: 1), Shape(sources: [3], outputs: 5, height: 7, width: 3),
        Shape(sources: [6, 3], outputs: 3, height: 5, width: 9), Shape(sources: [9, 17], outputs: 33, height: 4, width: 8),
        Shape(sources: [24], outputs: 64, height: 2, width: 35), Shape(sources: [8], outputs: 88, height: 12, width: 20),
    ]

    /// Single precision sums of some hundred products of order one: rounding stays below 1e-5 of the RMS.
    @Test(arguments: shapes) func directConvolution(shape: Shape) {
        check(shape, tile: nil, bound: 1e-5)
    }

    /// From narrow maps to RGB, as at full size.
    @Test(arguments: [
        Shape(sources: [4, 3], outputs: 3, height: 5, width: 9), Shape(sources: [1], outputs: 3, height: 1, width: 1),
        Shape(sources: [3, 2, 4], outputs: 3, height: 8, width: 16),
    ])
    func narrowConvolution(shape: Shape) {
        check(shape, tile: nil, isNarrow: true, bound: 1e-5)
    }

    /// Winograd F(4, 3) with these points loses about one digit more, F(2, 3) hardly any.
    @Test(arguments: shapes.filter { $0.height % 4 == 0 && $0.width % 4 == 0 }) func winogradConvolution(shape: Shape) {
        check(shape, tile: 4, bound: 5e-5)
        check(shape, tile: 2, bound: 1e-5)
    }

    /// So wide that workers share each pass over the tiles. The bounds are those above: half the summands each, more of them.
    @Test(arguments: [
        (Shape(sources: [200, 60], outputs: 88, height: 16, width: 12), 4, 5e-5),
        (Shape(sources: [512, 216], outputs: 40, height: 8, width: 12), 2, 1e-5),
    ])
    func winogradConvolutionInSharedPasses(shape: Shape, tile: Int, bound: Double) {
        #expect(KernelSet.sharesPasses(inputs: shape.sources.reduce(0) { $0 + ($1 + 7) / 8 * 8 }, outputs: shape.outputs, tile: tile))
        check(shape, tile: tile, bound: bound, threads: [1, 2, 3, 8])
    }

    private func check(_ shape: Shape, tile: Int?, isNarrow: Bool = false, bound: Double, threads: [Int] = [2]) {
        let maps = shape.sources.enumerated().map { Self.map($1, shape.height, shape.width, seed: UInt32($0 + 1)) }
        let inputs = shape.sources.reduce(0, +)
        let weights = Self.noise(shape.outputs * inputs * 9, seed: 7), bias = Self.noise(shape.outputs, seed: 8)
        let joined = maps.dropFirst().reduce(maps[0]) { $0.concatenated($1) }
        let truth = Reference.convolution(joined, weights: weights, bias: bias, side: 3).rectified
        for kernels in KernelSet.all {
            let results = threads.map {
                kernels.convolution(
                    maps, weights: weights, bias: bias, tile: tile, isNarrow: isNarrow, on: WorkerPool(threads: $0))
            }
            #expect(Self.error(results[0], truth) < bound, "\(kernels.name)")
            for result in results.dropFirst() {
                let isSame = result == results[0]
                #expect(isSame, "\(kernels.name)")
            }
        }
    }

    @Test(arguments: [(1, 1, 1, 1), (5, 3, 3, 7), (17, 40, 6, 5), (64, 3, 8, 8)])
    func transposedConvolution(inputs: Int, outputs: Int, height: Int, width: Int) {
        let map = Self.map(inputs, height, width, seed: 3)
        let weights = Self.noise(inputs * outputs * 16, seed: 4), bias = Self.noise(outputs, seed: 5)
        let truth = Reference.transposedConvolution(map, weights: weights, bias: bias)
        for kernels in KernelSet.all {
            let result = kernels.transposedConvolution(map, weights: weights, bias: bias, on: Self.pool)
            #expect(Self.error(result, truth) < 1e-5, "\(kernels.name)")
            guard outputs == 3 else { continue }
            let narrow = kernels.transposedConvolution(map, weights: weights, bias: bias, isNarrow: true, on: Self.pool)
            #expect(Self.error(narrow, truth) < 1e-5, "\(kernels.name), narrow")
        }
    }

    /// Masks with many equal windows (shared kernels), with none (weighed products), and with both.
    @Test(arguments: ["known", "hole", "box", "noise"]) func maskAwareConvolution(mask kind: String) {
        let (height, width, inputs, outputs, features) = (16, 24, 6, 10, 4)
        let speckle = Self.noise(height * width, seed: 9)
        var mask = Planes(width: width, height: height, channels: 1)
        for index in mask.values.indices {
            let (y, x) = index.quotientAndRemainder(dividingBy: width)
            mask.values[index] =
                switch kind {
                case "known": 1
                case "hole": 0
                case "box": (4..<9).contains(y) && (7..<15).contains(x) ? 0 : 1
                default: speckle[index] > 0 ? 1 : 0
                }
        }
        var map = Self.map(inputs, height, width, seed: 10)
        // As in a network, there is nothing in the hole.
        for index in map.values.indices { map.values[index] *= mask.values[index % mask.values.count] }
        for side in [3, 5, 7] {
            let maskWeights = Self.noise(features * side * side, seed: 11), maskBias = Self.noise(features, seed: 12)
            let size = inputs * side * side * outputs
            let generator = Self.noise(size * features, seed: 13), bias = Self.noise(size, seed: 14)
            let maskTruth = Reference.convolution(mask, weights: maskWeights, bias: maskBias, side: side, stride: 2).rectified
            let truth = Reference.maskAwareConvolution(
                map, mask: maskTruth, generator: generator, bias: bias, side: side, outputs: outputs
            ).rectified
            let weights = KernelSet.MaskAwareWeights(
                side: side, outputs: outputs, mask: maskWeights, maskBias: maskBias, generator: generator, bias: bias)
            for kernels in KernelSet.all {
                let result = kernels.maskAware(map, mask: mask, weights, on: Self.pool)
                #expect(Self.error(result.mask, maskTruth) < 1e-5, "\(kernels.name), side \(side)")
                let isSame = result.features == truth
                #expect(isSame || Self.error(result.features, truth) < 2e-5, "\(kernels.name), side \(side)")
            }
        }
    }
}
