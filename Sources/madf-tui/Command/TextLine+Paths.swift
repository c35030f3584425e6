import Terminal

extension TextLine {
    /// `message` with names in place of the paths in it, where it is longer than `columns`.
    package static func shortenedPaths(_ message: String, to columns: Int) -> String {
        width(message) > columns ? shortened(withoutFolders(message), to: columns) : message
    }

    /// `message` with names in place of the paths in it.
    static func withoutFolders(_ message: String) -> String {
        let words = message.split(separator: " ", omittingEmptySubsequences: false).map { word in
            word.contains("/") ? ".../" + (word.split(separator: "/").last ?? "") : word
        }
        return words.joined(separator: " ")
    }
}
