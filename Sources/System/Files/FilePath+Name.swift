import SystemPackage

/// The parts of a file's name, and names made of it, byte by byte.
extension FilePath {
    /// The last part as people read it; the whole path where it has none.
    public var shownName: String { lastComponent?.string ?? string }

    /// Bytes of the last part before its extension.
    public var stemBytes: [UInt8] { Array(nameBytes[..<extensionStart]) }

    /// The extension in small letters, without its dot; empty where there is none.
    public var kind: String { String(decoding: nameBytes[extensionStart...].dropFirst(), as: UTF8.self).lowercased() }

    /// The path with `suffix` before its extension, or instead of all the extension.
    public func appendingToStem(_ suffix: String, replacingExtension: Bool = false) -> FilePath {
        let name = stemBytes + suffix.utf8 + (replacingExtension ? [] : nameBytes[extensionStart...])
        return removingLastComponent().appending(bytes: name)
    }

    /// The path with other bytes before its extension.
    public func replacingStem(_ stem: [UInt8]) -> FilePath {
        removingLastComponent().appending(bytes: stem + nameBytes[extensionStart...])
    }

    /// `name` in this folder.
    public func appending(bytes name: some Sequence<UInt8>) -> FilePath { pushing(FilePath(bytes: name)) }

    private var nameBytes: [UInt8] { lastComponent.map { FilePath(root: nil, components: $0).bytes } ?? [] }

    /// Where the last dot is; a name that begins with its only one has no extension.
    private var extensionStart: Int {
        let name = nameBytes
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0, name != Array("..".utf8) else { return name.count }
        return dot
    }
}
