import Editing
import Masks
import Pixels
import Testing

@Suite struct DrawingTests {
    /// Between events that lie far apart there is a line, however thin the brush.
    @Test func strokesHaveNoGaps() {
        var mask = Mask(width: 60, height: 40)
        mask.drawStroke(from: Point(x: 2.5, y: 3.5), to: Point(x: 55.5, y: 31.5), diameter: 1, value: 255)
        for x in 2...55 { #expect((0..<40).contains { mask[x, $0] != 0 }, "column \(x)") }
    }

    @Test func strokesStayOnTheMask() {
        var mask = Mask(width: 10, height: 10)
        for place in [Point(x: -1e9, y: 5), Point(x: 1e9, y: 1e9), Point(x: .nan, y: 3), Point(x: .infinity, y: 0)] {
            mask.drawStroke(from: place, to: place, diameter: 4, value: 255)
            mask.drawRectangle(from: place, to: place, value: 255)
            mask.drawEllipse(from: place, to: place, value: 255)
            mask.drawPolygon([place, Point(x: 3, y: 3)], value: 255)
        }
    }

    /// A disc's area is pi r squared; whole pixels are off by at most their border.
    @Test func discHasItsArea() {
        var mask = Mask(width: 200, height: 200)
        let changed = mask.drawStroke(from: Point(x: 100, y: 100), to: Point(x: 100, y: 100), diameter: 120, value: 255)
        let area = Double(mask.bytes.filter { $0 != 0 }.count)
        #expect(abs(area - 3.141_59 * 3_600) < 2 * 3.141_59 * 60)
        #expect(changed == Rectangle(x: 40, y: 40, width: 120, height: 120))
    }

    @Test func polygonFollowsTheEvenOddRule() {
        var mask = Mask(width: 20, height: 20)
        mask.drawPolygon([Point(x: 2, y: 2), Point(x: 12, y: 2), Point(x: 12, y: 12), Point(x: 2, y: 12)], value: 255)
        #expect(mask.bytes.filter { $0 != 0 }.count == 100)
        #expect(mask[2, 2] == 255 && mask[11, 11] == 255 && mask[12, 11] == 0)
    }

    @Test func floodStopsAtAnotherColor() {
        var picture = Raster(width: 20, height: 20, model: .rgb)
        for y in 0..<20 { for channel in 0..<3 { picture[9, y, channel] = 200 } }
        var mask = Mask(width: 20, height: 20)
        let changed = mask.flood(x: 3, y: 3, on: picture, tolerance: 10, value: 255)
        #expect(changed == Rectangle(x: 0, y: 0, width: 9, height: 20))
        #expect(mask.bytes.filter { $0 != 0 }.count == 180)
    }

    @Test(arguments: Tool.allCases) func undoAndRedoAreInverse(tool: Tool) {
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
