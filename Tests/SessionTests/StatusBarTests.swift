import Editing
import Pixels
import Terminal
import Testing
import madf_tui

/// The two lines at the bottom, made from what they are told.
@Suite struct StatusBarTests {
    private func text(_ line: StatusLine) -> String { line.line.spans.map(\.text).joined() }

    /// Of a photo of 40 x 30 pixels.
    private func bar(columns: Int = 80, _ change: (inout StatusBar) -> Void = { _ in }) -> (state: String, next: String) {
        let photo = Raster.pattern(width: 40, height: 30)
        var bar = StatusBar(columns: columns)
        bar.isUnicode = false
        bar.name = "photo.png"
        bar.editor = Editor(photo: photo, layer: Layer(photo), display: { $0 })
        change(&bar)
        return (text(bar.lines[0]), text(bar.lines[1]))
    }

    @Test func stateSaysAllThatIsGoingOn() {
        let plain = bar()
        #expect(plain.state.hasPrefix(" brush 3 px (3 cells) | zoom 100% | at 20,15 | photo.png ") && plain.state.hasSuffix(" ? help "))
        #expect(plain.state.count == 80)
        let busy = bar(columns: 124) {
            $0.progress = (0.42, "refining", 3.5)
            $0.isSaving = true
            $0.count = 17
            $0.place = " (2 of 3)"
            _ = $0.editor?.perform(.togglePen(erasing: true))
        }
        #expect(busy.state.hasPrefix(" ERASING 3 px (3 cells) | zoom 100% | refining 42%, 3 s, 5 s left | saving | 17 | at 20,15 | photo.png (2 "))
    }

    @Test func photoThatIsNotThereIsNamed() {
        #expect(bar { $0.editor = nil }.state.hasPrefix(" opening photo.png "))
        let failed = bar {
            $0.editor = nil
            $0.couldNotOpen = true
            $0.hasSeveralPhotos = true
        }
        #expect(failed.state.hasPrefix(" cannot open photo.png ") && failed.next.contains("n next photo") && failed.next.contains("q quits"))
    }

    /// The tools, as far as there is room, and each but once.
    @Test func firstScreenNamesTheTools() {
        #expect(bar().next == " Space paints  g select  [ ] brush size  + - zoom  r rectangle  : more  q quit")
        #expect(bar(columns: 60).next == " Space paints  g select  [ ] brush size  : more  q quit")
        #expect(bar(columns: 40).next == " Space paints  g select  : more  q quit")
        let selects = bar { _ = $0.editor?.perform(.select(.select)) }.next
        #expect(selects == " Space selects the object  b brush  + - zoom  r rectangle  : more  q quit")
    }

    /// The position goes first, then most of the name, never the way to the help.
    @Test func narrowLinesKeepWhatMattersMost() {
        let narrow = bar(columns: 44).state
        #expect(!narrow.contains("20,15") && narrow.contains("photo") && narrow.hasSuffix("? help "))
        #expect(bar(columns: 24).next.hasSuffix("q quit"))
        for columns in 16..<100 { #expect(bar(columns: columns).next.count <= columns) }
    }

    @Test func messageComesBeforeTheLikeliestHint() {
        let next = bar { $0.message = "done" }.next
        #expect(next.hasPrefix(" done  Space paints  ") && next.hasSuffix("  q quit"))
    }

    /// What leaves no room for what can be done next takes the line above, too, and is whole.
    @Test(arguments: [40, 60, 79]) func longMessagesTakeBothLines(columns: Int) {
        let words = "all of the photo is marked: leave some of it to fill"
        let lines = bar(columns: columns) { $0.message = words }
        func joined(_ text: String...) -> String { text.joined(separator: " ").split(separator: " ").joined(separator: " ") }
        #expect(columns < 79 ? joined(lines.state, lines.next).hasPrefix(words) : lines.next.contains(words) && lines.state.contains("zoom"))
        #expect(columns < 60 || lines.next.contains("Space paints") && lines.next.hasSuffix("q quit"))
        let path = bar(columns: 79) { $0.message = "Cannot save /home/somebody/photos/of/last/summer/beach.jpg: No space left on device." }
        #expect(path.state.contains("zoom") && path.next.contains(".../beach.jpg: No space left on device."))
    }

    /// However narrow the screen, every word is there.
    @Test(arguments: [24, 30, 40]) func longerMessagesTakeMoreLines(columns: Int) {
        let words = "no place is left on the device that the photo is on; make some room there, or save under a name on another one"
        var bar = StatusBar(columns: columns)
        bar.message = words
        let lines = bar.lines.map(text)
        #expect(lines.count >= 3 && lines.allSatisfy { $0.count <= columns })
        #expect(lines.joined(separator: " ").split(separator: " ").joined(separator: " ").hasPrefix(words))
    }

    /// On a narrow screen how far it is comes first, and the way to the help stays.
    @Test(arguments: 30...59) func progressComesFirstWhereRoomIsShort(columns: Int) {
        let state = bar(columns: columns) {
            $0.progress = (0.5, "texture", 8)
            _ = $0.editor?.perform(.invert)
        }.state
        #expect(state.hasPrefix(" texture 50%, 8 s, 8 s left ") && state.count == columns)
        #expect(columns < 40 || state.hasSuffix("? help "))
    }

    @Test func marksAreCounted() {
        let all = bar { _ = $0.editor?.perform(.invert) }.state
        #expect(all.contains("| 1200 px, 100 % |"))
        let dot = bar { _ = $0.editor?.perform(.press(Point(x: 5, y: 5), erasing: false)) }.state
        #expect(dot.contains(" px, 0."))
    }

    @Test func hintsNameTheUsersKeys() {
        let photo = Raster.pattern(width: 40, height: 30)
        var bar = StatusBar(keys: KeyMap(changes: [(.erase, .character(" ")), (.paint, .character("ä"))]), columns: 80)
        bar.editor = Editor(photo: photo, layer: Layer(photo), display: { $0 })
        #expect(text(bar.lines[1]).contains("ä paints"))
    }

    @Test func clicksFindTheirKey() throws {
        let bar = StatusBar(columns: 40).lines[1], line = text(bar)
        let column = line.distance(from: line.startIndex, to: try #require(line.range(of: "q quits")).lowerBound)
        #expect(bar.target(at: column)?.does == .key(.character("q")) && bar.target(at: column - 1) == nil && bar.target(at: 39) == nil)
    }
}
