import CNcurses
import Glibc

extension Terminal {
    public func askForGraphics() { send(GraphicsAnswers.questions) }

    /// As the system tells it.
    public var cellSize: (width: Int, height: Int)? {
        var size = winsize()
        guard madf_window_size(STDOUT_FILENO, &size) == 0, size.ws_row > 0, size.ws_col > 0 else { return nil }
        let width = Int(size.ws_xpixel / size.ws_col), height = Int(size.ws_ypixel / size.ws_row)
        return width > 0 && height > 0 ? (width, height) : nil
    }

    public func show(_ rgb: [UInt8], width: Int, height: Int, over cells: (columns: Int, rows: Int)?, by graphics: GraphicsProtocol) {
        let picture =
            switch graphics {
            case .kitty: KittyPicture.encode(rgb, width: width, height: height, cells: cells)
            case .sixel: SixelPicture.encode(rgb, width: width, height: height)
            }
        let cursor = last?.cursor ?? (0, 0)
        send(painter.position(0, 0) + picture + painter.position(cursor.row, cursor.column))
    }

    public func hide(_ graphics: GraphicsProtocol) {
        if graphics == .kitty { send(KittyPicture.deletion) }
        redrawAll()
    }
}
