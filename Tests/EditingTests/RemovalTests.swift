import Editing
import Inpainting
import Masks
import Pixels
import Testing

@Suite struct RemovalTests {
    let area = Rectangle(x: 5, y: 6, width: 8, height: 4)

    /// An editor with a mark on `area`, whose removal has begun.
    func removing() throws -> (editor: Editor, number: Int) {
        var editor = sampleEditor()
        _ = editor.perform(.select(.rectangle))
        _ = editor.perform(.press(Point(x: 5.5, y: 6.5), erasing: false))
        _ = editor.perform(.dragTo(Point(x: 12.5, y: 9.5)))
        _ = editor.perform(.release)
        guard case .start(let number, let mask)? = editor.perform(.remove) else { throw Unexpected() }
        #expect(mask.bytes.filter { $0 != 0 }.count == area.width * area.height)
        return (editor, number)
    }

    struct Unexpected: Error {}

    @Test func stagesTakeTheirPlacesAndUndoBringsTheMarksBack() throws {
        var (editor, number) = try removing()
        let marks = editor.mask
        for (index, stage) in FillStage.allCases.enumerated() {
            _ = editor.perform(.stageArrived(removal: number, sampleFill(stage, UInt8(index + 1), in: area)))
            #expect(editor.choosable?.shown == stage)
            #expect(editor.current[6, 7, 0] == index + 1)
        }
        _ = editor.perform(.removalEnded(removal: number))
        #expect(editor.isMaskEmpty)
        #expect(editor.hasUnsavedResult)
        #expect(Mask(where: editor.current, differsFrom: editor.original).bytes.filter { $0 != 0 }.count == area.width * area.height)
        _ = editor.perform(.undo)
        #expect(editor.current == editor.original)
        #expect(editor.mask == marks)
        #expect(!editor.hasUnsavedResult)
        _ = editor.perform(.redo)
        #expect(editor.current[6, 7, 0] == 4)
        #expect(editor.isMaskEmpty)
    }

    @Test func chosenStageStaysWhenLaterOnesCome() throws {
        var (editor, number) = try removing()
        _ = editor.perform(.stageArrived(removal: number, sampleFill(.coarse, 1, in: area)))
        _ = editor.perform(.show(.coarse))
        _ = editor.perform(.stageArrived(removal: number, sampleFill(.first, 2, in: area)))
        #expect(editor.current[6, 7, 0] == 1)
        _ = editor.perform(.show(.first))
        #expect(editor.current[6, 7, 0] == 2)
        #expect(editor.choosable?.shown == .first)
    }

    /// A choice that is taken back shows what was shown, or what has come since, and says which.
    @Test(arguments: [false, true]) func aChoiceIsTakenBack(hasCome: Bool) throws {
        var (editor, number) = try removing()
        for stage in [FillStage.coarse, .first] { _ = editor.perform(.stageArrived(removal: number, sampleFill(stage, 1, in: area))) }
        _ = editor.perform(.show(.coarse))
        if hasCome { _ = editor.perform(.stageArrived(removal: number, sampleFill(.final, 3, in: area))) }
        guard case .message(let text)? = editor.perform(.takeBackChoice) else { throw Unexpected() }
        #expect(text.contains(hasCome ? "final stage has come" : "first stage is back") && editor.choosable?.shown == (hasCome ? .final : .first))
    }

    /// 40 x 30 pixels have panes of 19 x 14, with a line between; whole photos in them are 18 or 19 wide.
    @Test func panesShowEachStage() throws {
        var (editor, number) = try removing()
        _ = editor.perform(.togglePanes)
        #expect(editor.comparison == .off)
        for (index, stage) in FillStage.allCases.enumerated() {
            _ = editor.perform(.stageArrived(removal: number, sampleFill(stage, UInt8(60 * index + 10), in: editor.mask.bounds)))
        }
        _ = editor.perform(.togglePanes)
        let shown = editor.render()
        for (index, origin) in editor.panes.enumerated() {
            let column = origin.x + 9, row = origin.y + 7
            #expect(editor.pane(column: column, row: row) == .stage(FillStage.allCases[index]))
            // Through light and back.
            #expect(abs(Int(shown.bytes[(row * 40 + column) * 3]) - (60 * index + 10)) <= 1)
        }
        #expect(editor.pane(column: 19, row: 7) == nil)
        #expect(editor.choosable?.shown == .detail)
        for (width, height) in [(1, 1), (1, 2), (3, 4), (7, 6)] {
            _ = editor.perform(.resize(width: width, height: height, aspect: 1))
            #expect(editor.render().bytes.count == width * height * 3)
        }
        _ = editor.perform(.undo)
        #expect(editor.comparison == .off)
    }

    @Test func cancellingKeepsTheMarks() throws {
        var (editor, number) = try removing()
        guard case .stop? = editor.perform(.cancel) else { throw Unexpected() }
        _ = editor.perform(.stageArrived(removal: number, sampleFill(.coarse, 1, in: area)))
        #expect(editor.current == editor.original)
        #expect(!editor.isMaskEmpty)
    }

    @Test func savingIsKnownByResultAndStage() throws {
        var (editor, number) = try removing()
        _ = editor.perform(.stageArrived(removal: number, sampleFill(.coarse, 1, in: area)))
        _ = editor.perform(.stageArrived(removal: number, sampleFill(.first, 2, in: area)))
        _ = editor.perform(.noteSavedResult)
        #expect(!editor.hasUnsavedResult)
        _ = editor.perform(.show(.coarse))
        #expect(editor.hasUnsavedResult)
        _ = editor.perform(.show(.first))
        #expect(!editor.hasUnsavedResult)
    }

    @Test func marksOfASecondRemovalLieOverTheFirst() throws {
        var (editor, number) = try removing()
        _ = editor.perform(.stageArrived(removal: number, sampleFill(.coarse, 1, in: area)))
        _ = editor.perform(.removalEnded(removal: number))
        _ = editor.perform(.press(Point(x: 5.5, y: 6.5), erasing: false))
        _ = editor.perform(.dragTo(Point(x: 6.5, y: 6.5)))
        _ = editor.perform(.release)
        guard case .start(let second, _)? = editor.perform(.remove) else { throw Unexpected() }
        _ = editor.perform(.stageArrived(removal: second, sampleFill(.coarse, 9, in: area)))
        #expect(editor.current[6, 7, 0] == 9)
        for _ in 0..<3 { _ = editor.perform(.undo) }
        #expect(editor.current == editor.original)
    }
}
