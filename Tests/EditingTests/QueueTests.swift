import Editing
import Inpainting
import Masks
import Pixels
import Testing

/// What is marked while a removal runs.
@Suite struct QueueTests {
    let first = Rectangle(x: 5, y: 6, width: 8, height: 4), second = Rectangle(x: 20, y: 10, width: 6, height: 5)

    /// Marks a rectangle.
    func mark(_ area: Rectangle, on editor: inout Editor, erasing: Bool = false) {
        _ = editor.perform(.select(.rectangle))
        _ = editor.perform(.press(Point(x: Double(area.x), y: Double(area.y)), erasing: erasing))
        _ = editor.perform(.dragTo(Point(x: Double(area.right - 1), y: Double(area.bottom - 1))))
        _ = editor.perform(.release)
    }

    func count(_ mask: Mask) -> Int { mask.bytes.count { $0 != 0 } }

    /// An editor whose removal of `first` runs.
    func removing() throws -> (Editor, Int) {
        var editor = sampleEditor()
        mark(first, on: &editor)
        guard case .start(let number, _)? = editor.perform(.remove) else { throw RemovalTests.Unexpected() }
        return (editor, number)
    }

    /// Whether more is marked before or after the first stage has come; what is painted later waits for another Enter.
    @Test(arguments: [false, true]) func marksWaitForTheRemovalThatRuns(hasStage: Bool) throws {
        var (editor, number) = try removing()
        if hasStage { _ = editor.perform(.stageArrived(removal: number, sampleFill(.coarse, 1, in: first))) }
        mark(second, on: &editor)
        #expect(editor.perform(.remove) == nil && editor.isQueued)
        mark(Rectangle(x: 30, y: 20, width: 2, height: 2), on: &editor)
        if !hasStage { _ = editor.perform(.stageArrived(removal: number, sampleFill(.coarse, 1, in: first))) }
        guard case .start(let next, let mask)? = editor.perform(.removalEnded(removal: number)) else { throw RemovalTests.Unexpected() }
        #expect(next > number && !editor.isQueued && mask.boundingBox == second && count(mask) == 30)
        _ = editor.perform(.stageArrived(removal: next, sampleFill(.coarse, 2, in: second)))
        #expect(editor.perform(.removalEnded(removal: next)) == nil && count(editor.mask) == 4)
    }

    @Test func marksTakenBackDoNotGo() throws {
        var (editor, number) = try removing()
        mark(second, on: &editor)
        _ = editor.perform(.remove)
        mark(Rectangle(x: 20, y: 10, width: 6, height: 3), on: &editor, erasing: true)
        guard case .start(_, let mask)? = editor.perform(.removalEnded(removal: number)) else { throw RemovalTests.Unexpected() }
        #expect(mask.boundingBox == Rectangle(x: 20, y: 13, width: 6, height: 2))
    }

    @Test func cancellingTakesBothBack() throws {
        var (editor, number) = try removing()
        #expect(editor.perform(.remove) != nil && !editor.isQueued)
        mark(second, on: &editor)
        _ = editor.perform(.remove)
        _ = editor.perform(.cancel)
        #expect(editor.running == nil && !editor.isQueued && count(editor.mask) == 62)
        #expect(editor.perform(.removalEnded(removal: number)) == nil)
    }

    /// A stroke goes on when the first stage comes, and undo takes all of it back.
    @Test(arguments: [Tool.brush, .rectangle, .lasso]) func strokesGoOnWhenAStageComes(tool: Tool) throws {
        var (editor, number) = try removing()
        _ = editor.perform(.select(tool))
        _ = editor.perform(.press(Point(x: 20, y: 10), erasing: false))
        _ = editor.perform(.dragTo(Point(x: 25, y: 10)))
        _ = editor.perform(.stageArrived(removal: number, sampleFill(.coarse, 1, in: first)))
        #expect(editor.pen.isDown)
        _ = editor.perform(.dragTo(Point(x: 25, y: 14)))
        _ = editor.perform(.release)
        #expect(editor.mask[25, 14] == 255 && editor.mask[22, 11] == 255 && editor.mask[6, 7] == 0)
        while editor.canUndo { _ = editor.perform(.undo) }
        #expect(editor.isMaskEmpty && editor.current == editor.original)
    }
}
