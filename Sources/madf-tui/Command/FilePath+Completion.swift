import System

/// Paths that are typed, as texts that `FilePath(escaped:)` takes.
extension FilePath {
    /// `text` with the home folder for a `~` at its beginning, as shells have it.
    static func expanded(_ text: String) -> String {
        guard text == "~" || text.hasPrefix("~/"), let home = UserPlaces.home else { return text }
        return home.escaped + text.dropFirst()
    }

    /// `text` as far as there is only one way to go on with it; a folder ends in a slash. Hidden files are left out unless
    /// their dot is there.
    package static func completed(_ text: String) -> String {
        let text = Array(text.unicodeScalars), start = text.lastIndex(of: "/").map { $0 + 1 } ?? 0
        let place = String(text[..<start]), name = text[start...]
        let folder = place.isEmpty ? "." : FilePath(escaped: expanded(place))
        let names = ((try? folder.namesInFolder()) ?? []).map { Array($0.escaped.unicodeScalars) }.filter { candidate in
            candidate.starts(with: name) && (name.first == "." || candidate.first != ".")
        }
        guard let first = names.first else { return String(text[...]) }
        let common = names.dropFirst().reduce(first) { common, name in zip(common, name).prefix { $0 == $1 }.map(\.0) }
        let completed = place + String(common[...])
        return completed + (!common.isEmpty && FilePath(escaped: expanded(completed)).isFolder ? "/" : "")
    }
}

extension String {
    fileprivate init(_ scalars: ArraySlice<Unicode.Scalar>) { self.init(UnicodeScalarView(scalars)) }
}
