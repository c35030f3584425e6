import Editing
import Inpainting
import Masks
import Pixels
import Testing

/// A removal that is cancelled leaves nothing behind, however much of it has been shown.
@Suite struct CancellingTests {
    private let hole = Rectangle(x: 5, y: 6, width: 8, height: 4)

    /// An editor whose removal of `hole` has shown some stages.
    private func removing(stages: Int) throws -> (editor: Editor, number: Int, marks: Mask) {
        var (editor, number) = try RemovalTests().removing()
        let marks = editor.mask
        for stage in FillStage.allCases.prefix(stages) { show(stage, number, on: &editor) }
        return (editor, number, marks)
    }

    private func show(_ stage: FillStage, _ number: Int, on editor: inout Editor) {
        _ = editor.perform(.stageArrived(removal: number, sampleFill(stage, 9, in: hole)))
    }

    private func mark(_ area: Rectangle, on editor: inout Editor, erasing: Bool = false) { QueueTests().mark(area, on: &editor, erasing: erasing) }

    @Test(arguments: 0...4, [false, true]) func photoAndMarksAreAsBefore(stages: Int, byUndo: Bool) throws {
        var (editor, number, marks) = try removing(stages: stages)
        if stages > 1 { _ = editor.perform(.show(.coarse)) }
        guard case .stop(number)? = editor.perform(byUndo ? .undo : .cancel) else { throw RemovalTests.Unexpected() }
        #expect(editor.current == editor.original && editor.mask == marks && editor.running == nil && !editor.hasResult)
        // What comes late is nobody's.
        show(.detail, number, on: &editor)
        #expect(editor.current == editor.original && editor.mask == marks)
        // Nor does redo bring what is not finished.
        _ = editor.perform(.redo)
        #expect(editor.current == editor.original && editor.mask == marks)
        // The next removal is one like any other.
        guard case .start(let next, marks)? = editor.perform(.remove) else { throw RemovalTests.Unexpected() }
        show(.coarse, next, on: &editor)
        #expect(editor.current[6, 7, 0] == 9 && editor.isMaskEmpty)
    }

    /// What is painted meanwhile, over the hole too, stays; each step back and forth is as if the removal had not been.
    @Test(arguments: 0...3) func whatIsPaintedMeanwhileStays(before: Int) throws {
        let strokes = [
            (Rectangle(x: 8, y: 8, width: 10, height: 6), false), (Rectangle(x: 20, y: 5, width: 4, height: 4), false),
            (Rectangle(x: 14, y: 9, width: 6, height: 3), true),
        ]
        var (editor, number, marks) = try removing(stages: 0)
        var plain = editor, steps = [marks]
        _ = plain.perform(.cancel)
        for (index, (area, isErasing)) in strokes.enumerated() {
            if index == before { show(.coarse, number, on: &editor) }
            mark(area, on: &editor, erasing: isErasing)
            mark(area, on: &plain, erasing: isErasing)
            steps.append(plain.mask)
        }
        if before == 3 { show(.coarse, number, on: &editor) }
        #expect(editor.current[6, 7, 0] == 9)
        _ = editor.perform(.cancel)
        #expect(editor.current == editor.original)
        let now = plain.mask
        #expect(editor.mask == now)
        for step in [2, 1, 0] {
            _ = editor.perform(.undo)
            #expect(editor.mask == steps[step])
        }
        for _ in 0..<3 { _ = editor.perform(.redo) }
        #expect(editor.mask == now)
    }

    /// Undo takes back the newest stroke, whether it was painted before a stage came or after, and only then the removal.
    @Test(arguments: [false, true]) func undoTakesTheNewestStrokeFirst(hasStage: Bool) throws {
        var (editor, number, marks) = try removing(stages: hasStage ? 1 : 0)
        let alone = editor.mask
        mark(Rectangle(x: 20, y: 10, width: 6, height: 5), on: &editor)
        if !hasStage { show(.coarse, number, on: &editor) }
        _ = editor.perform(.undo)
        #expect(editor.running != nil && editor.current[6, 7, 0] == 9 && editor.isMaskEmpty)
        if hasStage { #expect(editor.mask == alone) }
        _ = editor.perform(.redo)
        #expect(editor.mask[22, 12] == 255 && editor.mask[6, 7] == 0)
        _ = editor.perform(.undo)
        guard case .stop? = editor.perform(.undo) else { throw RemovalTests.Unexpected() }
        #expect(editor.running == nil && editor.current == editor.original && editor.mask == marks)
    }

    /// A result from before is as it was, with its stages.
    @Test func earlierResultsStay() throws {
        var (editor, number, _) = try removing(stages: 4)
        _ = editor.perform(.removalEnded(removal: number))
        let result = editor.current
        mark(Rectangle(x: 20, y: 10, width: 6, height: 5), on: &editor)
        guard case .start(let next, _)? = editor.perform(.remove) else { throw RemovalTests.Unexpected() }
        _ = editor.perform(.stageArrived(removal: next, sampleFill(.coarse, 3, in: Rectangle(x: 20, y: 10, width: 6, height: 5))))
        _ = editor.perform(.cancel)
        #expect(editor.current == result && QueueTests().count(editor.mask) == 30 && editor.choosable?.stages.count == 4)
        for _ in 0..<3 { _ = editor.perform(.undo) }
        #expect(editor.current == editor.original && editor.isMaskEmpty)
    }

    /// So are the tries before one that has come and is cancelled before it has ended.
    @Test func earlierTriesStay() throws {
        var (editor, number, _) = try removing(stages: 4)
        _ = editor.perform(.removalEnded(removal: number))
        let result = editor.current
        guard case .tryAgain(let next, _, _)? = editor.perform(.tryAgain) else { throw RemovalTests.Unexpected() }
        _ = editor.perform(.stageArrived(removal: next, sampleFill(.detail, 3, in: hole)))
        #expect(editor.choosable?.tries.count == 2 && editor.current != result)
        _ = editor.perform(.cancel)
        #expect(editor.choosable?.tries.count == 1 && editor.current == result)
    }
}
