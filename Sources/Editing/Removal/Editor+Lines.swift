import Inpainting
import Pixels

/// Lines that a fill has found by itself and followed, or would find, and those that the next one is not to follow.
extension Editor {
    /// Lines that can be told by a digit.
    private static let mostLines = 9
    /// Columns of a cell's line that a label takes.
    static let labelColumns = 3
    /// How far from a line a click is on it, in cells.
    private static let reach = 3.0

    /// Those foreseen or, without any, of the fill that is shown, the longest first, and whether each was erased since.
    public var foundLines: [(line: FoundLine, isErased: Bool)] {
        let lines = (foreseenLines ?? linesOfFill).sorted { $0.start.distance(to: $0.end) > $1.start.distance(to: $1.end) }
        return lines.prefix(Self.mostLines).map { ($0, erasedLines.contains($0)) }
    }

    private var linesOfFill: [FoundLine] {
        guard let chosen = choosable, chosen.tries.indices.contains(chosen.attempt) else { return [] }
        return chosen.tries[chosen.attempt].lines
    }

    mutating func toggleLines() -> Effect? {
        if comparison == .lines {
            compare(.off)
            return nil
        }
        if !isMaskEmpty { return foreseeLines() }
        guard let chosen = choosable else { return noStages }
        guard chosen.stages[.detail] != nil else { return .message("the lines it follows are known once the detail stage is there") }
        guard !foundLines.isEmpty else { return .message("this fill follows no lines of its own; edges can be drawn, and there is another try") }
        compare(.lines)
        return nil
    }

    /// Looks for the lines that a fill of what is marked would follow.
    private mutating func foreseeLines() -> Effect? {
        endStroke()
        guard running == nil, snapping == nil else { return .busy("something is running: look for lines once it has ended") }
        if let foreseenLines { return show(foreseenLines) }
        snapping = Snapping(revision: revision, sought: .lines)
        return .findLines(revision: revision, mask: mask)
    }

    /// Takes the lines that were found for what was marked at `revision`.
    mutating func takeLines(_ lines: [FoundLine], of revision: Int) -> Effect? {
        guard let snapping, snapping.revision == revision, case .lines = snapping.sought else { return nil }
        self.snapping = nil
        if snapping.removes { return startRemoval() }
        if self.revision != revision { return .message("the marks changed meanwhile; look again") }
        foreseenLines = lines
        return show(lines)
    }

    private mutating func show(_ lines: [FoundLine]) -> Effect? {
        if lines.isEmpty { return .message("no straight edge is seen to go on through what is marked; edges can be drawn") }
        compare(.lines)
        return nil
    }

    /// What is marked, or what was there, has changed.
    mutating func forgetForeseenLines() {
        guard foreseenLines != nil else { return }
        foreseenLines = nil
        if comparison == .lines { compare(.off) }
    }

    /// Erases a line, by its index, or brings it back.
    mutating func toggleLine(_ index: Int) -> Effect? {
        let lines = foundLines
        guard lines.indices.contains(index) else { return .message("there \(lines.count == 1 ? "is 1 line" : "are \(lines.count) lines")") }
        let (line, isErased) = lines[index]
        history.record(.lines(erasedLines), as: "\(isErased ? "bringing back" : "erasing") line \(index + 1)")
        if isErased { erasedLines.removeAll { $0 == line } } else { erasedLines.append(line) }
        revision += 1
        return .message("line \(index + 1) is \(isErased ? "back" : "erased")")
    }

    /// The index of the line whose label stands at a screen pixel; nil beside them.
    public func labeledLine(column: Int, row: Int) -> Int? {
        linePlaces.firstIndex { place in
            place.map { $0.row / 2 == row / 2 && ($0.column..<$0.column + Self.labelColumns).contains(column) } ?? false
        }
    }

    mutating func toggleLine(near place: Point) -> Effect? {
        let lines = foundLines.map(\.line), distances = lines.map { $0.distance(to: place) }
        guard let nearest = distances.indices.min(by: { distances[$0] < distances[$1] }), distances[nearest] <= Self.reach / viewport.scale
        else { return .message("no line is near: click on one, or type its digit") }
        return toggleLine(nearest)
    }

    /// Fills the hole again as in the try that is shown, but without the lines that were erased.
    mutating func fillWithoutLines() -> Effect? {
        guard choosable != nil else { return noStages }
        guard foundLines.contains(where: \.isErased) else { return .message("no line is erased: click on one, or type its digit") }
        return fillAgainAsShown()
    }
}

extension FoundLine {
    fileprivate func distance(to place: Point) -> Double {
        let way = Point(x: end.x - start.x, y: end.y - start.y), square = max(1e-9, way.x * way.x + way.y * way.y)
        let share = ((place.x - start.x) * way.x + (place.y - start.y) * way.y) / square
        return start.toward(end, min(1, max(0, share))).distance(to: place)
    }
}
