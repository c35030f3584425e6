import Editing
import Testing

/// The table has every action once, and what they do is right.
@Suite struct ActionTests {
    @Test func everyActionHasOneRow() {
        #expect(Action.table.map(\.action.rawValue).sorted() == Action.allCases.map(\.rawValue).sorted())
    }

    @Test func everyKeyDoesOneThing() {
        let keys = Action.table.flatMap(\.keys)
        #expect(Set(keys).count == keys.count && Action.table.allSatisfy { !$0.keys.isEmpty })
    }

    /// What has no line of its own in the help stands on that of the row before, which says keys for all.
    @Test func everyActionIsInTheHelp() {
        var last: Action.Entry?
        for entry in Action.table {
            if entry.help != nil { last = entry }
            #expect(last?.topic == entry.topic && (entry.help != nil || last?.keysInHelp != nil), "\(entry.action)")
        }
    }

    /// Does `action` on an editor as the program around it would.
    private func run(_ action: Action, _ times: Int = 1, on editor: inout Editor) -> Effect? {
        guard case .command(let command, let count) = action.entry.operation(times) else { return nil }
        var effect: Effect?
        for _ in 0..<count { effect = editor.perform(command) }
        return effect
    }

    @Test func numbersRepeat() {
        var editor = sampleEditor()
        _ = run(.right, 7, on: &editor)
        _ = run(.farUp, on: &editor)
        #expect(editor.cursor.x == 27 && editor.cursor.y == 7)
        for _ in 0..<5 { _ = run(.invert, on: &editor) }
        _ = run(.undo, 4, on: &editor)
        #expect(!editor.isMaskEmpty && editor.canUndo)
        _ = run(.undo, 9_999, on: &editor)
        #expect(!editor.canUndo)
        guard case .request(.turn(-3)) = Action.previous.entry.operation(3) else {
            Issue.record("the photo before is not three photos before")
            return
        }
    }

    /// During a wipe what goes to the side is its line; up and down, the cursor.
    @Test func arrowsMoveTheWipe() {
        var editor = sampleEditor()
        _ = run(.wipe, on: &editor)
        _ = run(.left, 3, on: &editor)
        _ = run(.farRight, on: &editor)
        #expect(editor.comparison == .wipe(column: 25) && editor.cursor.x == 20)
        _ = run(.down, on: &editor)
        #expect(editor.comparison == .wipe(column: 25) && editor.cursor.y == 16)
    }

    /// Steps that can be seen: a pixel of the screen, which is four of the photo here.
    @Test func marksGrowByWhatIsSeen() {
        var editor = sampleEditor(width: 160, height: 120)
        _ = editor.perform(.resize(width: 40, height: 30, aspect: 1))
        _ = run(.rectangle, on: &editor)
        _ = run(.paint, on: &editor)
        _ = run(.right, on: &editor)
        _ = run(.paint, on: &editor)
        let before = editor.mask.bytes.count { $0 != 0 }
        _ = run(.grow, on: &editor)
        #expect(editor.mask.boundingBox.map { [$0.width, $0.height] } == [13, 16])
        _ = run(.shrink, on: &editor)
        #expect(editor.mask.bytes.count { $0 != 0 } == before)
        _ = run(.clear, on: &editor)
        guard case .message? = run(.grow, on: &editor) else { return #expect(Bool(false), "nothing is marked") }
    }

    @Test func viewIsShiftedByEighths() {
        var editor = sampleEditor(width: 400, height: 300)
        _ = editor.perform(.resize(width: 80, height: 60, aspect: 1))
        _ = run(.zoomIn, 6, on: &editor)
        let before = editor.viewport.center.x, scale = editor.viewport.scale
        _ = run(.panRight, 2, on: &editor)
        #expect(abs(editor.viewport.center.x - before - 20 / scale) <= 1 / scale)
    }
}
