/// Reads the JSON of a checkpoint's header (RFC 8259), keeping the order of members.
///
/// Small on purpose: the product goes without Foundation. Numbers other than integers are refused, and so is
/// nesting deeper than any header's.
struct JSONReader {
    indirect enum Value {
        case object([Member])
        case array([Value])
        case string(String)
        case integer(Int)
        case literal(String)

        typealias Member = (String, Value)
    }

    private let bytes: UnsafeRawBufferPointer
    private var next = 0
    private var depth = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The one value that the text holds, or nil where it is not valid.
    mutating func document() -> Value? {
        guard let value = value() else { return nil }
        skipSpace()
        return next == bytes.count ? value : nil
    }

    private mutating func skipSpace() {
        while next < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[next]) { next += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next < bytes.count, bytes[next] == UInt8(ascii: character) else { return false }
        next += 1
        return true
    }

    private mutating func value() -> Value? {
        skipSpace()
        guard next < bytes.count, depth < 8 else { return nil }
        depth += 1
        defer { depth -= 1 }
        switch bytes[next] {
        case UInt8(ascii: "{"): return object()
        case UInt8(ascii: "["): return array()
        case UInt8(ascii: "\""): return string().map { .string($0) }
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return integer()
        default: return literal()
        }
    }

    private mutating func object() -> Value? {
        next += 1
        var members: [Value.Member] = []
        if take("}") { return .object(members) }
        repeat {
            skipSpace()
            guard next < bytes.count, bytes[next] == UInt8(ascii: "\""), let name = string(), take(":"),
                let value = value()
            else { return nil }
            members.append((name, value))
        } while take(",")
        return take("}") ? .object(members) : nil
    }

    private mutating func array() -> Value? {
        next += 1
        var elements: [Value] = []
        if take("]") { return .array(elements) }
        repeat {
            guard let value = value() else { return nil }
            elements.append(value)
        } while take(",")
        return take("]") ? .array(elements) : nil
    }

    private mutating func string() -> String? {
        next += 1
        var text: [UInt8] = []
        while next < bytes.count {
            let byte = bytes[next]
            next += 1
            switch byte {
            case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let scalar = escape() else { return nil }
                text += Array(String(Character(scalar)).utf8)
            case 0..<0x20: return nil
            default: text.append(byte)
            }
        }
        return nil
    }

    private mutating func escape() -> Unicode.Scalar? {
        guard next < bytes.count else { return nil }
        let byte = bytes[next]
        next += 1
        switch byte {
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            guard bytes.count - next >= 4,
                let digits = String(validating: bytes[next..<next + 4], as: UTF8.self),
                let code = UInt32(digits, radix: 16)
            else { return nil }
            next += 4
            return Unicode.Scalar(code)
        default: return Unicode.Scalar(byte)
        }
    }

    private mutating func integer() -> Value? {
        let start = next
        while next < bytes.count, bytes[next] == UInt8(ascii: "-") || (0x30...0x39).contains(bytes[next]) { next += 1 }
        return String(validating: bytes[start..<next], as: UTF8.self).flatMap { Int($0) }.map { .integer($0) }
    }

    private mutating func literal() -> Value? {
        let start = next
        while next < bytes.count, (0x61...0x7a).contains(bytes[next]) { next += 1 }
        let word = String(decoding: bytes[start..<next], as: UTF8.self)
        return ["true", "false", "null"].contains(word) ? .literal(word) : nil
    }
}
