/// Everything that the screen shall show.
public struct Frame: Equatable, Sendable {
    public enum Content: Equatable, Sendable {
        /// A picture from the upper left on, of `Terminal.columns` columns.
        case picture(CellGrid)
        /// Text over the whole screen above the status.
        case page([TextLine])
    }

    public var content: Content
    /// The lines at the bottom.
    public var status: [TextLine]
    /// Where the terminal's cursor stands; hidden without.
    public var cursor: (column: Int, row: Int)?

    public init(content: Content, status: [TextLine], cursor: (column: Int, row: Int)?) {
        self.content = content
        self.status = status
        self.cursor = cursor
    }

    public static func == (a: Frame, b: Frame) -> Bool {
        a.status == b.status && a.cursor?.column == b.cursor?.column && a.cursor?.row == b.cursor?.row
            && a.content == b.content
    }
}
