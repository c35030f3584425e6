import Editing
import Masks
import Pixels
import Testing

/// Spots that the brush missed are marked with the stroke that encloses them.
@Suite struct IslandTests {
    private static func rectangle(_ editor: inout Editor, _ from: (Double, Double), _ to: (Double, Double), erasing: Bool = false) {
        _ = editor.perform(.select(.rectangle))
        _ = editor.perform(.press(Point(x: from.0, y: from.1), erasing: erasing))
        _ = editor.perform(.dragTo(Point(x: to.0, y: to.1)))
        _ = editor.perform(.release)
    }

    /// A square of 60 pixels of which one stroke after the other leaves out 4 x 4.
    private static func paint(_ editor: inout Editor) {
        rectangle(&editor, (10, 10), (69, 37))
        rectangle(&editor, (10, 42), (69, 69))
        rectangle(&editor, (10, 38), (37, 41))
        rectangle(&editor, (42, 38), (69, 41))
    }

    @Test func theStrokeMarksThemAndUndoTakesThemBack() {
        var editor = sampleEditor(width: 80, height: 80)
        Self.paint(&editor)
        #expect(editor.markedCount == 3_600 && editor.mask[39, 39] == 255)
        _ = editor.perform(.undo)
        #expect(editor.markedCount == 3_600 - 4 * 32 && editor.mask[39, 39] == 0)
        _ = editor.perform(.redo)
        #expect(editor.markedCount == 3_600)
    }

    /// What was erased stays so, whatever is painted elsewhere; painted around anew, it is marked.
    @Test func whatIsErasedStays() {
        var editor = sampleEditor(width: 80, height: 80)
        Self.paint(&editor)
        Self.rectangle(&editor, (20, 20), (23, 23), erasing: true)
        Self.rectangle(&editor, (60, 60), (75, 75))
        #expect(editor.mask[21, 21] == 0)
        Self.rectangle(&editor, (22, 20), (24, 24))
        #expect(editor.mask[21, 21] == 255)
    }

    @Test func whoMeansThemKeepsThem() {
        var editor = sampleEditor(width: 80, height: 80)
        _ = editor.perform(.prepare(tool: .brush, brush: nil, followsZoom: false, keepsIslands: true))
        Self.paint(&editor)
        #expect(editor.mask[39, 39] == 0)
        var keeping = sampleEditor(width: 80, height: 80)
        _ = keeping.perform(.toggle(.keepOut))
        Self.rectangle(&keeping, (38, 38), (39, 39))
        _ = keeping.perform(.toggle(.keepOut))
        Self.paint(&keeping)
        #expect(keeping.mask[39, 39] == 0)
    }

    /// Marks that are loaded have theirs filled; those that are inverted, and what is kept out, have not.
    @Test func marksAsAWhole() {
        var mask = Mask(width: 80, height: 80)
        mask.drawRectangle(from: Point(x: 10, y: 10), to: Point(x: 69, y: 69), value: 255)
        mask.drawRectangle(from: Point(x: 30, y: 30), to: Point(x: 33, y: 33), value: 0)
        var editor = sampleEditor(width: 80, height: 80)
        _ = editor.perform(.replaceMask(mask))
        #expect(editor.markedCount == 3_600)
        _ = editor.perform(.undo)
        #expect(editor.isMaskEmpty)
        Self.rectangle(&editor, (30, 30), (33, 33))
        _ = editor.perform(.invert)
        #expect(editor.mask[31, 31] == 0)
        _ = editor.perform(.toggle(.keepOut))
        _ = editor.perform(.replaceMask(mask))
        #expect(editor.keepOut == mask)
    }
}
