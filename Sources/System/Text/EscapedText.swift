/// Any bytes as a `String` and back without loss, for what works on texts alone: the parser of arguments, and a line that is edited.
///
/// Text stays as it is. A byte that is no UTF-8 becomes one of the last 128 private code points of Unicode, U+10FF80 to U+10FFFF, as
/// Python does with surrogates (PEP 383), which a Swift string cannot hold. Where the bytes are such a code point themselves,
/// they are escaped byte by byte too, so that every sequence of bytes has a text of its own.
public enum EscapedText {
    private static let base: UInt32 = 0x10FF00, range: ClosedRange<UInt32> = 0x10FF80...0x10FFFF

    public static func text(of bytes: some Sequence<UInt8>) -> String {
        var scalars = String.UnicodeScalarView(), rest = Array(bytes)[...]
        while let first = rest.first {
            let (scalar, length) = scalar(rest)
            scalars.append(scalar ?? Unicode.Scalar(base + UInt32(first))!)
            rest = rest.dropFirst(length)
        }
        return String(scalars)
    }

    public static func bytes(of text: String) -> [UInt8] {
        text.unicodeScalars.reduce(into: []) { bytes, scalar in
            if let byte = byte(of: scalar) { bytes.append(byte) } else { bytes += UTF8.encode(scalar)! }
        }
    }

    /// For people: U+FFFD for what is escaped.
    public static func shown(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { byte(of: $0) == nil ? $0 : "\u{FFFD}" }))
    }

    private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
        range.contains(scalar.value) ? UInt8(scalar.value - base) : nil
    }

    /// The code point that `bytes` begin with, and how many it takes; nil for a byte that is none or would be taken for an escape.
    private static func scalar(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar?, length: Int) {
        let length =
            switch bytes.first! {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        let text = String(validating: bytes.prefix(length), as: UTF8.self)?.unicodeScalars
        guard let scalar = text?.first, byte(of: scalar) == nil else { return (nil, 1) }
        return (scalar, length)
    }
}
