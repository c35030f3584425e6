import Editing
import Pixels
import Testing

@Suite struct ViewTests {
    @Test func pixelForPixelIsExact() {
        let editor = sampleEditor()
        #expect(editor.render().bytes == editor.original.bytes)
    }

    /// Black and white lines average to the sRGB value of half the light, 188, not to 128.
    @Test func reductionAveragesLight() {
        var photo = Raster(width: 64, height: 64, model: .rgb)
        for y in stride(from: 0, to: 64, by: 2) { for x in 0..<64 { for channel in 0..<3 { photo[x, y, channel] = 255 } } }
        var editor = Editor(photo: photo, layer: Layer(photo), display: { $0 })
        _ = editor.perform(.resize(width: 8, height: 8, aspect: 1))
        #expect(editor.render().bytes.allSatisfy { abs(Int($0) - 188) <= 1 })
    }

    @Test func zoomLeavesTheCursorInPlace() {
        var editor = sampleEditor(width: 400, height: 300)
        _ = editor.perform(.resize(width: 80, height: 60, aspect: 1))
        _ = editor.perform(.move(columns: 11, rows: 7))
        for _ in 0..<6 {
            let before = editor.viewport.pixel(of: editor.cursor)
            _ = editor.perform(.zoom(steps: 1, about: nil))
            let after = editor.viewport.pixel(of: editor.cursor)
            // The view's border lies on whole screen pixels, which moves it by one at most.
            #expect(abs(before.column - after.column) <= 1 && abs(before.row - after.row) <= 1)
        }
    }

    @Test(arguments: [(900, true), (993, false)]) func zoomStopsAtPixelsOneToOneUnlessItIsThere(width: Int, stops: Bool) {
        var editor = sampleEditor(width: 1_000, height: 100)
        _ = editor.perform(.resize(width: width, height: 100, aspect: 1))
        #expect(abs(editor.viewport.scale - Double(width) / 1_000) < 1e-9)
        _ = editor.perform(.zoom(steps: 1, about: nil))
        #expect((editor.viewport.scale == 1) == stops)
        #expect(editor.viewport.scale >= 1)
    }

    @Test func smallestMarkIsSeenAtAnyZoom() {
        var editor = sampleEditor(width: 1_000, height: 1_000)
        _ = editor.perform(.resize(width: 10, height: 10, aspect: 1))
        let before = editor.render()
        for _ in 0..<30 { _ = editor.perform(.resizeBrush(steps: -1)) }
        _ = editor.perform(.press(Point(x: 700.5, y: 300.5), erasing: false))
        _ = editor.perform(.release)
        #expect(!editor.isMaskEmpty)
        #expect(editor.render() != before)
    }

    /// Even where it is thinner than a screen pixel, along either side.
    @Test(arguments: [(10_000, 20), (20, 10_000), (3, 10_000)]) func thinPhotoIsSeen(width: Int, height: Int) {
        var photo = Raster(width: width, height: height, model: .rgb)
        for index in photo.bytes.indices { photo.bytes[index] = 255 }
        var editor = Editor(photo: photo, layer: Layer(photo), display: { $0 })
        _ = editor.perform(.resize(width: 80, height: 44, aspect: 1))
        for _ in 0..<3 {
            let shown = editor.render()
            #expect(shown.bytes.contains(255))
            _ = editor.perform(.togglePen(erasing: false))
            _ = editor.perform(.togglePen(erasing: false))
            #expect(editor.render() != shown, "a mark is seen too")
            _ = editor.perform(.clear)
            _ = editor.perform(.zoom(steps: 3, about: nil))
        }
    }

    @Test func cursorStaysInViewAndOnThePhoto() {
        var editor = sampleEditor(width: 400, height: 300)
        _ = editor.perform(.resize(width: 40, height: 30, aspect: 1))
        _ = editor.perform(.zoom(steps: 8, about: nil))
        for step in [(1, 0), (0, 1), (-1, 0), (0, -1)] {
            for _ in 0..<500 {
                _ = editor.perform(.move(columns: step.0, rows: step.1))
                let position = editor.viewport.pixel(of: editor.cursor)
                #expect(position.column >= 0 && position.column < 40 && position.row >= 0 && position.row < 30)
            }
        }
        #expect(editor.cursor.x >= 0 && editor.cursor.x < 400 && editor.cursor.y >= 0 && editor.cursor.y < 300)
    }

    @Test func blinkingShowsBeforeAndAfterInTurn() {
        var editor = sampleEditor()
        _ = editor.perform(.toggleBlink)
        #expect(editor.comparison == .blink(showsOriginal: true))
        _ = editor.perform(.blink)
        #expect(editor.comparison == .blink(showsOriginal: false))
        _ = editor.perform(.toggleBlink)
        _ = editor.perform(.blink)
        #expect(editor.comparison == .off)
    }

    @Test func wipeShowsBeforeAndAfter() {
        var editor = sampleEditor()
        _ = editor.perform(.toggleWipe)
        _ = editor.perform(.moveWipe(column: 1_000))
        #expect(editor.comparison == .wipe(column: 40))
        _ = editor.perform(.moveWipe(column: -5))
        #expect(editor.comparison == .wipe(column: 0))
        _ = editor.perform(.toggleWipe)
        #expect(editor.comparison == .off)
    }
}
