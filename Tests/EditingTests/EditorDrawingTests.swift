import Editing
import Pixels
import Testing

@Suite struct EditorDrawingTests {
    @Test(arguments: Tool.allCases.filter { $0 != .select }) func undoAndRedoAreInverse(tool: Tool) {
        var editor = sampleEditor()
        _ = editor.perform(.invert)
        _ = editor.perform(.clear)
        _ = editor.perform(.select(tool))
        _ = editor.perform(.press(Point(x: 4, y: 5), erasing: false))
        _ = editor.perform(.dragTo(Point(x: 30, y: 9)))
        _ = editor.perform(.dragTo(Point(x: 20, y: 25)))
        _ = editor.perform(.release)
        let drawn = editor.mask
        #expect(!editor.isMaskEmpty)
        _ = editor.perform(.undo)
        #expect(editor.isMaskEmpty)
        _ = editor.perform(.undo)
        #expect(editor.mask.bytes.allSatisfy { $0 == 255 })
        for _ in 0..<2 { _ = editor.perform(.redo) }
        #expect(editor.mask == drawn)
    }

    /// However small the steps are, they do not pile up for ever.
    @Test func oldestStepsAreForgotten() {
        var editor = sampleEditor()
        for _ in 0..<1_100 { _ = editor.perform(.invert) }
        var steps = 0
        while editor.canUndo {
            _ = editor.perform(.undo)
            steps += 1
        }
        #expect(steps == 1_000)
    }

    /// Edges are lines: no tool of areas draws them, and the one for areas is there again afterwards.
    @Test func edgesHaveAToolOfTheirOwn() {
        var editor = sampleEditor()
        _ = editor.perform(.select(.lasso))
        _ = editor.perform(.toggle(.edges))
        #expect(editor.tool == .brush)
        for tool in Tool.allCases { #expect((editor.perform(.select(tool)) == nil) == tool.hasWidth) }
        #expect(editor.tool == .line)
        _ = editor.perform(.toggle(.edges))
        #expect(editor.tool == .lasso)
    }

    /// A shape without an extent is nothing; a line and a brush make a dot.
    @Test(arguments: Tool.allCases.filter(\.isShape) + [.brush]) func aClickIsNoShape(tool: Tool) {
        var editor = sampleEditor()
        _ = editor.perform(.select(tool))
        _ = editor.perform(.press(Point(x: 9.5, y: 9.5), erasing: false))
        _ = editor.perform(.dragTo(Point(x: 9.5, y: 9.5)))
        _ = editor.perform(.release)
        let isDot = tool == .line || tool == .brush
        #expect(editor.isMaskEmpty != isDot && editor.canUndo == isDot)
    }

    /// Within one line of cells a rectangle or an ellipse is as high as that, at any zoom, and within one column as wide: no less is seen.
    @Test(arguments: [Tool.rectangle, .ellipse], [1, 4, 10]) func aShapeIsAtLeastACell(tool: Tool, pixels: Int) throws {
        var editor = sampleEditor(width: 40 * pixels, height: 30 * pixels)
        _ = editor.perform(.resize(width: 40, height: 30, aspect: 1))
        func box(_ columns: Int, _ rows: Int) throws -> Rectangle {
            _ = editor.perform(.clear)
            _ = editor.perform(.select(tool))
            // The mouse points at the middle of a cell, and keys at the upper or lower half.
            _ = editor.perform(.press(Point(x: 10.5 * Double(pixels), y: 13 * Double(pixels)), erasing: false))
            _ = editor.perform(.move(columns: columns, rows: rows))
            _ = editor.perform(.release)
            return try #require(editor.mask.boundingBox)
        }
        let line = try box(8, 0)
        #expect(line.y == 12 * pixels && line.height == 2 * pixels && line.width >= 6 * pixels)
        let column = try box(0, 6)
        #expect(column.x == 10 * pixels && column.width == pixels && column.height >= 5 * pixels)
    }

    @Test func escapeAbandonsAShape() {
        var editor = sampleEditor()
        _ = editor.perform(.select(.rectangle))
        _ = editor.perform(.togglePen(erasing: false))
        _ = editor.perform(.move(columns: 5, rows: 5))
        #expect(!editor.isMaskEmpty)
        _ = editor.perform(.cancel)
        #expect(editor.isMaskEmpty)
        #expect(!editor.canUndo)
    }
}
