import Editing
import Inpainting
import Masks
import Pixels
import Testing

/// Lines that a fill has found and followed, seen and erased.
@Suite struct LinesTests {
    private let area = Rectangle(x: 5, y: 6, width: 20, height: 12)
    private let short = FoundLine(start: Point(x: 20.5, y: 8.5), end: Point(x: 20.5, y: 14.5))
    private let long = FoundLine(start: Point(x: 6.5, y: 10.5), end: Point(x: 16.5, y: 10.5))

    private func fill(_ value: UInt8, stage: FillStage = .detail, lines: [FoundLine] = []) -> Fill {
        Fill(stage: stage, patches: sampleFill(stage, value, in: area).patches, lines: lines)
    }

    /// An editor after a removal whose fill has followed both lines.
    private func removed() throws -> Editor {
        var (editor, number) = try RemovalTests().removing()
        _ = editor.perform(.stageArrived(removal: number, fill(90, lines: [short, long])))
        _ = editor.perform(.removalEnded(removal: number))
        return editor
    }

    /// Before detail is there nobody knows what it follows.
    @Test func nothingIsSaidOfThemTooEarly() throws {
        var (editor, number) = try RemovalTests().removing()
        _ = editor.perform(.stageArrived(removal: number, fill(80, stage: .coarse)))
        #expect(says(editor.perform(.toggleLines), "once the detail stage is there"))
        _ = editor.perform(.stageArrived(removal: number, fill(90)))
        #expect(says(editor.perform(.toggleLines), "follows no lines"))
    }

    private func isErased(_ editor: Editor) -> [Bool] { editor.foundLines.map(\.isErased) }

    private func says(_ effect: Effect?, _ text: String) -> Bool { if case .message(let said)? = effect { said.contains(text) } else { false } }

    @Test func theyAreErasedByDigitAndByClick() throws {
        var editor = try removed()
        #expect(editor.foundLines.map(\.line) == [long, short])
        let plain = editor.render()
        _ = editor.perform(.toggleLines)
        let shown = editor.render()
        for column in 6...16 {
            #expect(shown.signs[10 * 40 + column] == .found(1) && plain.signs[10 * 40 + column] == .none)
        }
        #expect(says(editor.perform(.toggleLine(0)), "line 1 is erased") && isErased(editor) == [true, false])
        #expect(says(editor.perform(.press(Point(x: 21.5, y: 11.5), erasing: false)), "line 2 is erased") && isErased(editor) == [true, true])
        #expect(says(editor.perform(.press(Point(x: 30.5, y: 25.5), erasing: true)), "no line is near"))
        #expect(says(editor.perform(.toggleLine(2)), "2 lines"))
        // Again brings it back, and so does undo, one after the other.
        #expect(says(editor.perform(.toggleLine(1)), "line 2 is back") && isErased(editor) == [true, false])
        for expected in [[true, true], [true, false], [false, false]] {
            _ = editor.perform(.undo)
            #expect(isErased(editor) == expected && editor.comparison == .lines)
        }
        _ = editor.perform(.redo)
        #expect(isErased(editor) == [true, false] && editor.isMaskEmpty && editor.current[6, 7, 0] == 90)
    }

    /// Enter fills as the try that is shown was filled, but for the lines; further fills do not follow them either.
    @Test func theHoleIsFilledWithoutThem() throws {
        var editor = try removed()
        _ = editor.perform(.toggleLines)
        #expect(says(editor.perform(.remove), "no line is erased"))
        _ = editor.perform(.toggleLine(0))
        guard case .tryAgain(let number, let mask, let earlier)? = editor.perform(.remove) else { throw RemovalTests.Unexpected() }
        #expect(earlier.isEmpty && mask.bytes.contains { $0 != 0 } && editor.erasedLines == [long] && editor.comparison == .off)
        _ = editor.perform(.stageArrived(removal: number, fill(50, lines: [short])))
        _ = editor.perform(.removalEnded(removal: number))
        #expect(editor.current[6, 7, 0] == 50 && editor.foundLines.map(\.line) == [short])
        // Back to the marks, and removed anew.
        for _ in 0..<3 { _ = editor.perform(.undo) }
        #expect(!editor.isMaskEmpty && editor.erasedLines.isEmpty)
        for _ in 0..<2 { _ = editor.perform(.redo) }
        #expect(editor.erasedLines == [long])
    }

    /// An editor that was asked for the lines of what it has marked, which are not there yet.
    private func foreseeing() throws -> (editor: Editor, revision: Int) {
        var (editor, number) = try RemovalTests().removing()
        guard case .stop? = editor.perform(.cancel) else { throw RemovalTests.Unexpected() }
        _ = editor.perform(.removalEnded(removal: number))
        guard case .findLines(let revision, let mask)? = editor.perform(.toggleLines) else { throw RemovalTests.Unexpected() }
        #expect(mask == editor.mask && editor.isSnapping && editor.foundLines.isEmpty)
        return (editor, revision)
    }

    /// Before anything is removed: seen over the marks, erased, and not followed by what Enter begins.
    @Test func theyAreErasedAheadOfTheRemoval() throws {
        var (editor, revision) = try foreseeing()
        _ = editor.perform(.linesFound([short, long], revision: revision))
        #expect(editor.comparison == .lines && editor.foundLines.map(\.line) == [long, short] && !editor.isSnapping)
        let shown = editor.render()
        #expect([.found(1), .marked(.removal)].allSatisfy(shown.signs.contains))
        #expect(says(editor.perform(.toggleLine(1)), "line 2 is erased") && isErased(editor) == [false, true])
        _ = editor.perform(.undo)
        #expect(isErased(editor) == [false, false] && editor.comparison == .lines)
        _ = editor.perform(.redo)
        // Back to the marks, and to the lines again, which are not looked for once more.
        _ = editor.perform(.toggleLines)
        #expect(editor.comparison == .off && editor.perform(.toggleLines) == nil && isErased(editor) == [false, true])
        guard case .start(_, let mask)? = editor.perform(.remove) else { throw RemovalTests.Unexpected() }
        #expect(mask == editor.mask && editor.erasedLines == [short] && editor.comparison == .off)
    }

    @Test func whatIsForeseenGoesWithTheMarks() throws {
        var (editor, revision) = try foreseeing()
        _ = editor.perform(.linesFound([short, long], revision: revision))
        _ = editor.perform(.grow(steps: 1))
        #expect(editor.comparison == .off && editor.foundLines.isEmpty)
        // What was found for other marks is none of theirs.
        var (other, asked) = try foreseeing()
        _ = other.perform(.grow(steps: 1))
        #expect(says(other.perform(.linesFound([long], revision: asked)), "changed meanwhile") && other.foundLines.isEmpty)
        var (none, again) = try foreseeing()
        #expect(says(none.perform(.linesFound([], revision: again)), "no straight edge") && none.comparison == .off)
        // Enter does not wait to look at them.
        var (hasty, last) = try foreseeing()
        #expect(hasty.perform(.remove) == nil)
        guard case .start? = hasty.perform(.linesFound([long], revision: last)) else { throw RemovalTests.Unexpected() }
    }

    @Test func theyGoWithTheResult() throws {
        var fresh = sampleEditor()
        #expect(says(fresh.perform(.toggleLines), "nothing was removed"))
        var editor = try removed()
        _ = editor.perform(.toggleLines)
        _ = editor.perform(.undo)
        #expect(editor.comparison == .off && editor.foundLines.isEmpty)
        var (plain, number) = try RemovalTests().removing()
        _ = plain.perform(.stageArrived(removal: number, fill(90, lines: [])))
        _ = plain.perform(.removalEnded(removal: number))
        #expect(says(plain.perform(.toggleLines), "no lines") && plain.comparison == .off)
    }
}
