import Checkpoints
import MADF
import Pixels
import Support
import Testing
import Workers

/// The plain network is the one that another implementation computes, and the fast one is the plain one.
@Suite struct ReferenceTests {
    /// 1e-4 of the RMS as for every network, which is the other implementation's rounding: sums here are in double precision.
    @Test(arguments: ["tiny", "refinements-3", "batch-normalization"])
    func thePlainNetworkIsThatOfTheOtherImplementation(name: String) throws {
        let folder = PackageFolder.path("Tests/MADFTests/Fixtures/" + name)
        let activations = try Activations(path: folder + "/activations.safetensors")
        let outputs = try Reference.Network(Checkpoint(path: folder + "/network.safetensors")).outputs(of: activations.input)
        for (stage, truth) in activations.outputs {
            let found = stage == .final ? outputs[outputs.count - 1] : outputs[stage.rawValue]
            #expect(NetworkTests.error(found.values[...], truth) < 1e-4, "\(stage)")
        }
    }

    /// Other sizes than those of the fixtures, kernels and sides among them, for every kind of processor.
    @Test(arguments: KernelSet.all.indices) func theFastNetworkIsThePlainOne(set: Int) throws {
        let configuration = Configuration(
            maskChannels: 3, encoderChannels: [6, 5, 9, 8], decoderChannels: [3, 7, 12, 17], kernels: [0, 5, 3, 3],
            modulationChannels: 6, refinements: 2)
        let checkpoint = Checkpoint.random(configuration), (width, height) = (40, 24)
        let hole = NetworkTests.hole("disc", width, height)
        var image = KernelTests.noise(3 * width * height, seed: 2)
        for index in image.indices where hole[index % hole.count] != 0 { image[index] = 0 }
        let input = NetworkInput(image: image, hole: hole, width: width, height: height).everywhere
        let truth = try Reference.Network(checkpoint).outputs(of: input)
        let found = try Network(checkpoint, kernels: KernelSet.all[set]).forward(input, work: NetworkTests.work)
        for stage in Stage.allCases { #expect(NetworkTests.error(found[stage]![...], truth[stage.rawValue].values) < 1e-4, "\(stage)") }
    }
}
