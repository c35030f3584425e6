import Editing
import Inpainting
import Masks
import Pixels
import Testing

/// The second kind of marks: what nothing is copied from.
@Suite struct KeepOutTests {
    private func draw(_ tool: Tool, on editor: inout Editor, from start: Point, to end: Point) {
        _ = editor.perform(.select(tool))
        _ = editor.perform(.press(start, erasing: false))
        _ = editor.perform(.dragTo(Point(x: end.x, y: start.y)))
        _ = editor.perform(.dragTo(end))
        _ = editor.perform(.release)
    }

    /// Every tool paints it, and undo and redo know which kind was painted.
    @Test(arguments: Tool.allCases.filter { $0 != .select }) func toolsPaintEitherKind(tool: Tool) {
        var editor = sampleEditor()
        draw(tool, on: &editor, from: Point(x: 4, y: 5), to: Point(x: 12, y: 14))
        let mask = editor.mask
        _ = editor.perform(.toggle(.keepOut))
        draw(tool, on: &editor, from: Point(x: 22, y: 5), to: Point(x: 33, y: 20))
        let keepOut = editor.keepOut
        #expect(editor.mask == mask && keepOut?.boundingBox != nil && keepOut != mask)
        _ = editor.perform(.toggle(.keepOut))
        _ = editor.perform(.undo)
        #expect(editor.mask == mask && editor.keepOut == nil)
        _ = editor.perform(.undo)
        #expect(editor.isMaskEmpty)
        for _ in 0..<2 { _ = editor.perform(.redo) }
        #expect(editor.mask == mask && editor.keepOut == keepOut)
    }

    /// What changes marks as a whole changes those of the kind that is painted.
    @Test func marksAsAWholeAreOfTheKindThatIsPainted() {
        var editor = sampleEditor()
        draw(.rectangle, on: &editor, from: Point(x: 4, y: 5), to: Point(x: 12, y: 14))
        let mask = editor.mask
        _ = editor.perform(.toggle(.keepOut))
        for command in [Command.clear, .grow(steps: 1), .feather(steps: 1)] {
            guard case .message(let text)? = editor.perform(command) else { return #expect(Bool(false)) }
            #expect(text.contains("nothing is kept out"))
        }
        draw(.rectangle, on: &editor, from: Point(x: 20, y: 5), to: Point(x: 28, y: 14))
        for command in [Command.grow(steps: 2), .feather(steps: 3), .invert, .clear] {
            let before = editor.keepOut
            _ = editor.perform(command)
            #expect(editor.keepOut != before && editor.mask == mask)
        }
        #expect(editor.keepOut == nil && editor.hasUnsavedMarks)
    }

    /// A removal uses up what goes, and keeps what is kept out; a saved result needs it no more.
    @Test func removalsLeaveItStanding() throws {
        var editor = sampleEditor()
        _ = editor.perform(.toggle(.keepOut))
        draw(.rectangle, on: &editor, from: Point(x: 22, y: 5), to: Point(x: 33, y: 20))
        guard case .message? = editor.perform(.remove) else { return #expect(Bool(false)) }
        _ = editor.perform(.toggle(.keepOut))
        draw(.rectangle, on: &editor, from: Point(x: 4, y: 5), to: Point(x: 12, y: 14))
        // From whatever is painted Enter goes on to the result.
        _ = editor.perform(.toggle(.edges))
        guard case .start(let number, let mask)? = editor.perform(.remove) else { throw RemovalTests.Unexpected() }
        #expect(editor.painted == .removal)
        let keepOut = editor.keepOut
        _ = editor.perform(.stageArrived(removal: number, sampleFill(.detail, 1, in: try #require(mask.boundingBox))))
        _ = editor.perform(.removalEnded(removal: number))
        #expect(editor.isMaskEmpty && editor.keepOut == keepOut && editor.hasUnsavedMarks)
        _ = editor.perform(.noteSavedResult)
        #expect(!editor.hasUnsavedMarks && editor.keepOut == keepOut)
    }

    /// Both kinds are seen, and told apart by color, by stripes and by signs.
    @Test func kindsAreToldApart() {
        var editor = sampleEditor()
        let plain = editor.render()
        draw(.rectangle, on: &editor, from: Point(x: 4, y: 5), to: Point(x: 14, y: 20))
        _ = editor.perform(.toggle(.keepOut))
        draw(.rectangle, on: &editor, from: Point(x: 22, y: 5), to: Point(x: 32, y: 20))
        let shown = editor.render()
        func change(_ x: Int, _ y: Int, _ channel: Int) -> Int {
            let index = (y * 40 + x) * 3 + channel
            return Int(shown.bytes[index]) - Int(plain.bytes[index])
        }
        func mean(_ columns: Range<Int>, _ channel: Int) -> Int {
            columns.reduce(0) { sum, x in (8..<18).reduce(sum) { $0 + change(x, $1, channel) } } / (10 * columns.count)
        }
        #expect(mean(6..<12, 0) > mean(6..<12, 2) && mean(24..<30, 2) > mean(24..<30, 0))
        #expect(shown.signs[10 * 40 + 8] == .marked(.removal) && shown.signs[10 * 40 + 26] == .marked(.keepOut))
        #expect(shown.signs[10 * 40 + 18] == .none)
    }
}
