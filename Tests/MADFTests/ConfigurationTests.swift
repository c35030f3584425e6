import Checkpoints
import Foundation
import MADF
import Testing

/// A network's sizes come from its checkpoint; one whose tensors do not make a network ends in an error that names the tensor.
@Suite struct ConfigurationTests {
    private static let path = NetworkTests.folder + "/network.safetensors"

    /// The network's file with `old` in its header replaced by `new`, as long as it, opened as a network.
    private static func failure(replacing old: String, by new: String) throws -> CheckpointError? {
        let good = try Data(contentsOf: URL(filePath: path))
        let length = good.withUnsafeBytes { Int(UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self))) }
        let header = Data(String(decoding: good[8..<8 + length], as: UTF8.self).replacingOccurrences(of: old, with: new).utf8)
        let file = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) } + header + good[(8 + length)...]
        return try failure(opening: file)
    }

    private static func failure(opening file: Data) throws -> CheckpointError? {
        do {
            try file.withUnsafeBytes { bytes in _ = try Network(Checkpoint(bytes: bytes, path: "network")) }
            return nil
        } catch let error as CheckpointError { return error }
    }

    @Test func emptyFile() throws {
        let header = Data("{} ".utf8), file = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) } + header
        #expect(try Self.failure(opening: file) == .missing(file: "network", tensor: "filter_gen_1.conv.0.weight"))
    }

    @Test func sizesComeFromShapes() throws {
        let network = try Network(checkpoint: NetworkTests.folder + "/network.safetensors")
        #expect(network.configuration.encoderChannels == [6, 6, 12, 20, 20, 20, 20, 20])
        #expect(network.configuration.decoderChannels == [3, 5, 10, 20, 24, 24, 24, 24])
        #expect(network.configuration.kernels == [0, 7, 5, 3, 3, 3, 3, 3])
        #expect(network.configuration.refinements == 2)
        #expect(network.workingSize == 512)
    }

    /// Table IV of the paper counts 51.77 - 22.13 G for the two refinement decoders at 256 x 256.
    @Test func multiplicationsAreThePapers() {
        let count = Configuration.paper.multiplications(width: 256, height: 256, countingAllTaps: true)
        #expect(abs(Double(count.decoders[1] + count.decoders[2]) / 1e9 - 29.64) < 0.05)
        #expect(abs(Double(Configuration.paper.multiplications(width: 256, height: 256).total) / 1e9 - 28.26) < 0.01)
    }

    @Test func missingTensor() throws {
        let error = try Self.failure(replacing: "\"att_conv_3.conv.0.bias\"", by: "\"enc_conv_3.bn.bias\"")
        guard case .missing(_, "att_conv_3.conv.0.bias")? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect("\(error!)".contains("att_conv_3.conv.0.bias"))
    }

    @Test func unknownTensor() throws {
        let stranger = "\"stranger\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
        let error = try Self.failure(replacing: "\"att_conv_3.conv.0.bias\"", by: stranger + "\"att_conv_3.conv.0.bias\"")
        guard case .unexpected(_, "stranger")? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func wrongShape() throws {
        let error = try Self.failure(replacing: "\"shape\":[3,9,3,3]", by: "\"shape\":[9,3,3,3]")
        guard case .wrongShape(_, "att_conv_1.conv.0.weight", [3, 9, 3, 3], _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: ["network-zip.pth", "network-legacy.pth"])
    func truncatedFiles(name: String) throws {
        let good = FileManager.default.contents(atPath: NetworkTests.folder + "/" + name)!
        for length in [4, 16, 40, 500, good.count / 2, good.count - 1] {
            #expect(try Self.failure(opening: good.prefix(length)) != nil, "\(length) bytes")
        }
    }

    /// Every byte of the pickle changed in turn, in some way: an error or a network, never a crash.
    @Test(arguments: [UInt8(0), 0x7f, 0xff]) func changedBytes(value: UInt8) throws {
        let good = FileManager.default.contents(atPath: NetworkTests.folder + "/network-legacy.pth")!
        for place in stride(from: 0, to: 1_200, by: 5) {
            var bad = good.prefix(40_000)
            bad[place] = value
            #expect(try Self.failure(opening: bad) != nil)
        }
    }
}
