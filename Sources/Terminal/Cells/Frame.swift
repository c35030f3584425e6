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
    /// What the terminal's window or tab is called, where it has a name.
    public var title: String

    public init(content: Content, status: [TextLine], cursor: (column: Int, row: Int)?, title: String = "") {
        self.content = content
        self.status = status
        self.cursor = cursor
        self.title = title
    }

    public static func == (a: Frame, b: Frame) -> Bool {
        a.status == b.status && a.title == b.title && a.cursor?.column == b.cursor?.column && a.cursor?.row == b.cursor?.row
            && a.content == b.content
    }
}
