import Editing
import Inpainting
import Terminal

/// The lines at the bottom, mostly two: how things stand, and what to do next. They depend on nothing but what is said here.
package struct StatusBar {
    package let keys: KeyMap
    package let columns: Int
    package var isUnicode = true
    package var hasMouse = true
    /// The photo's name, and which one of how many it is.
    package var name = "", place = ""
    package var hasSeveralPhotos = false
    /// nil until the photo is there.
    package var editor: Editor?
    package var couldNotOpen = false
    /// How far the removal is that goes on, and how long it has gone on.
    package var progress: (share: Double, phase: String, seconds: Double)?
    /// The same of another photo.
    package var elsewhere: String?
    package var isSaving = false
    /// Whether true pixels are shown instead of cells.
    package var showsPixels = false
    /// The number typed before a key.
    package var count: Int?
    package var message: String?
    var prompt: Prompt?

    package init(keys: KeyMap = KeyMap(), columns: Int) {
        self.keys = keys
        self.columns = columns
    }

    package var lines: [StatusLine] { (aboveLines.isEmpty ? [stateLine] : aboveLines) + [nextLine] }

    /// The first part of what is said, where the last line has not the room for all of it.
    private var aboveLines: [StatusLine] {
        spoken.above.map { text in
            var line = StatusLine(style: .bold, width: columns)
            line.add(" " + text)
            line.fill()
            return line
        }
    }

    /// A part of the line that says how things stand.
    fileprivate struct Part {
        let text: String
        /// What goes first where there is no room for all; 0 stays.
        let rank: Int
        var isTool = false
    }

    var isNarrow: Bool { columns < 60 }

    private var stateLine: StatusLine {
        var line = StatusLine(style: .reverse, width: columns)
        line.add(" ")
        guard let editor else {
            line.add(TextLine.shortened("\(couldNotOpen ? "cannot open" : "opening") \(name)", to: line.room))
            line.fill()
            return line
        }
        let dot = isUnicode ? " · " : " | ", help = "? help "
        var parts = parts(of: editor)
        func width(_ parts: [Part]) -> Int { parts.reduce(0) { $0 + TextLine.width($1.text) + dot.count } }
        let least = (isNarrow ? 0 : min(TextLine.width(name), columns / 4)) + TextLine.width(place + help) + 1
        if width(parts) + least > line.room { parts[parts.firstIndex { $0.isTool }!] = Part(tool: editor, saysCells: false) }
        while width(parts) + least > line.room, let last = parts.indices.max(by: { parts[$0].rank < parts[$1].rank }), parts[last].rank > 0 {
            parts.remove(at: last)
        }
        line.add(parts.map(\.text).joined(separator: dot))
        let room = line.room - TextLine.width(dot + place + help) - 1
        // Of a name of which hardly anything is left, nothing is: never of the way to the help.
        if room >= min(TextLine.width(name), 8) { line.add(dot + TextLine.shortened(name, to: room) + place) }
        line.addRight(help, does: .action(.help))
        return line
    }

    /// All that could be said, in its order. On narrow screens how far a removal is comes first.
    private func parts(of editor: Editor) -> [Part] {
        let progress = progress.map { [Part(text: StatusBar.text(of: $0), rank: 0)] } ?? []
        var parts = isNarrow ? progress : []
        parts.append(Part(tool: editor, saysCells: !isNarrow))
        parts.append(Part(text: "zoom \(StatusBar.zoom(editor.viewport.scale))", rank: 7))
        if editor.markedCount > 0 { parts.append(Part(text: StatusBar.marked(in: editor), rank: 6)) }
        if let chosen = editor.choosable { parts.append(Part(text: StatusBar.stage(of: chosen), rank: 5)) }
        if let comparison = StatusBar.text(of: editor.comparison) { parts.append(Part(text: comparison, rank: 1)) }
        if !isNarrow { parts += progress }
        if editor.isQueued { parts.append(Part(text: "more waits", rank: 2)) }
        if let search = editor.searchName { parts.append(Part(text: search, rank: 1)) }
        if let elsewhere { parts.append(Part(text: elsewhere, rank: 3)) }
        if showsPixels { parts.append(Part(text: "pixels", rank: 2)) }
        if isSaving { parts.append(Part(text: "saving", rank: 1)) }
        if let count { parts.append(Part(text: "\(count)", rank: 0)) }
        // The name counts for more.
        if !isNarrow { parts.append(Part(text: "at \(Int(editor.cursor.x)),\(Int(editor.cursor.y))", rank: 8)) }
        return parts
    }

    /// How far it is and, once that can be told, how long it has taken and will still take.
    private static func text(of progress: (share: Double, phase: String, seconds: Double)) -> String {
        let text = "\(progress.phase) \(Int(100 * progress.share))%"
        guard progress.seconds >= 2, progress.share >= 0.1 else { return text }
        let left = progress.seconds * (1 - progress.share) / progress.share
        return text + ", \(Int(progress.seconds)) s, \(Int(left.rounded(.up))) s left"
    }

    private static func stage(of removal: Removal) -> String {
        let isTry = removal.tries.count > 1 && removal.shown == .detail
        return isTry ? "try \(removal.attempt + 1) of \(removal.tries.count)" : removal.shown.rawValue
    }

    /// How much is marked: pixels, and their part of the photo.
    private static func marked(in editor: Editor) -> String {
        let percent = 100 * Double(editor.markedCount) / Double(editor.original.width * editor.original.height)
        let rounded = percent >= 10 ? "\(Int(percent.rounded()))" : "\(max(0.1, (percent * 10).rounded() / 10))"
        return "\(editor.markedCount) px, \(percent < 0.05 ? "< 0.1" : rounded) %"
    }

    private static func text(of comparison: Comparison) -> String? {
        switch comparison {
        case .original: "ORIGINAL"
        case .wipe: "before | after"
        case .blink(let showsOriginal): showsOriginal ? "BEFORE" : "after "
        case .panes: "all stages"
        case .tries: "all tries"
        case .lines: "lines it found"
        case .off: nil
        }
    }

    private static func zoom(_ scale: Double) -> String {
        scale >= 1 ? "\(Int((scale * 100).rounded()))%" : "\(Double((scale * 1000).rounded()) / 10)%"
    }
}

extension StatusBar.Part {
    /// What the pen draws, how wide, and whether it is down.
    init(tool editor: Editor, saysCells: Bool) {
        if let movement = editor.patchMovement {
            let size = movement.scale == 1 ? "" : " \(Int((100 * movement.scale).rounded())) %"
            let way = Movement.words(movement.x, movement.y), from = way.isEmpty ? "here" : way
            self.init(text: "PATCH from " + from + size + (movement.isMirrored ? " mirrored" : ""), rank: 1, isTool: true)
            return
        }
        let pen = editor.pen, name = editor.tool.rawValue
        let width = editor.tool.hasWidth ? " \(Int(editor.brushDiameter.rounded())) px" + (saysCells ? Self.cells(editor.brushCells) : "") : ""
        let kind = [MarkKind.keepOut: "keep out: ", .edges: "edges: "][editor.painted] ?? ""
        let isActive = pen.isDown || editor.pointerErases
        let doing = editor.isRestoring ? "BRINGING BACK" : pen.isErasing || !pen.isDown ? "ERASING" : "PAINTING"
        let text = isActive ? kind + doing + (editor.tool == .brush ? "" : " \(name)") + width : kind + name + width
        self.init(text: text, rank: isActive ? 1 : 4, isTool: true)
    }

    private static func cells(_ count: Double) -> String {
        count < 0.95 ? " (< 1 cell)" : count < 1.5 ? " (1 cell)" : " (\(Int(count.rounded())) cells)"
    }
}
