import Editing
import Inpainting
import Masks
import Pixels
import Testing

/// Several fills of one hole, of which one is kept.
@Suite struct TriesTests {
    private let area = Rectangle(x: 5, y: 6, width: 8, height: 4)

    /// An editor after a removal whose hole shows 4, the value of its last stage.
    private func removed() throws -> Editor {
        var (editor, number) = try RemovalTests().removing()
        for (index, stage) in FillStage.allCases.enumerated() {
            _ = editor.perform(.stageArrived(removal: number, sampleFill(stage, UInt8(index + 1), in: area)))
        }
        _ = editor.perform(.removalEnded(removal: number))
        return editor
    }

    /// Asks for another try, which shows `value`; how many fills the engine was told of.
    private func tryAgain(_ editor: inout Editor, _ value: UInt8) throws -> Int {
        let mask = editor.mask
        guard case .tryAgain(let number, let hole, let earlier)? = editor.perform(.tryAgain) else { throw RemovalTests.Unexpected() }
        #expect(hole.bytes.count { $0 != 0 } == area.width * area.height && editor.mask == mask)
        _ = editor.perform(.stageArrived(removal: number, sampleFill(.detail, value, in: area)))
        _ = editor.perform(.removalEnded(removal: number))
        return earlier.count
    }

    private func shown(_ editor: Editor) -> Int { editor.current[6, 7, 0] }

    @Test func undoGoesBackThroughThem() throws {
        var editor = try removed()
        #expect(try tryAgain(&editor, 50) == 1 && tryAgain(&editor, 60) == 2)
        #expect(shown(editor) == 60 && editor.choosable?.attempt == 2 && editor.choosable?.tries.count == 3)
        for (value, attempt) in [(50, 1), (4, 0)] {
            _ = editor.perform(.undo)
            #expect(shown(editor) == value && editor.choosable?.attempt == attempt)
        }
        _ = editor.perform(.undo)
        #expect(editor.current == editor.original && !editor.isMaskEmpty && editor.choosable == nil)
        for value in [4, 50, 60] {
            _ = editor.perform(.redo)
            #expect(shown(editor) == value && editor.isMaskEmpty)
        }
        #expect(try tryAgain(&editor, 70) == 3)
    }

    @Test func oneIsKept() throws {
        var editor = try removed()
        _ = try tryAgain(&editor, 50)
        _ = editor.perform(.noteSavedResult)
        _ = editor.perform(.choose(attempt: 0))
        #expect(shown(editor) == 4 && editor.hasUnsavedResult)
        // Choosing what is there changes nothing.
        let revision = editor.revision
        _ = editor.perform(.choose(attempt: 0))
        #expect(editor.revision == revision)
        _ = editor.perform(.undo)
        #expect(shown(editor) == 50 && !editor.hasUnsavedResult)
        guard case .message? = editor.perform(.choose(attempt: 2)) else { throw RemovalTests.Unexpected() }
    }

    /// Stages are those of the removal, but for the last, which is the try's own.
    @Test func stagesOfATry() throws {
        var editor = try removed()
        _ = try tryAgain(&editor, 50)
        _ = editor.perform(.show(.coarse))
        #expect(shown(editor) == 1)
        _ = editor.perform(.show(.detail))
        #expect(shown(editor) == 50)
        _ = editor.perform(.show(.coarse))
        _ = editor.perform(.undo)
        #expect(shown(editor) == 4 && editor.choosable?.shown == .detail)
    }

    @Test func thereMustBeSomethingToTryAgain() throws {
        func refuses(_ editor: inout Editor) -> Bool { if case .message? = editor.perform(.tryAgain) { true } else { false } }
        func isBusy(_ editor: inout Editor) -> Bool { if case .busy? = editor.perform(.tryAgain) { true } else { false } }
        var fresh = sampleEditor()
        #expect(refuses(&fresh))
        var (running, number) = try RemovalTests().removing()
        #expect(isBusy(&running))
        _ = running.perform(.stageArrived(removal: number, sampleFill(.coarse, 1, in: area)))
        _ = running.perform(.removalEnded(removal: number))
        #expect(refuses(&running))
        var editor = try removed()
        for value in 0..<8 { _ = try tryAgain(&editor, UInt8(50 + value)) }
        #expect(refuses(&editor) && editor.choosable?.tries.count == 9)
    }

    /// Cancelled, nothing is as if it had not been asked for; undo takes back no more than that.
    @Test(arguments: [true, false]) func aTryIsCancelled(byUndo: Bool) throws {
        var editor = try removed()
        guard case .tryAgain(let number, _, _)? = editor.perform(.tryAgain) else { throw RemovalTests.Unexpected() }
        guard case .stop? = editor.perform(byUndo ? .undo : .cancel) else { throw RemovalTests.Unexpected() }
        _ = editor.perform(.stageArrived(removal: number, sampleFill(.detail, 50, in: area)))
        #expect(shown(editor) == 4 && editor.choosable?.tries.count == 1)
    }

    /// What is drawn or kept out over a result is applied by Enter: the same try again.
    @Test(arguments: [MarkKind.edges, .keepOut]) func drawnOverAResultItIsFilledAgain(kind: MarkKind) throws {
        var editor = try removed()
        _ = editor.perform(.toggle(kind))
        guard case .message? = editor.perform(.remove) else { throw RemovalTests.Unexpected() }
        QueueTests().mark(Rectangle(x: 6, y: 7, width: 3, height: 1), on: &editor)
        #expect(editor.canFillAgain)
        _ = editor.perform(.toggle(kind))
        #expect(editor.canFillAgain && editor.painted == .removal)
        _ = editor.perform(.toggle(kind))
        guard case .tryAgain(_, _, let earlier)? = editor.perform(.remove) else { throw RemovalTests.Unexpected() }
        #expect(earlier.isEmpty && editor.painted == .removal)
    }

    /// What a try has applied it uses up; undo, and cancelling it, bring that back, and what lies elsewhere waits.
    @Test func edgesAreUsedUp() throws {
        var editor = try removed()
        _ = editor.perform(.toggle(.edges))
        func draw(_ x: Double, _ y: Double) {
            _ = editor.perform(.press(Point(x: x, y: y), erasing: false))
            _ = editor.perform(.dragTo(Point(x: x + 4, y: y)))
            _ = editor.perform(.release)
        }
        draw(6, 7)
        let first = editor.edges
        draw(30, 25)
        let both = editor.edges
        guard case .tryAgain(let number, _, _)? = editor.perform(.remove) else { throw RemovalTests.Unexpected() }
        #expect(editor.running?.edges == both)
        _ = editor.perform(.stageArrived(removal: number, sampleFill(.detail, 50, in: area)))
        #expect(editor.edges?[32, 25] == 255 && editor.edges?[8, 7] == 0 && !editor.canFillAgain)
        _ = editor.perform(.cancel)
        #expect(editor.edges == both && shown(editor) == 4 && editor.canFillAgain)
        _ = try tryAgain(&editor, 60)
        #expect(editor.edges?[8, 7] == 0)
        // The next try is told what this one was told.
        _ = editor.perform(.tryAgain)
        #expect(editor.running?.edges == both)
        _ = editor.perform(.cancel)
        _ = editor.perform(.undo)
        #expect(editor.edges == both && first != both)
    }

    /// A fill that was there already is no further try.
    @Test func theSameFillIsNoTry() throws {
        var editor = try removed()
        _ = try tryAgain(&editor, 4)
        #expect(editor.choosable?.tries.count == 1)
        // Nor would it be one more.
        _ = editor.perform(.toggle(.keepOut))
        QueueTests().mark(Rectangle(x: 26, y: 7, width: 3, height: 1), on: &editor)
        _ = editor.perform(.toggle(.keepOut))
        #expect(editor.canFillAgain)
        _ = try tryAgain(&editor, 4)
        #expect(editor.choosable?.tries.count == 1 && !editor.canFillAgain)
    }

    /// Side by side at the hole, also where it is small; each pane shows its own.
    @Test(arguments: [2, 3, 5, 9]) func panesShowEachTry(count: Int) throws {
        var editor = try removed()
        guard case .message? = editor.perform(.toggleTries) else { throw RemovalTests.Unexpected() }
        for number in 1..<count { _ = try tryAgain(&editor, UInt8(20 * number + 40)) }
        _ = editor.perform(.resize(width: 120, height: 80, aspect: 1))
        let viewport = editor.viewport
        _ = editor.perform(.toggleTries)
        let picture = editor.render(), panes = editor.panes
        #expect(panes.count == count)
        for (index, pane) in panes.enumerated() {
            let columns = (0..<120).filter { editor.pane(column: $0, row: pane.y) == .attempt(index) }
            let rows = (0..<80).filter { editor.pane(column: pane.x, row: $0) == .attempt(index) }
            let at = (rows[rows.count / 2] * 120 + columns[columns.count / 2]) * 3
            let value = index == 0 ? 4 : 20 * index + 40
            // Through light and back.
            #expect(abs(Int(picture.bytes[at]) - value) <= 1)
        }
        _ = editor.perform(.choose(attempt: 0))
        #expect(editor.comparison == .off && editor.viewport == viewport && shown(editor) == 4)
    }
}
