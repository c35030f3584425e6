import Foundation
import MADF
import Support
import Testing

/// A file that begins as PyTorch's do, and goes on as they never would.
struct HostileCheckpoint: CustomTestStringConvertible, Sendable {
    let name: String
    let content: Data

    var testDescription: String { name }

    private init(_ name: String, file: Data) {
        self.name = name
        content = file
    }

    /// A PyTorch 1.0 stream whose object pickle is `object`, and what follows it.
    private init(_ name: String, _ object: [UInt8], then rest: [UInt8] = []) {
        let magic: [UInt8] = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e]
        let version: [UInt8] = [0x80, 2] + bytes("M") + [0xe9, 3] + bytes("."), system: [UInt8] = [0x80, 2] + bytes("}.")
        self.init(name, file: Data(joined(magic, version, system, [0x80, 2], object, rest)))
    }

    static var all: [HostileCheckpoint] { calls + sizes + memory + nests + broken + tensors + headers }

    private static let calls = [
        HostileCheckpoint("call-os-system", bytes("cos\nsystem\n") + text("touch hacked") + [0x85] + bytes("R.")),
        HostileCheckpoint("call-by-stack-global", text("builtins") + text("eval") + [0x93] + text("1") + [0x85] + bytes("R.")),
        HostileCheckpoint("call-of-a-memoized-global", bytes("cbuiltins\nexec\nq\0h\0") + text("1") + [0x85] + bytes("R.")),
        HostileCheckpoint("instance", bytes("(ios\nsystem\n.")),
        HostileCheckpoint("object", bytes("(cos\nsystem\no.")),
        HostileCheckpoint("new-object", bytes("cos\nsystem\n)") + [0x81, 0x2e]),
        HostileCheckpoint("new-object-with-names", bytes("cos\nsystem\n)}") + [0x92, 0x2e]),
        HostileCheckpoint("extension-registry", [0x82, 1, 0x2e]),
        HostileCheckpoint("persistent-name", bytes("Pos.system\n.")),
        HostileCheckpoint("storage-of-a-function", storage("cos\nsystem\n", of: 1) + bytes(".")),
    ]

    private static let sizes = [
        HostileCheckpoint("text-of-2-GiB", bytes("X") + [0xff, 0xff, 0xff, 0x7f, 0x41]),
        HostileCheckpoint("text-of-minus-one", bytes("T") + [0xff, 0xff, 0xff, 0xff, 0x41]),
        HostileCheckpoint("bytes-of-2-to-the-64", [0x8e] + [UInt8](repeating: 0xff, count: 8) + bytes(".")),
        HostileCheckpoint("number-of-4-GiB", [0x8b, 0xff, 0xff, 0xff, 0xff, 1, 0x2e]),
        HostileCheckpoint("memo-at-2-to-the-32", bytes("Nr") + little(0xffff_ffff, 4) + bytes("j") + little(0xffff_ffff, 4) + bytes(".")),
        HostileCheckpoint("storage-longer-than-the-file", state([("a", [1])], of: 1), then: storages(of: 1, saying: 1 << 62)),
    ]

    private static let memory: [HostileCheckpoint] = [
        HostileCheckpoint("8-million-booleans", repeated([0x88], 8_000_000)),
        HostileCheckpoint("4-million-numbers", repeated(bytes("K\u{1}"), 4_000_000)),
        HostileCheckpoint("8-million-marks", repeated(bytes("("), 8_000_000)),
        HostileCheckpoint("4-million-dictionaries", repeated(bytes("}"), 4_000_000)),
        HostileCheckpoint("memo-of-2-million", joined(bytes("N"), (0..<2_000_000).flatMap { joined(bytes("r"), little($0, 4)) })),
        HostileCheckpoint("memo-recalled-4-million-times", bytes("]q\0") + repeated(bytes("h\0"), 4_000_000)),
        HostileCheckpoint("30-MB-of-texts", repeated(joined(bytes("X"), little(60_000, 4), repeated([0x61], 60_000)), 500)),
        HostileCheckpoint("25-MB-of-names", repeated(bytes("c" + String(repeating: "a", count: 250) + "\nb\n"), 100_000)),
        HostileCheckpoint(
            "tuples-doubled-40-times",
            joined(bytes(")"), (0..<40).flatMap { joined(bytes("q"), [$0], bytes("h"), [$0, 0x86]) }, bytes("."))),
        HostileCheckpoint("10-thousand-wide-shapes", wideShapes),
    ]

    private static let nests = [
        HostileCheckpoint("tuples-a-million-deep", bytes(")") + repeated([0x85], 1_000_000) + bytes(".")),
        HostileCheckpoint("lists-as-deep-as-is-counted", repeated(bytes("]"), 390_000) + repeated(bytes("a"), 389_999) + bytes(".")),
        HostileCheckpoint("list-of-itself", bytes("]q\0h\0a.")),
        HostileCheckpoint("dictionary-of-itself", bytes("}q\0") + text("model") + bytes("h\0s.")),
        HostileCheckpoint("list-in-its-own-tuple", bytes("]q\0(h\0h\0tq\u{1}a.")),
    ]

    private static let broken = [
        HostileCheckpoint("empty-pickle", []),
        HostileCheckpoint("stop-on-nothing", bytes(".")),
        HostileCheckpoint("reduce-on-nothing", bytes("R.")),
        HostileCheckpoint("item-set-in-a-number", bytes("K\u{1}NNs.")),
        HostileCheckpoint("odd-items", bytes("}(NNNu.")),
        HostileCheckpoint("truncated-stream", file: fixture("network-legacy.pth").prefix(9_000)),
        HostileCheckpoint("truncated-zip", file: fixture("network-zip.pth").prefix(60_000)),
        HostileCheckpoint("zip-of-65535-entries", file: Data(bytes("PK\u{3}\u{4}") + repeated([0], 40) + zipEnd(entries: 0xffff, at: 0))),
        HostileCheckpoint("zip-directory-of-itself", file: Data(bytes("PK\u{3}\u{4}") + zipEnd(entries: 9, at: 4))),
    ]

    private static let tensors = [
        HostileCheckpoint("tensor-of-2-to-the-62", state([("a", [1 << 31, 1 << 31])], of: 4), then: storages(of: 4)),
        // By strides of 0.
        HostileCheckpoint(
            "paper-network-out-of-one-value", state(Configuration.paper.tensors.map { ($0.name, $0.shape) }, of: 1), then: storages(of: 1)),
    ]

    /// safetensors, whose header may have 1 MiB.
    private static let headers = [
        HostileCheckpoint("header-of-16-MiB", file: safetensors("{\"a\":[" + String(repeating: "0,", count: 8_000_000) + "0]}")),
        HostileCheckpoint("header-of-half-a-million-numbers", file: safetensors("{\"a\":[" + String(repeating: "0,", count: 520_000) + "0]}")),
        HostileCheckpoint("header-of-340-thousand-objects", file: safetensors("{\"a\":[" + String(repeating: "{},", count: 340_000) + "0]}")),
        HostileCheckpoint(
            "header-of-15-thousand-tensors",
            file: safetensors(
                "{" + (0..<15_000).map { "\"\($0)\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}" }.joined(separator: ",") + "}")),
    ]

    private static func safetensors(_ header: String) -> Data { Data(little(header.utf8.count, 8) + bytes(header) + [0, 0, 0, 0]) }

    /// A tuple of a hundred thousand numbers, and ten thousand tensors that have it as their shape.
    private static var wideShapes: [UInt8] {
        let shape = bytes("(") + repeated(bytes("K\u{1}"), 100_000) + bytes("tq\u{1}h\u{1}")
        let arguments = bytes("(") + storage("ctorch\nFloatStorage\n", of: 1) + bytes("K\0") + shape + bytes("tq\u{2}")
        return arguments + repeated(bytes("ctorch._utils\n_rebuild_tensor\nh\u{2}R"), 10_000) + bytes(".")
    }
}

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// One after the other; long sums of lists take the compiler too long.
private func joined(_ parts: [UInt8]...) -> [UInt8] { Array(parts.joined()) }

private func little(_ number: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }

private func repeated(_ bytes: [UInt8], _ count: Int) -> [UInt8] { Array([[UInt8]](repeating: bytes, count: count).joined()) }

private func text(_ text: String) -> [UInt8] { bytes("X") + little(text.utf8.count, 4) + bytes(text) }

private func number(_ number: Int) -> [UInt8] { [0x8a, 8] + little(number, 8) }

private func fixture(_ name: String) -> Data {
    FileManager.default.contents(atPath: PackageFolder.path("Tests/MADFTests/Fixtures/tiny") + "/" + name)!
}

/// Storage "0" of `count` elements.
private func storage(_ type: String, of count: Int) -> [UInt8] {
    bytes("(") + text("storage") + bytes(type) + text("0") + text("cpu") + number(count) + bytes("NtQ")
}

/// The pickle of a dictionary of tensors that all repeat the first value of storage "0".
private func state(_ tensors: [(String, [Int])], of count: Int) -> [UInt8] {
    var pickle = bytes("}(")
    for (name, shape) in tensors {
        pickle += text(name) + bytes("ctorch._utils\n_rebuild_tensor_v2\n(") + storage("ctorch\nFloatStorage\n", of: count) + number(0)
        pickle += joined(
            bytes("("), shape.flatMap(number), bytes("t("), shape.flatMap { _ in number(0) }, bytes("t"), [0x89], bytes("}tR"))
    }
    return pickle + bytes("u.")
}

/// The list of storages, and the values of "0": so many, or a count that says so.
private func storages(of count: Int, saying told: Int? = nil) -> [UInt8] {
    [0x80, 2] + bytes("]") + text("0") + bytes("a.") + little(told ?? count, 8) + repeated([0], 4 * count)
}

private func zipEnd(entries: Int, at place: Int) -> [UInt8] {
    joined(
        bytes("PK\u{5}\u{6}"), little(0, 4), little(entries, 2), little(entries, 2), little(0, 4), little(place, 4), [0, 0])
}
