import Checkpoints
import Foundation
import Support
import System
import Testing

/// Files that are not what they should be end in an error that names the cause.
@Suite struct SafetensorsTests {
    /// A header as text and the data behind it, of a file with two tensors.
    static let header = """
        {"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},\
        "b":{"dtype":"F16","shape":[4],"data_offsets":[24,32]}}
        """
    static let data = Data((0..<6).flatMap { index in withUnsafeBytes(of: Float(index)) { Array($0) } } + [UInt8](repeating: 0, count: 8))
    static let good = file(header: header, data: data)

    static func file(header: String, data: Data) -> Data {
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) } + Data(header.utf8) + data
    }

    /// Opens a file of this content and reads all of its tensors; gives the error.
    static func failure(_ content: Data) throws -> CheckpointError? {
        let folder = try TemporaryFolder(), path = folder.path("file")
        try content.write(to: URL(filePath: path))
        do {
            let checkpoint = try Checkpoint(path: path)
            for name in checkpoint.names { _ = try checkpoint.values(name) }
            return nil
        } catch { return error }
    }

    @Test func tensorsAndValues() throws {
        let folder = try TemporaryFolder(), path = folder.path("good.safetensors")
        try Self.good.write(to: URL(filePath: path))
        let checkpoint = try Checkpoint(path: path)
        #expect(checkpoint.names == ["a", "b"] && checkpoint.metadata == ["format": "pt"])
        #expect(checkpoint.tensors["a"]?.shape == [2, 3])
        #expect(try checkpoint.values("a") == [0, 1, 2, 3, 4, 5] && checkpoint.values("b") == [0, 0, 0, 0])
        #expect(throws: CheckpointError.missing(file: FilePath(path), tensor: "c")) { try checkpoint.values("c") }
    }

    @Test func truncatedFile() throws {
        for length in [0, 5, 9, 100, Self.good.count - 1] {
            #expect(try Self.failure(Self.good.prefix(length)) != nil, "\(length) bytes")
        }
    }

    @Test(arguments: ["[-2,-3]", "[4611686018427387904,3]", "[2.5,3]", "[2]", "{}"])
    func hostileShape(shape: String) throws {
        #expect(try Self.failure(Self.file(header: Self.header.replacingOccurrences(of: "[2,3]", with: shape), data: Self.data)) != nil)
    }

    @Test(arguments: ["[0,28]", "[-4,20]", "[24,0]", "[16,40]", "[0]"])
    func hostileOffsets(offsets: String) throws {
        #expect(try Self.failure(Self.file(header: Self.header.replacingOccurrences(of: "[0,24]", with: offsets), data: Self.data)) != nil)
    }

    @Test(arguments: ["", "{", "[", "{\"a\":1}", "{\"a\":\"\\u12\"}"])
    func hostileHeader(header: String) throws {
        #expect(try Self.failure(Self.file(header: header, data: Data([1, 2, 3, 4]))) != nil)
    }

    /// A reader that recurses must stop before its stack does.
    @Test func deeplyNestedHeader() throws {
        let header = "{\"a\":" + String(repeating: "[", count: 1_000_000)
        #expect(try Self.failure(Self.file(header: header, data: Data([1, 2, 3, 4]))) != nil)
    }

    @Test func valuesThatAreNotFinite() throws {
        var data = Self.data
        data.replaceSubrange(0..<4, with: [0, 0, 0xc0, 0x7f])
        guard case .unusable(_, "a")? = try Self.failure(Self.file(header: Self.header, data: data)) else {
            Issue.record("accepted")
            return
        }
    }

    /// A hole in the file stands for what no disk of a test has room for.
    @Test func largerThanAnyNetwork() throws {
        let folder = try TemporaryFolder(), path = folder.path("large.safetensors")
        try Self.good.write(to: URL(filePath: path))
        try #require(truncate(path, (4 << 30) + 1) == 0)
        #expect(throws: CheckpointError.tooLarge(file: FilePath(path))) { try Checkpoint(path: path) }
    }

    @Test func folderIsNotACheckpoint() throws {
        let folder = try TemporaryFolder()
        #expect(throws: CheckpointError.notACheckpoint(file: FilePath(folder.url.path))) { try Checkpoint(path: folder.url.path) }
    }

    /// What is written is read again: shapes, values, metadata.
    @Test func writtenAndReadAgain() throws {
        let folder = try TemporaryFolder(), source = folder.path("good.safetensors"), copy = folder.path("copy.safetensors")
        try Self.good.write(to: URL(filePath: source))
        let shapes = [(name: "b", shape: [4]), (name: "a", shape: [2, 3])]
        try Checkpoint(path: source).writeSafetensors(
            to: FilePath(copy), tensors: shapes, metadata: ["told": "a \"word\""], halves: true, replaces: false)
        let checkpoint = try Checkpoint(path: copy)
        #expect(checkpoint.metadata["told"] == "a \"word\"" && checkpoint.metadata["converted_from"] == "good.safetensors")
        #expect(try checkpoint.values("a") == [0, 1, 2, 3, 4, 5] && checkpoint.tensors["b"]?.shape == [4])
        #expect(throws: CheckpointError.self) {
            try checkpoint.writeSafetensors(to: FilePath(source), tensors: shapes, metadata: [:], halves: false, replaces: false)
        }
        #expect(folder.names == ["copy.safetensors", "good.safetensors"])
    }

    @Test func messagesSayWhatToDo() {
        let error = CheckpointError.wrongShape(file: "a.safetensors", tensor: "x.weight", expected: [1, 2], found: [2, 1])
        #expect("\(error)" == "a.safetensors: tensor x.weight has shape [2, 1] where the rest of the network needs [1, 2]")
    }
}
