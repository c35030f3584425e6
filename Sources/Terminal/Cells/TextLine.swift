/// A line of text with its emphasis, drawn by ncurses.
public struct TextLine: Hashable, Sendable {
    public enum Style: Hashable, Sendable { case plain, bold, reverse, dim }

    public struct Span: Hashable, Sendable {
        public let text: String
        public let style: Style
    }

    public private(set) var spans: [Span] = []

    public init() {}

    public init(_ text: String, style: Style = .plain) { add(text, style: style) }

    public mutating func add(_ text: String, style: Style = .plain) {
        spans.append(Span(text: text, style: style))
    }
}
