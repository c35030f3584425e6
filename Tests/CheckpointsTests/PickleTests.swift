import Foundation
import Testing

/// Pickles that want to be more than data end in an error, soon and in little memory.
@Suite struct PickleTests {
    /// A PyTorch 1.0 stream whose object pickle is `object`.
    static func stream(_ object: [UInt8]) -> Data {
        let magic: [UInt8] = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e]
        let version: [UInt8] = [0x80, 2, UInt8(ascii: "M"), 0xe9, 3, 0x2e]
        let system: [UInt8] = [0x80, 2, UInt8(ascii: "}"), 0x2e]
        return Data(magic + version + system + object)
    }

    static func text(_ text: String) -> [UInt8] {
        let length: [UInt8] = (0..<4).map { UInt8(truncatingIfNeeded: text.utf8.count >> (8 * $0)) }
        return [UInt8(ascii: "X")] + length + Array(text.utf8)
    }

    static func failure(_ object: [UInt8]) throws -> String {
        switch try SafetensorsTests.failure(stream(object)) {
        case .malformed(_, let what)?: return what
        case let other: return "not malformed: \(String(describing: other))"
        }
    }

    /// A stream with a tensor of this view of a storage of four values.
    private static func view(offset: Int, shape: [Int], strides: [Int]) -> [UInt8] {
        func number(_ value: Int) -> [UInt8] {
            let bytes: [UInt8] = (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
            return [0x8a, 8] + bytes
        }
        func tuple(_ parts: [UInt8]) -> [UInt8] { [UInt8(ascii: "(")] + parts + [UInt8(ascii: "t")] }
        let type = Array("ctorch\nFloatStorage\n".utf8)
        let storage = tuple(text("storage") + type + text("0") + text("cpu") + number(4)) + [UInt8(ascii: "Q")]
        let arguments = storage + number(offset) + tuple(shape.flatMap(number)) + tuple(strides.flatMap(number))
        let tensor = Array("ctorch._utils\n_rebuild_tensor_v2\n".utf8) + tuple(arguments) + [UInt8(ascii: "R")]
        let object: [UInt8] = [0x80, 2, UInt8(ascii: "}")] + text("a") + tensor + Array("s.".utf8)
        let keys: [UInt8] = [0x80, 2, UInt8(ascii: "]")] + text("0") + Array("a.".utf8)
        let count: [UInt8] = [4, 0, 0, 0, 0, 0, 0, 0]
        return object + keys + count + [UInt8](repeating: 0, count: 16)
    }

    /// Views outside their storage, and those that repeat its values without end, by which a small file could ask for
    /// gigabytes; an empty one reads nothing, wherever it says that it lies.
    @Test func viewsThatReachTooFar() throws {
        let fits = "not malformed"
        let views: [(offset: Int, shape: [Int], strides: [Int], what: String)] = [
            (0, [2, 2], [2, 1], fits), (0, [4], [0], fits), (0, [1 << 28], [0], "inside its storage"),
            (1, [4], [1], "inside its storage"), (0, [2], [.max], "inside its storage"), (.max, [1], [1], "inside its storage"),
            (0, [.max, .max], [1, 1], "inside its storage"), (1 << 62, [0], [1], fits), (0, [0, .max], [1, 1], fits),
        ]
        for (offset, shape, strides, what) in views {
            #expect(try Self.failure(Self.view(offset: offset, shape: shape, strides: strides)).contains(what), "\(offset) \(shape)")
        }
    }

    @Test func callsAreRefusedByName() throws {
        let call: [UInt8] = [0x80, 2] + Array("cos\nsystem\n".utf8) + Self.text("true")
        let what = try Self.failure(call + [0x85, UInt8(ascii: "R"), 0x2e])
        #expect(what == "its pickle calls os.system, which tensors do not need")
    }

    /// INST, OBJ, NEWOBJ, NEWOBJ_EX, EXT1, PERSID, REDUCE of a memoized global by another way in.
    @Test(arguments: [UInt8(ascii: "i"), UInt8(ascii: "o"), 0x81, 0x92, 0x82, UInt8(ascii: "P"), 0x97, 0xff])
    func opcodesThatMakeObjects(opcode: UInt8) throws {
        #expect(try Self.failure([0x80, 2, opcode, 0x2e]).contains("opcode \(opcode)"))
    }

    @Test func emptyStack() throws {
        for opcode in "au0sebtRQ.".utf8 { #expect(try !Self.failure([0x80, 2, opcode]).hasPrefix("not malformed")) }
    }

    @Test func textLongerThanTheFile() throws {
        #expect(try Self.failure([UInt8(ascii: "X"), 0xff, 0xff, 0xff, 0x7f, 0x41]) == "its pickle is damaged")
    }

    @Test func deepTuples() throws {
        #expect(try Self.failure([0x80, 2, 0x29] + [UInt8](repeating: 0x85, count: 1_000_000) + [0x2e]) == "its pickle nests too deep")
    }

    /// Each line doubles what the tuple holds; only its references may be counted, and they are soon too many.
    @Test func doublingTuples() throws {
        var object: [UInt8] = [0x80, 2, 0x29]
        for index in 0..<31 as Range<UInt8> { object += [UInt8(ascii: "q"), index, UInt8(ascii: "h"), index, 0x86] }
        #expect(try !Self.failure(object + [0x2e]).hasPrefix("not malformed"))
    }

    @Test func listsOfThemselves() throws {
        var own: [UInt8] = [UInt8(ascii: "}"), UInt8(ascii: "q"), 0]
        own += Self.text("model")
        own += [UInt8(ascii: "h"), 0, UInt8(ascii: "s"), 0x2e]
        #expect(try !Self.failure([0x80, 2] + own).hasPrefix("not malformed"))
        // Lists in lists, as deep as values are counted: they must also come apart again.
        let deep = [UInt8](repeating: UInt8(ascii: "]"), count: 390_000) + [UInt8](repeating: UInt8(ascii: "a"), count: 389_999)
        #expect(try Self.failure([0x80, 2] + deep + [0x2e]) == "it holds no dictionary of tensors")
    }
}
