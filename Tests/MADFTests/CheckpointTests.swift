import Checkpoints
import Foundation
import MADF
import Testing

/// Files that are not what they should be end in an error that names the cause, and the tensor.
@Suite struct CheckpointTests {
    static let good = FileManager.default.contents(atPath: NetworkTests.folder + "/network.safetensors")!

    /// The header of the good file as text, and its data.
    static var parts: (header: String, data: Data) {
        let length = Int(good.prefix(8).enumerated().reduce(0 as UInt64) { $0 | UInt64($1.element) << (8 * UInt64($1.offset)) })
        return (String(decoding: good[8..<8 + length], as: UTF8.self), good[(8 + length)...])
    }

    static func file(header: String, data: Data) -> Data {
        var file = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
        file.append(contentsOf: header.utf8)
        return file + data
    }

    /// Writes `content`, opens it, and gives the error.
    static func failure(_ content: Data) throws -> CheckpointError? {
        let path = NSTemporaryDirectory() + "madf-\(UUID().uuidString).safetensors"
        try content.write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        do {
            _ = try Network(checkpoint: path)
            return nil
        } catch { return error }
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

    @Test func truncatedFile() throws {
        for length in [0, 5, 9, 100, Self.good.count - 1] {
            #expect(try Self.failure(Self.good.prefix(length)) != nil, "\(length) bytes")
        }
    }

    @Test func missingTensor() throws {
        let (header, data) = Self.parts
        let error = try Self.failure(Self.file(header: header.replacingOccurrences(of: "\"att_conv_3.conv.0.bias\"", with: "\"enc_conv_3.bn.bias\""), data: data))
        guard case .missing(_, "att_conv_3.conv.0.bias")? = error else { Issue.record("\(String(describing: error))"); return }
        #expect("\(error!)".contains("att_conv_3.conv.0.bias"))
    }

    @Test func unknownTensor() throws {
        let (header, data) = Self.parts
        let error = try Self.failure(Self.file(header: "{\"stranger\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}," + header.dropFirst(), data: data))
        guard case .unexpected(_, "stranger")? = error else { Issue.record("\(String(describing: error))"); return }
    }

    @Test func wrongShape() throws {
        let (header, data) = Self.parts
        let error = try Self.failure(Self.file(header: header.replacingOccurrences(of: "\"shape\":[3,9,3,3]", with: "\"shape\":[9,3,3,3]"), data: data))
        guard case .wrongShape(_, "att_conv_1.conv.0.weight", [3, 9, 3, 3], _)? = error else { Issue.record("\(String(describing: error))"); return }
    }

    @Test(arguments: ["\"shape\":[-3,-9,3,3]", "\"shape\":[4611686018427387904,9,3,3]", "\"shape\":[3.5,9,3,3]", "\"shape\":[3,9,3]"])
    func hostileShape(text: String) throws {
        let (header, data) = Self.parts
        #expect(try Self.failure(Self.file(header: header.replacingOccurrences(of: "\"shape\":[3,9,3,3]", with: text), data: data)) != nil)
    }

    @Test(arguments: ["", "{", "{}", "[", "{\"a\":1}", "{\"a\":\"\\u12\"}"])
    func hostileHeader(header: String) throws {
        #expect(try Self.failure(Self.file(header: header, data: Data([1, 2, 3, 4]))) != nil)
    }

    /// A reader that recurses must stop before its stack does.
    @Test func deeplyNestedHeader() throws {
        let header = "{\"a\":" + String(repeating: "[", count: 1_000_000)
        #expect(try Self.failure(Self.file(header: header, data: Data([1, 2, 3, 4]))) != nil)
    }

    @Test func valuesThatAreNotFinite() throws {
        let header = Self.parts.header
        var data = Data(Self.parts.data)
        data.replaceSubrange(0..<4, with: [0, 0, 0xc0, 0x7f])
        guard case .unusable? = try Self.failure(Self.file(header: header, data: data)) else {
            Issue.record("accepted")
            return
        }
    }

    /// A hole in the file stands for what no disk of a test has room for.
    @Test func largerThanAnyNetwork() throws {
        let path = NSTemporaryDirectory() + "madf-\(UUID().uuidString).safetensors"
        try Self.good.write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        try #require(truncate(path, (4 << 30) + 1) == 0)
        #expect(throws: CheckpointError.tooLarge(file: path)) { try Network(checkpoint: path) }
    }

    @Test func folderIsNotACheckpoint() {
        #expect(throws: CheckpointError.notACheckpoint(file: NSTemporaryDirectory())) { try Network(checkpoint: NSTemporaryDirectory()) }
    }

    @Test func messagesSayWhatToDo() {
        let error = CheckpointError.wrongShape(file: "a.safetensors", tensor: "x.weight", expected: [1, 2], found: [2, 1])
        #expect("\(error)" == "a.safetensors: tensor x.weight has shape [2, 1] where the rest of the network needs [1, 2]")
    }
}
