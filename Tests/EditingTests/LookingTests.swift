import Editing
import Inpainting
import Masks
import Pixels
import Testing

/// Comparisons begin where something was removed, and the cursor never works unseen.
@Suite struct LookingTests {
    let area = Rectangle(x: 300, y: 40, width: 12, height: 10)

    /// 400 x 300 pixels on a screen of 80 x 60, with a small removal at the upper right.
    func removed(area: Rectangle? = nil) throws -> Editor {
        var editor = sampleEditor(width: 400, height: 300)
        _ = editor.perform(.resize(width: 80, height: 60, aspect: 1))
        _ = editor.perform(.invert)
        guard case .start(let number, _)? = editor.perform(.remove) else { throw RemovalTests.Unexpected() }
        _ = editor.perform(.stageArrived(removal: number, sampleFill(.detail, 7, in: area ?? self.area)))
        _ = editor.perform(.removalEnded(removal: number))
        return editor
    }

    static let comparisons: [Command] = [.toggleOriginal, .toggleWipe, .toggleBlink, .togglePanes]

    /// Whether the middle of `area` is near the middle of the view, and at least a quarter of it wide or high.
    func isFramed(_ area: Rectangle, _ editor: Editor) -> Bool {
        let first = editor.viewport.pixel(of: Point(x: Double(area.x), y: Double(area.y)))
        let last = editor.viewport.pixel(of: Point(x: Double(area.right), y: Double(area.bottom)))
        let isLarge = last.column - first.column >= 20 || last.row - first.row >= 15
        return isLarge && abs(first.column + last.column - 80) <= 2 && abs(first.row + last.row - 60) <= 2
    }

    @Test(arguments: comparisons.indices) func comparisonsOpenAtTheHole(number: Int) throws {
        var editor = try removed()
        let comparison = Self.comparisons[number], view = editor.viewport, cursor = editor.cursor
        _ = editor.perform(comparison)
        #expect(isFramed(area, editor) && editor.comparison != .off)
        // From one to the next the look stays, and so does the way back.
        _ = editor.perform(.toggleOriginal)
        _ = editor.perform(comparison)
        #expect(editor.comparison == .off || isFramed(area, editor))
        if editor.comparison != .off { _ = editor.perform(.cancel) }
        #expect(editor.viewport == view && editor.cursor == cursor)
    }

    /// Before and after are seen in the same place; Escape, or the key that looks nearer, goes back to the view from before.
    @Test(arguments: [false, true]) func originalAndResultHaveOneView(byEscape: Bool) throws {
        var editor = try removed()
        let view = editor.viewport
        _ = editor.perform(.toggleOriginal)
        let near = editor.viewport
        for _ in 0..<3 {
            _ = editor.perform(.toggleOriginal)
            #expect(editor.viewport == near && near != view)
        }
        #expect(editor.comparison == .off && editor.isLooking)
        _ = editor.perform(byEscape ? .cancel : .toggleLook)
        #expect(editor.viewport == view && !editor.isLooking)
    }

    /// Who looks at the hole already is there again after stages, tries or the wipe; Escape goes back to the view from before that.
    @Test(arguments: [Command.toggleWipe, .toggleBlink, .togglePanes, .toggleTries], [false, true])
    func comparisonsEndWhereTheyBegan(comparison: Command, isChosen: Bool) throws {
        var editor = try removed()
        let whole = editor.viewport
        guard case .tryAgain(let number, _, _)? = editor.perform(.tryAgain) else { throw RemovalTests.Unexpected() }
        _ = editor.perform(.stageArrived(removal: number, sampleFill(.detail, 50, in: area)))
        _ = editor.perform(.removalEnded(removal: number))
        _ = editor.perform(.toggleLook)
        let near = editor.viewport, cursor = editor.cursor
        _ = editor.perform(comparison)
        _ = editor.perform(.resize(width: 60, height: 40, aspect: 1))
        _ = editor.perform(.resize(width: 80, height: 60, aspect: 1))
        _ = editor.perform(isChosen ? editor.comparison == .tries ? .choose(attempt: 0) : .show(.detail) : .cancel)
        #expect(editor.comparison == .off && editor.viewport == near && editor.cursor == cursor && near != whole)
        _ = editor.perform(.cancel)
        #expect(editor.viewport == whole)
    }

    @Test func wipeBeginsInTheMiddleOfTheResult() throws {
        var editor = try removed(area: Rectangle(x: 60, y: 60, width: 200, height: 100))
        let view = editor.viewport
        _ = editor.perform(.toggleWipe)
        #expect(editor.viewport == view && editor.comparison == .wipe(column: 160 * 80 / 400))
    }

    /// A view that was changed meanwhile stays.
    @Test func whoGoesOnFromThereIsNotTakenBack() throws {
        var editor = try removed()
        _ = editor.perform(.toggleOriginal)
        _ = editor.perform(.zoom(steps: -1, about: nil))
        let view = editor.viewport
        _ = editor.perform(.toggleOriginal)
        #expect(editor.viewport == view)
    }

    @Test func lookAndBack() throws {
        var editor = sampleEditor(width: 400, height: 300)
        _ = editor.perform(.resize(width: 80, height: 60, aspect: 1))
        guard case .message? = editor.perform(.toggleLook) else { throw RemovalTests.Unexpected() }
        _ = editor.perform(.press(Point(x: 350, y: 250), erasing: false))
        _ = editor.perform(.release)
        let view = editor.viewport
        _ = editor.perform(.toggleLook)
        #expect(isFramed(Rectangle(x: 350, y: 250, width: 0, height: 0).inset(by: -7), editor))
        _ = editor.perform(.resize(width: 40, height: 30, aspect: 1))
        _ = editor.perform(.resize(width: 80, height: 60, aspect: 1))
        _ = editor.perform(.toggleLook)
        #expect(editor.viewport == view)
    }

    /// What is drawn is seen: the pen ends a comparison, and a comparison lifts the pen.
    @Test(arguments: comparisons.indices) func paintingAndComparingDoNotMix(number: Int) throws {
        var editor = try removed()
        _ = editor.perform(.togglePen(erasing: false))
        _ = editor.perform(Self.comparisons[number])
        #expect(!editor.pen.isDown && editor.comparison != .off)
        _ = editor.perform(.togglePen(erasing: false))
        #expect(editor.pen.isDown && editor.comparison == .off)
        let marked = editor.mask.bytes.count { $0 != 0 }, cursor = editor.cursor
        _ = editor.perform(.move(columns: 3, rows: 0))
        #expect(editor.cursor.x > cursor.x && editor.mask.bytes.count { $0 != 0 } > marked)
    }

    @Test func cursorGoesAlongWithTheView() {
        var editor = sampleEditor(width: 400, height: 300)
        _ = editor.perform(.resize(width: 80, height: 60, aspect: 1))
        _ = editor.perform(.zoom(steps: 8, about: nil))
        _ = editor.perform(.togglePen(erasing: false))
        let marked = editor.mask
        for command in [
            Command.shift(columns: 4, rows: 0), .shift(columns: 0, rows: 9), .pan(columns: -90, rows: -70),
            .zoom(steps: 4, about: Point(x: 1, y: 1)),
        ] {
            _ = editor.perform(command)
            let position = editor.viewport.pixel(of: editor.cursor)
            #expect((0..<80).contains(position.column) && (0..<60).contains(position.row))
        }
        #expect(!editor.pen.isDown && editor.mask == marked)
    }

    /// The small picture's middle is the photo's.
    @Test func minimapSaysWhichPlaceIsMeant() throws {
        var editor = sampleEditor(width: 400, height: 300)
        _ = editor.perform(.resize(width: 80, height: 60, aspect: 1))
        #expect(editor.minimapPlace(column: 72, row: 6) == nil)
        _ = editor.perform(.zoom(steps: 6, about: nil))
        let map = try #require(editor.minimap())
        let place = try #require(editor.minimapPlace(column: 80 - map.width / 2, row: map.height / 2))
        #expect(abs(place.x - 200) < 20 && abs(place.y - 150) < 20)
        #expect(editor.minimapPlace(column: 80 - map.width - 1, row: 0) == nil && editor.minimapPlace(column: 79, row: map.height) == nil)
    }

    @Test func featheringTwiceIsSofter() {
        var editor = sampleEditor()
        _ = editor.perform(.select(.rectangle))
        _ = editor.perform(.press(Point(x: 5, y: 5), erasing: false))
        _ = editor.perform(.dragTo(Point(x: 30, y: 25)))
        _ = editor.perform(.release)
        var least = 255
        for _ in 0..<4 {
            _ = editor.perform(.feather(steps: 1))
            let new = Int(editor.mask.bytes.filter { $0 != 0 }.min()!)
            #expect(new < least)
            least = new
        }
    }
}
