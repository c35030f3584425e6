import Terminal

extension TextLine {
    /// `message` with names in place of the paths in it, where it is longer than `columns`.
    package static func shortenedPaths(_ message: String, to columns: Int) -> String {
        guard width(message) > columns else { return message }
        let words = message.split(separator: " ", omittingEmptySubsequences: false).map { word in
            word.contains("/") ? ".../" + (word.split(separator: "/").last ?? "") : word
        }
        return shortened(words.joined(separator: " "), to: columns)
    }
}
