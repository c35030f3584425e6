import CNcurses
import Glibc

extension Terminal {
    public func askForGraphics() -> GraphicsAnswers {
        send(passedOn(GraphicsAnswers.kittyQuestion) + GraphicsAnswers.questions)
        return GraphicsAnswers(isInTmux: isInTmux)
    }

    /// As the system tells it.
    public var cellSize: (width: Int, height: Int)? {
        var size = winsize()
        guard madf_window_size(STDOUT_FILENO, &size) == 0, size.ws_row > 0, size.ws_col > 0 else { return nil }
        let width = Int(size.ws_xpixel / size.ws_col), height = Int(size.ws_ypixel / size.ws_row)
        return width > 0 && height > 0 ? (width, height) : nil
    }

    public func show(_ rgb: [UInt8], width: Int, height: Int, over cells: (columns: Int, rows: Int), by graphics: GraphicsProtocol) {
        let cursor = last?.cursor ?? (0, 0), picture: [UInt8]
        switch graphics {
        case .sixel:
            picture = painter.position(0, 0) + SixelPicture.encode(rgb, width: width, height: height)
        case .kitty where isInTmux:
            let sequences = KittyPicture.encode(rgb, width: width, height: height, cells: cells, isPlaced: false)
            picture =
                sequences.flatMap(passedOn)
                + KittyPlaceholders.lines(columns: cells.columns, rows: cells.rows) { painter.position($0, 0) }
        case .kitty:
            picture = painter.position(0, 0) + KittyPicture.encode(rgb, width: width, height: height, cells: cells).joined()
        }
        send(picture + painter.position(cursor.row, cursor.column))
    }

    public func hide(_ graphics: GraphicsProtocol) {
        if graphics == .kitty { send(passedOn(KittyPicture.deletion)) }
        redrawAll()
    }
}
