import CNcurses
import Glibc

extension Terminal {
    /// Sends only what differs from the last frame.
    ///
    /// ncurses draws the text first and believes the picture's area blank; the picture then goes over it, and the
    /// cursor returns to where ncurses left it, so that both stay right about the screen.
    public func present(_ frame: Frame) {
        guard frame != last else { return }
        defer { last = frame }
        let cursor = frame.cursor ?? (0, 0)
        send(Terminal.synchronizedStart)
        if hasTitle, frame.title != last?.title { send(Terminal.command(2, frame.title)) }
        drawText(frame)
        madf_place_cursor(Int32(cursor.row), Int32(cursor.column))
        doupdate()
        var bytes: [UInt8] = []
        if case .picture(let grid) = frame.content {
            bytes = painter.paint(grid)
            if !bytes.isEmpty { bytes += painter.position(cursor.row, cursor.column) }
        }
        send(bytes + Terminal.synchronizedEnd)
    }

    private func drawText(_ frame: Frame) {
        let standard = madf_standard_screen()!
        // What is drawn on the whole screen lies over the lines at the bottom.
        let coversStatus = isPage(frame) || isPage(last)
        switch frame.content {
        case .page(let lines):
            if !isPage(last) { clearok(madf_current_screen(), true) }
            painter.invalidate()
            werase(standard)
            for (row, line) in lines.prefix(rows - frame.status.count).enumerated() { draw(line, on: standard, row: row) }
            touchwin(standard)
            wnoutrefresh(standard)
        case .picture:
            // Lines that come or go at the bottom stand where the picture was, or will be.
            if isPage(last) || last.map({ $0.status.count != frame.status.count }) == true {
                werase(standard)
                touchwin(standard)
                wnoutrefresh(standard)
            }
        }
        if coversStatus || last?.status != frame.status || statusWindow == nil { drawStatus(frame.status) }
        let isVisible = frame.cursor != nil
        if last == nil || isVisible != (last?.cursor != nil) { curs_set(isVisible ? 1 : 0) }
    }

    private func isPage(_ frame: Frame?) -> Bool {
        if case .page? = frame?.content { return true }
        return false
    }

    private func drawStatus(_ lines: [TextLine]) {
        if let window = statusWindow, last?.status.count != lines.count {
            delwin(window)
            statusWindow = nil
        }
        guard !lines.isEmpty else { return }
        if statusWindow == nil {
            statusWindow = newwin(Int32(lines.count), Int32(columns), Int32(rows - lines.count), 0)
        }
        guard let window = statusWindow else { return }
        werase(window)
        for (row, line) in lines.enumerated() { draw(line, on: window, row: row) }
        touchwin(window)
        wnoutrefresh(window)
    }

    private func draw(_ line: TextLine, on window: madf_window, row: Int) {
        wmove(window, Int32(row), 0)
        var room = columns
        for span in line.spans {
            var scalars: [wchar_t] = []
            for (scalar, width) in TextLine.printable(span.text) where room > 0 {
                room -= width
                if room >= 0 { scalars.append(wchar_t(truncatingIfNeeded: scalar.value)) }
            }
            wattrset(window, Terminal.attribute(span.style))
            waddnwstr(window, scalars, Int32(scalars.count))
        }
        wattrset(window, 0)
    }

    /// Attributes alone tell the styles apart, so that they do without color (bits of `attr_t`, curs_attr(3)).
    private static func attribute(_ style: TextLine.Style) -> Int32 {
        switch style {
        case .plain: 0
        case .bold: 1 << 21
        case .reverse: 1 << 18
        case .dim: 1 << 20
        }
    }
}
