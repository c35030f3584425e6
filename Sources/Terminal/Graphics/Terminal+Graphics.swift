import CNcurses
import Glibc

extension Terminal {
    /// Asks what graphics there are; the replies come as events.
    public func askForGraphics() { send(GraphicsAnswers.questions) }

    /// Size of a cell as the system tells it, in pixels; nil where it does not.
    public var cellSize: (width: Int, height: Int)? {
        var size = winsize()
        guard madf_window_size(STDOUT_FILENO, &size) == 0, size.ws_row > 0, size.ws_col > 0 else { return nil }
        let width = Int(size.ws_xpixel / size.ws_col), height = Int(size.ws_ypixel / size.ws_row)
        return width > 0 && height > 0 ? (width, height) : nil
    }

    /// Shows pixels from the upper left on, over whatever stands there: `rgb` is `[height][width][3]`.
    public func show(_ rgb: [UInt8], width: Int, height: Int, by graphics: GraphicsProtocol) {
        let picture = switch graphics {
        case .kitty: KittyPicture.encode(rgb, width: width, height: height)
        case .sixel: SixelPicture.encode(rgb, width: width, height: height)
        }
        send(painter.position(0, 0) + picture)
    }

    /// Takes the pixels away; the next frame is drawn whole.
    public func hide(_ graphics: GraphicsProtocol) {
        if graphics == .kitty { send(KittyPicture.deletion) }
        redrawAll()
    }
}
