import System

/// Reads the pickles in PyTorch's files as data. Nothing is ever called: an opcode or a global that tensors do not need
/// ends in an error.
///
/// Source: the opcode table of CPython's Lib/pickletools.py, protocols 2 to 4; which of them PyTorch writes is seen in
/// its torch/serialization.py.
struct PickleReader {
    /// What a pickle can hold here.
    indirect enum Value {
        case none
        case boolean(Bool)
        case integer(Int)
        case real(Double)
        case text(String)
        case tuple([Value])
        case list(Box)
        case dictionary(Box)
        /// A name that stands for a class or a function, "module name".
        case global(String)
        case storage(Storage)
        case tensor(Tensor)
        case mark
    }

    /// Lists and dictionaries are shared by reference through the memo. `values` of a dictionary alternate key and value.
    final class Box {
        var values: [Value] = []
    }

    /// Values of one element type that lie together in the file.
    struct Storage: Equatable {
        let type: String
        let key: String
        /// Elements.
        let count: Int
        /// First element of a view into another storage, of PyTorch 1.0.
        let start: Int
    }

    /// A view of a storage; sizes in elements.
    struct Tensor {
        let storage: Storage
        let offset: Int
        let shape: [Int]
        let strides: [Int]
    }

    struct Failure: Error {
        let what: String
    }

    /// Where values nest deeper, or there are more of them, it is no checkpoint. The paper's network beside its optimizer
    /// takes some 30,000; the most take less than 50 MiB.
    private static let deepest = 32, most = 400_000, mostDimensions = 8
    /// Text counts as so many more values.
    private static let bytesOfValue = 32

    private let bytes: UnsafeRawBufferPointer
    /// The next byte: after the pickle once it is read.
    private(set) var next: Int
    private var stack: [(value: Value, depth: Int)] = []
    private var memo: [Int: (value: Value, depth: Int)] = [:]
    private var made = 0
    private var boxes: [Box] = []
    /// Element type of every storage that was named, by key.
    private(set) var storageTypes: [String: String] = [:]

    init(_ bytes: UnsafeRawBufferPointer, at start: Int) {
        self.bytes = bytes
        next = start
    }

    /// Calls `body` with the pickle's value, which is taken apart afterwards: cycles would keep it alive, and releasing
    /// a deep nest needs a deep stack.
    mutating func read<R>(_ body: (Value) throws(Failure) -> R) throws(Failure) -> R {
        defer {
            for box in boxes { box.values = [] }
            boxes = []
            memo = [:]
            stack = []
        }
        while true {
            let opcode = try byte()
            if opcode == UInt8(ascii: ".") { break }
            try step(opcode)
            guard made < Self.most, memo.count < Self.most else { throw Failure(what: "its pickle holds too much") }
        }
        return try body(try pop())
    }

    private mutating func step(_ opcode: UInt8) throws(Failure) {
        switch opcode {
        case 0x80: _ = try byte() // PROTO
        case 0x95: _ = try integer(bytes: 8) // FRAME
        case UInt8(ascii: "("): push(.mark)
        case UInt8(ascii: "N"): push(.none)
        case 0x88: push(.boolean(true))
        case 0x89: push(.boolean(false))
        case UInt8(ascii: "K"): push(.integer(try integer(bytes: 1)))
        case UInt8(ascii: "M"): push(.integer(try integer(bytes: 2)))
        case UInt8(ascii: "J"): push(.integer(Int(Int32(truncatingIfNeeded: try integer(bytes: 4)))))
        case 0x8a: push(.integer(try long())) // LONG1
        case UInt8(ascii: "G"): push(.real(Double(bitPattern: try bits(8).byteSwapped)))
        case UInt8(ascii: "X"), UInt8(ascii: "T"): push(.text(try text(try integer(bytes: 4))))
        case UInt8(ascii: "U"), 0x8c: push(.text(try text(try integer(bytes: 1))))
        case UInt8(ascii: "c"): push(.global(try line() + " " + line()))
        case 0x93: // STACK_GLOBAL
            guard case .text(let name) = try pop(), case .text(let module) = try pop() else { throw damaged }
            push(.global(module + " " + name))
        case UInt8(ascii: "q"): memo[try integer(bytes: 1)] = try top()
        case UInt8(ascii: "r"): memo[try integer(bytes: 4)] = try top()
        case 0x94: memo[memo.count] = try top() // MEMOIZE
        case UInt8(ascii: "h"): try recall(try integer(bytes: 1))
        case UInt8(ascii: "j"): try recall(try integer(bytes: 4))
        default: try build(opcode)
        }
    }

    /// Opcodes that make one value of several.
    private mutating func build(_ opcode: UInt8) throws(Failure) {
        switch opcode {
        case UInt8(ascii: ")"): push(.tuple([]))
        case 0x85, 0x86, 0x87:
            let count = Int(opcode - 0x84)
            guard stack.count >= count else { throw damaged }
            try pushTuple(Array(stack.suffix(count)), removing: count)
        case UInt8(ascii: "t"):
            let items = try sinceMark()
            try pushTuple(items, removing: 0)
        case UInt8(ascii: "]"): push(.list(box()))
        case UInt8(ascii: "}"): push(.dictionary(box()))
        case UInt8(ascii: "a"):
            let item = try take()
            try append([item], isDictionary: false)
        case UInt8(ascii: "s"):
            let value = try take(), key = try take()
            try append([key, value], isDictionary: true)
        case UInt8(ascii: "e"), UInt8(ascii: "u"):
            let items = try sinceMark()
            try append(items, isDictionary: opcode == UInt8(ascii: "u"))
        case UInt8(ascii: "Q"): push(.storage(try storage(try pop())))
        case UInt8(ascii: "R"):
            guard case .tuple(let arguments) = try pop(), case .global(let name) = try pop() else { throw damaged }
            push(try reduce(name, arguments))
        case UInt8(ascii: "b"): _ = try pop() // Attributes of a dictionary, of no use here.
        default: throw Failure(what: "its pickle has opcode \(opcode), which tensors do not need")
        }
    }

    /// What a few functions of PyTorch would give; any other is an error.
    private mutating func reduce(_ name: String, _ arguments: [Value]) throws(Failure) -> Value {
        switch name {
        case "collections OrderedDict" where arguments.isEmpty:
            return .dictionary(box())
        case "torch._utils _rebuild_tensor_v2", "torch._utils _rebuild_tensor":
            guard arguments.count >= 4, case .storage(let storage) = arguments[0], case .integer(let offset) = arguments[1],
                let shape = integers(arguments[2]), let strides = integers(arguments[3])
            else { throw damaged }
            return .tensor(Tensor(storage: storage, offset: offset, shape: shape, strides: strides))
        case "torch._utils _rebuild_parameter":
            guard case .tensor? = arguments.first else { throw damaged }
            return arguments[0]
        default: throw Failure(what: "its pickle calls \(name.replacing(" ", with: ".")), which tensors do not need")
        }
    }

    private mutating func storage(_ value: Value) throws(Failure) -> Storage {
        guard case .tuple(let parts) = value, parts.count >= 5, case .text("storage") = parts[0],
            case .global(let type) = parts[1], type.hasPrefix("torch "), type.hasSuffix("Storage"),
            case .text(let key) = parts[2], case .integer(let count) = parts[4]
        else { throw damaged }
        var start = 0
        if parts.count > 5, case .tuple(let view) = parts[5] {
            guard view.count == 3, case .integer(let first) = view[1], first >= 0 else { throw damaged }
            start = first
        }
        let name = String(type.dropFirst(6).dropLast(7))
        guard storageTypes[key] ?? name == name else { throw damaged }
        storageTypes[key] = name
        return Storage(type: name, key: key, count: count, start: start)
    }

    private func integers(_ value: Value) -> [Int]? {
        guard case .tuple(let items) = value, items.count <= Self.mostDimensions else { return nil }
        var numbers: [Int] = []
        for item in items {
            guard case .integer(let number) = item else { return nil }
            numbers.append(number)
        }
        return numbers
    }

    private var damaged: Failure { Failure(what: "its pickle is damaged") }
}

extension PickleReader {
    private mutating func box() -> Box {
        let box = Box()
        boxes.append(box)
        return box
    }

    private mutating func push(_ value: Value, depth: Int = 0) {
        made += 1
        stack.append((value, depth))
    }

    private mutating func take() throws(Failure) -> (value: Value, depth: Int) {
        guard let last = stack.popLast() else { throw damaged }
        if case .mark = last.value { throw damaged }
        return last
    }

    private mutating func pop() throws(Failure) -> Value { try take().value }

    private func top() throws(Failure) -> (value: Value, depth: Int) {
        guard let last = stack.last else { throw damaged }
        return last
    }

    private mutating func recall(_ index: Int) throws(Failure) {
        guard let (value, depth) = memo[index] else { throw damaged }
        push(value, depth: depth)
    }

    private mutating func sinceMark() throws(Failure) -> [(value: Value, depth: Int)] {
        guard let mark = stack.lastIndex(where: { if case .mark = $0.value { true } else { false } }) else { throw damaged }
        defer { stack.removeSubrange(mark...) }
        return Array(stack[(mark + 1)...])
    }

    private mutating func pushTuple(_ items: [(value: Value, depth: Int)], removing count: Int) throws(Failure) {
        stack.removeLast(count)
        let depth = 1 + (items.map(\.depth).max() ?? 0)
        guard depth <= Self.deepest else { throw Failure(what: "its pickle nests too deep") }
        made += items.count
        push(.tuple(items.map(\.value)), depth: depth)
    }

    private func append(_ items: [(value: Value, depth: Int)], isDictionary: Bool) throws(Failure) {
        switch try top().value {
        case .list(let box) where !isDictionary: box.values += items.map(\.value)
        case .dictionary(let box) where isDictionary && items.count % 2 == 0: box.values += items.map(\.value)
        default: throw damaged
        }
    }

    private mutating func byte() throws(Failure) -> UInt8 {
        guard next < bytes.count else { throw damaged }
        defer { next += 1 }
        return bytes[next]
    }

    /// A little-endian unsigned number.
    private mutating func integer(bytes count: Int) throws(Failure) -> Int {
        Int(Int64(bitPattern: try bits(count)))
    }

    private mutating func bits(_ count: Int) throws(Failure) -> UInt64 {
        guard let bits = bytes.bits(at: next, bytes: count, .littleEndian) else { throw damaged }
        next += count
        return bits
    }

    /// A little-endian number in two's complement; those over 64 bits are cut, which only the magic number is.
    private mutating func long() throws(Failure) -> Int {
        let count = Int(try byte()), start = next
        let value = Int64(bitPattern: try bits(min(count, 8)))
        guard count <= bytes.count - start else { throw damaged }
        next = start + count
        let unused = 64 - 8 * min(count, 8)
        return Int((value << unused) >> unused)
    }

    private mutating func text(_ count: Int) throws(Failure) -> String {
        guard count >= 0, count <= min(bytes.count - next, 1 << 16),
            let text = String(validating: bytes[next..<next + count], as: UTF8.self)
        else { throw damaged }
        next += count
        made += count / Self.bytesOfValue
        return text
    }

    private mutating func line() throws(Failure) -> String {
        let start = next
        while try byte() != 0x0a {
            guard next - start < 256 else { throw damaged }
        }
        made += (next - start) / Self.bytesOfValue
        return String(decoding: bytes[start..<next - 1], as: UTF8.self)
    }
}
