import Editing
import Inpainting
import Masks
import Pixels
import Testing

/// The eraser over a result.
@Suite struct RestoringTests {
    let area = Rectangle(x: 5, y: 6, width: 20, height: 14)

    /// An editor with `area` filled by sevens.
    func filled() throws -> Editor {
        var editor = sampleEditor()
        _ = editor.perform(.invert)
        guard case .start(let number, _)? = editor.perform(.remove) else { throw RemovalTests.Unexpected() }
        _ = editor.perform(.stageArrived(removal: number, sampleFill(.detail, 7, in: area)))
        _ = editor.perform(.removalEnded(removal: number))
        #expect(changed(editor) == 280)
        return editor
    }

    func changed(_ editor: Editor) -> Int { Mask(where: editor.current, differsFrom: editor.original).bytes.count { $0 != 0 } }

    func stroke(_ tool: Tool, on editor: inout Editor, from start: Point, to end: Point, erasing: Bool = true) {
        _ = editor.perform(.select(tool))
        _ = editor.perform(.press(start, erasing: erasing))
        _ = editor.perform(.dragTo(Point(x: end.x, y: start.y)))
        _ = editor.perform(.dragTo(end))
        _ = editor.perform(.release)
    }

    /// Under every tool the photo comes back, on the screen too, and undo and redo know it.
    @Test(arguments: [Tool.brush, .line, .rectangle, .ellipse, .lasso]) func photoComesBackUnderTheEraser(tool: Tool) throws {
        var editor = try filled()
        let before = editor.current, shown = editor.render()
        stroke(tool, on: &editor, from: Point(x: 8, y: 8), to: Point(x: 20, y: 16))
        let after = editor.current
        guard case .message(let words)? = editor.perform(.tryAgain) else { throw RemovalTests.Unexpected() }
        #expect(words.contains("undo that first"))
        #expect(changed(editor) < 280 && changed(editor) > 0 && editor.render() != shown && editor.isMaskEmpty)
        for pixel in 0..<40 * 30 {
            let isBack = after.bytes[3 * pixel..<3 * pixel + 3] == editor.original.bytes[3 * pixel..<3 * pixel + 3]
            #expect(isBack || after.bytes[3 * pixel..<3 * pixel + 3] == before.bytes[3 * pixel..<3 * pixel + 3])
        }
        _ = editor.perform(.undo)
        #expect(editor.current == before && editor.render() == shown)
        _ = editor.perform(.redo)
        #expect(editor.current == after)
        for _ in 0..<2 { _ = editor.perform(.undo) }
        #expect(editor.current == editor.original)
    }

    /// A part of a hole is marked again by marks that reach beyond it, and all of it without any.
    @Test func marksAreKeptWithinWhatWasRemoved() throws {
        var editor = sampleEditor()
        func says(_ text: String) -> Bool { if case .message(text)? = editor.perform(.within) { true } else { false } }
        #expect(says("nothing was removed yet"))
        editor = try filled()
        _ = editor.perform(.within)
        let whole = editor.mask
        #expect(whole.boundingBox == area && whole.bytes.count { $0 != 0 } == 280)
        _ = editor.perform(.undo)
        stroke(.rectangle, on: &editor, from: Point(x: 2, y: 2), to: Point(x: 12, y: 10), erasing: false)
        let marks = editor.mask
        _ = editor.perform(.within)
        for index in marks.bytes.indices { #expect(editor.mask.bytes[index] == min(marks.bytes[index], whole.bytes[index])) }
        _ = editor.perform(.undo)
        #expect(editor.mask == marks)
        _ = editor.perform(.clear)
        stroke(.rectangle, on: &editor, from: Point(x: 30, y: 22), to: Point(x: 36, y: 26), erasing: false)
        #expect(says("nothing was removed where the marks are") && !editor.isMaskEmpty)
    }

    /// A shape begins beside what it is to erase: as long as there are marks, it erases these alone.
    @Test(arguments: [Tool.line, .rectangle, .ellipse, .lasso]) func shapesEraseMarksWhileThereAreAny(tool: Tool) throws {
        var editor = try filled()
        stroke(.rectangle, on: &editor, from: Point(x: 10, y: 8), to: Point(x: 14, y: 12), erasing: false)
        let marks = editor.mask
        stroke(tool, on: &editor, from: Point(x: 7, y: 10), to: Point(x: 18, y: 14))
        #expect(changed(editor) == 280 && editor.mask != marks)
    }

    /// Marks under the eraser go first; off them, on what was filled, the photo comes back, and marks stay.
    @Test func eraserTakesWhatItIsPutDownOn() throws {
        var editor = try filled()
        stroke(.rectangle, on: &editor, from: Point(x: 8, y: 8), to: Point(x: 10, y: 10), erasing: false)
        let marks = editor.mask
        stroke(.brush, on: &editor, from: Point(x: 9, y: 9), to: Point(x: 20, y: 9))
        #expect(changed(editor) == 280 && editor.mask != marks)
        _ = editor.perform(.undo)
        stroke(.brush, on: &editor, from: Point(x: 20, y: 15), to: Point(x: 9, y: 9))
        #expect(changed(editor) < 280 && editor.mask == marks)
    }

    @Test func escapeTakesAShapeBack() throws {
        var editor = try filled()
        let before = editor.current
        _ = editor.perform(.select(.rectangle))
        _ = editor.perform(.press(Point(x: 8, y: 8), erasing: true))
        _ = editor.perform(.dragTo(Point(x: 20, y: 18)))
        #expect(editor.isRestoring && editor.current != before)
        _ = editor.perform(.cancel)
        #expect(editor.current == before && !editor.isRestoring)
    }

    /// While a removal runs the stages of it lie over everything: the eraser erases marks alone, and says so.
    @Test func nothingComesBackWhileARemovalRuns() throws {
        var editor = try filled()
        _ = editor.perform(.press(Point(x: 30, y: 25), erasing: false))
        _ = editor.perform(.release)
        guard case .start(let number, _)? = editor.perform(.remove) else { throw RemovalTests.Unexpected() }
        _ = editor.perform(.stageArrived(removal: number, sampleFill(.coarse, 9, in: Rectangle(x: 28, y: 23, width: 4, height: 4))))
        let before = editor.current
        guard case .busy? = editor.perform(.press(Point(x: 10, y: 10), erasing: true)) else { throw RemovalTests.Unexpected() }
        _ = editor.perform(.release)
        #expect(editor.current == before)
    }

    /// A part of what was filled is marked, and the rest of it may be copied from.
    @Test func partIsRemovedAgain() throws {
        var editor = try filled()
        stroke(.rectangle, on: &editor, from: Point(x: 8, y: 8), to: Point(x: 10, y: 10), erasing: false)
        guard case .start(let number, let mask)? = editor.perform(.remove) else { throw RemovalTests.Unexpected() }
        #expect(mask.bytes.count { $0 != 0 } == 9 && editor.keepOut == nil && editor.current[20, 10, 0] == 7)
        _ = editor.perform(.stageArrived(removal: number, sampleFill(.detail, 9, in: Rectangle(x: 8, y: 8, width: 3, height: 3))))
        #expect(editor.current[9, 9, 0] == 9 && editor.current[20, 10, 0] == 7)
    }
}
