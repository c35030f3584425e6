import SystemPackage

/// The name of a file: bytes, not text.
///
/// Linux takes any bytes but `/` and 0 in a name, and two names are one where their bytes are the same. A `String` would repair what
/// is not UTF-8, so that the file is never found, and takes "é" in one code point and in two for the same, so that of two photos one
/// is passed over. Messages show a path by `description`, which puts U+FFFD for what is no text.
public typealias FilePath = SystemPackage.FilePath

extension FilePath {
    /// Repeated slashes become one, and those at the end go; a byte 0 ends the path.
    public init(bytes: some Sequence<UInt8>) { self.init(platformString: bytes.map { CChar(bitPattern: $0) } + [0]) }

    public var bytes: [UInt8] {
        withPlatformString { name in
            [UInt8](unsafeUninitializedCapacity: length) { bytes, count in
                UnsafeMutableRawBufferPointer(bytes).copyMemory(from: UnsafeRawBufferPointer(start: name, count: length))
                count = length
            }
        }
    }

    /// The path for a text that a person typed or `escaped` made.
    public init(escaped text: String) { self.init(bytes: EscapedText.bytes(of: text)) }

    /// A text that stands for exactly these bytes, to be edited or parsed.
    public var escaped: String { EscapedText.text(of: bytes) }
}
