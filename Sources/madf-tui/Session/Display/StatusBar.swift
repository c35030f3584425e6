import Editing
import Terminal

/// The two lines at the bottom: how things stand, and what to do next. They depend on nothing but what is said here.
package struct StatusBar {
    package let keys: KeyMap
    package let columns: Int
    package var isUnicode = true
    /// The photo's name, and which one of how many it is.
    package var name = "", place = ""
    package var hasSeveralPhotos = false
    /// nil until the photo is there.
    package var editor: Editor?
    package var couldNotOpen = false
    package var progress: (share: Double, phase: String)?
    package var isSaving = false
    /// The number typed before a key.
    package var count: Int?
    package var message: String?
    var prompt: Prompt?

    package init(keys: KeyMap = KeyMap(), columns: Int) {
        self.keys = keys
        self.columns = columns
    }

    package var lines: [StatusLine] { [stateLine, nextLine] }

    private var stateLine: StatusLine {
        let dot = isUnicode ? " · " : " | "
        var line = StatusLine(style: .reverse, width: columns)
        line.add(" ")
        guard let editor else {
            line.add(TextLine.shortened("\(couldNotOpen ? "cannot open" : "opening") \(name)", to: line.room))
            line.fill()
            return line
        }
        line.add(StatusBar.tool(of: editor))
        line.add("\(dot)zoom \(StatusBar.zoom(editor.viewport.scale))")
        if let shown = editor.choosable?.shown { line.add("\(dot)\(shown.rawValue)") }
        if let comparison = StatusBar.text(of: editor.comparison) { line.add(dot + comparison) }
        if let progress { line.add("\(dot)\(progress.phase) \(Int(100 * progress.share))%") }
        if editor.isQueued { line.add("\(dot)more waits") }
        if editor.isSnapping { line.add("\(dot)snapping") }
        if isSaving { line.add("\(dot)saving") }
        if let count { line.add("\(dot)\(count)") }
        let help = "? help "
        let position = "\(dot)\(Int(editor.cursor.x)),\(Int(editor.cursor.y))"
        // Where there is not room for all, the position goes first, then most of the name: never the way to the help.
        let shortName = min(TextLine.width(name), 8), needed = TextLine.width(dot + place + help) + 1
        if TextLine.width(position) + shortName + needed <= line.room { line.add(position) }
        line.add(dot + TextLine.shortened(name, to: max(shortName, line.room - needed)) + place)
        line.addRight(help, key: .character("?"))
        return line
    }

    /// What the pen draws, how wide, and whether it is down.
    private static func tool(of editor: Editor) -> String {
        let pen = editor.pen, name = editor.tool.rawValue
        let width = editor.tool.hasWidth ? " \(Int(editor.brushDiameter)) px" : ""
        let kind = editor.painted == .keepOut ? "keep out: " : ""
        guard pen.isDown else { return kind + name + width }
        let doing = editor.isRestoring ? "BRINGING BACK" : pen.isErasing ? "ERASING" : "PAINTING"
        return kind + doing + (editor.tool.isShape ? " \(name)" : "") + width
    }

    private static func text(of comparison: Comparison) -> String? {
        switch comparison {
        case .original: "ORIGINAL"
        case .wipe: "before | after"
        case .blink(let showsOriginal): showsOriginal ? "BEFORE" : "after "
        case .panes: "all stages"
        case .off: nil
        }
    }

    private static func zoom(_ scale: Double) -> String {
        scale >= 1 ? "\(Int((scale * 100).rounded()))%" : "\(Double((scale * 1000).rounded()) / 10)%"
    }
}
