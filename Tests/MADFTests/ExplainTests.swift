import MADF
import Pixels
import Testing

/// What `explain` shows is what the network computes with.
@Suite struct ExplainTests {
    static let folder = NetworkTests.folder

    /// Every window of every level: the kernel that is shown, laid over the reference's e^{l-1}, gives the reference's e^l; 1e-4 of
    /// the RMS as for every other map. At level 1 an eighth of the windows, for time.
    @Test func kernelsAreThoseOfTheReference() throws {
        let network = try Network(checkpoint: Self.folder + "/network.safetensors")
        let activations = try Activations(path: Self.folder + "/activations.safetensors")
        let (width, height) = (activations.width, activations.height)
        func map(_ name: String, level: Int) throws -> Planes {
            let map = try #require(activations.map(name))
            #expect(map.width == width >> level && map.height == height >> level)
            return map
        }
        let known = activations.hole.map { $0 == 0 ? Float(1) : 0 }
        var below = Planes(width: width, height: height, channels: 6, values: activations.image + known + known + known)
        for level in 1...network.configuration.levels {
            let mask = try map("m_\(level)", level: level), truth = try map("e_\(level)", level: level)
            var found: [Float] = [], expected: [Float] = []
            for position in stride(from: 0, to: mask.height * mask.width, by: level == 1 ? 8 : 1) {
                let (y, x) = position.quotientAndRemainder(dividingBy: mask.width)
                let kernel = network.kernel(level: level, features: (0..<mask.channels).map { mask[x, y, $0] })
                for output in 0..<kernel.outputs {
                    var sum = 0.0
                    for input in 0..<kernel.inputs {
                        for tap in 0..<kernel.side * kernel.side {
                            let row = 2 * y + tap / kernel.side - kernel.side / 2, column = 2 * x + tap % kernel.side - kernel.side / 2
                            sum += Double(kernel[output, input, tap]) * Double(below.padded(column, row, input))
                        }
                    }
                    found.append(Float(max(0, sum)))
                    expected.append(truth[x, y, output])
                }
            }
            #expect(NetworkTests.error(found[...], expected) < 1e-4, "level \(level)")
            below = truth
        }
    }

    @Test func maskFeaturesAreThoseOfTheReference() throws {
        let network = try Network(checkpoint: Self.folder + "/network.safetensors")
        let activations = try Activations(path: Self.folder + "/activations.safetensors")
        let features = try network.maskFeatures(
            hole: activations.hole, width: activations.width, height: activations.height, work: NetworkTests.work)
        #expect(features.count == network.configuration.levels)
        for (index, map) in features.enumerated() {
            let truth = try #require(activations.map("m_\(index + 1)"))
            #expect(NetworkTests.error(map.values[...], truth.values) < 1e-4, "level \(index + 1)")
        }
    }
}
