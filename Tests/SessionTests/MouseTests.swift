import Editing
import Pixels
import Terminal
import Testing

/// Everything by mouse alone: what is clicked does what it says, once, and nothing else.
@Suite struct MouseTests {
    private func mouse(_ action: MouseEvent.Action, _ column: Int, _ row: Int) -> ScreenEvent {
        .input(.mouse(MouseEvent(action: action, column: column, row: row)))
    }

    /// The second press of a double click finds another word where the first one was.
    @Test func theSecondPressOfADoubleClickDoesNothing() throws {
        let scene = try Scene { $0.picture = .pattern(width: 400, height: 300) }
        scene.click(40, 10)
        let place = try #require(scene.screen.lastLine.range(of: "Enter removes"))
        let column = scene.screen.lastLine.distance(from: scene.screen.lastLine.startIndex, to: place.lowerBound)
        scene.click(column + 1, 23)
        #expect(scene.screen.lastLine.dropFirst(column + 1).hasPrefix("sc cancels"))
        for _ in 0..<3 { scene.click(column + 1, 23) }
        #expect(scene.session.editor?.running != nil && !scene.screen.lastLine.contains("cancelled"))
        scene.pass(1)
        scene.click(column + 1, 23)
        #expect(scene.screen.bottom.contains("cancelled: photo and marks are as before") && scene.marked > 0)
    }

    /// Nor does it paint what lies under a page that the first one has closed.
    @Test func aDoubleClickOnAPageDoesNotPaint() throws {
        let scene = try Scene()
        _ = scene.click("? help", row: 22)
        let row = try #require((0..<23).first { scene.screen.line($0).contains("tool: lasso") })
        for _ in 0..<2 { scene.click(30, row) }
        scene.send(mouse(.press(.left), 30, row), mouse(.drag(.left), 36, row), mouse(.release(.left), 36, row))
        #expect(scene.screen.state.contains("lasso") && scene.marked == 0)
    }

    /// The same word again, as often as it is clicked.
    @Test func whatStaysIsClickedAgain() throws {
        let scene = try Scene()
        scene.type("l")
        let size = try #require(scene.session.editor?.brushDiameter)
        for _ in 0..<3 { #expect(scene.click("] brush size", row: 23)) }
        #expect(try #require(scene.session.editor?.brushDiameter) >= size + 3)
    }

    /// A word acts when the button is lifted on it; elsewhere it does not.
    @Test func wordsActWhenTheButtonIsLifted() throws {
        let scene = try Scene()
        let line = scene.screen.lastLine, place = try #require(line.range(of: "q quit"))
        let column = line.distance(from: line.startIndex, to: place.lowerBound)
        scene.send(mouse(.press(.left), column, 23))
        #expect(scene.session.ending == nil)
        scene.send(mouse(.drag(.left), column, 10), mouse(.release(.left), column, 10))
        #expect(scene.session.ending == nil && scene.marked == 0)
        scene.send(mouse(.press(.left), column, 23), mouse(.release(.left), column, 23))
        #expect(scene.session.ending?.status == 0)
    }

    /// `x` clicked puts no eraser down at the old cursor: the left button erases until it is clicked again. Space clicked paints nothing.
    @Test func theEraserIsWhereTheMouseIs() throws {
        let scene = try Scene { $0.columns = 130 }
        scene.type("]]]]")
        scene.click(60, 11)
        let marked = scene.marked
        #expect(scene.screen.lastLine.contains("right button erases"))
        #expect(scene.click("x erases", row: 23) && scene.marked == marked && scene.screen.state.contains("ERASING"))
        #expect(scene.screen.bottom.contains("left button erases until") && scene.screen.lastLine.contains("x lifts the eraser"))
        scene.send(mouse(.press(.left), 57, 11), mouse(.drag(.left), 58, 11), mouse(.release(.left), 58, 11))
        let less = scene.marked
        #expect(less < marked && scene.screen.state.contains("ERASING"))
        #expect(scene.click("x lifts the eraser", row: 23) && scene.marked == less && !scene.screen.state.contains("ERASING"))
        scene.click(57, 11)
        let more = scene.marked
        #expect(more > less)
        #expect(scene.click("Space paints on", row: 23) && scene.marked == more && scene.session.editor?.pen.isDown == false)
        try scene.clickHelp("erase likewise")
        #expect(scene.screen.state.contains("ERASING") && scene.marked == more)
        // The key that the hint names does the same.
        scene.type("x")
        #expect(!scene.screen.state.contains("ERASING") && scene.marked == more)
        // What the key has begun the mouse goes on with, as often as it is pressed.
        for column in [40, 50, 70] { scene.click(column, 11) }
        scene.type("x")
        var left = scene.marked
        for column in [40, 50] {
            scene.click(column, 11)
            #expect(scene.marked < left && scene.screen.state.contains("ERASING"))
            left = scene.marked
        }
        scene.type("x")
        #expect(!scene.screen.state.contains("ERASING") && scene.marked == left)
    }

    /// What was put down by a key is lifted by a click.
    @Test func aClickLiftsThePen() throws {
        let scene = try Scene()
        scene.type(" ")
        #expect(scene.click("Space lifts", row: 23) && scene.session.editor?.pen.isDown == false)
    }

    @Test func aNameThatIsTypedIsClicked() throws {
        let scene = try Scene()
        scene.type("S\u{15}one/two.png")
        #expect(scene.click("? help", row: 22) && scene.screen.text.contains("Marking"))
        scene.type("q")
        #expect(scene.screen.lastLine.contains("save as: one/two.png "))
        #expect(scene.click("two.png", row: 23))
        scene.type("x")
        #expect(scene.screen.lastLine.contains("save as: one/xtwo.png "))
    }

    /// Beside the photo there is nothing to be marked; who begins on it may go on there.
    @Test func besideThePhotoNothingIsMarked() throws {
        let scene = try Scene { $0.picture = .pattern(width: 40, height: 44) }
        for button in [MouseEvent.Button.left, .right] {
            scene.send(mouse(.press(button), 5, 10), mouse(.drag(button), 40, 10), mouse(.release(button), 40, 10))
        }
        for tool in "gfr" {
            scene.type(String(tool))
            scene.click(5, 10)
            #expect(scene.marked == 0 && scene.session.editor?.isSnapping == false)
        }
        scene.type("b")
        scene.send(mouse(.press(.left), 40, 10), mouse(.drag(.left), 5, 10), mouse(.release(.left), 5, 10))
        #expect(scene.marked > 20)
    }

    /// However often the small picture is clicked, it stays where it is, and nothing is painted.
    @Test(arguments: [(84, 3), (99, 0), (98, 5), (83, 5)]) func theSmallPictureStaysUnderTheMouse(column: Int, row: Int) throws {
        let scene = try Scene { ($0.columns, $0.rows, $0.picture) = (100, 30, .pattern(width: 600, height: 400)) }
        for (keys, place) in [("", (70, 5)), ("", (20, 20)), ("99l99k", (60, 10)), ("999h99k", (10, 10))] {
            scene.type(keys)
            for _ in 0..<3 { scene.send(mouse(.wheelUp, place.0, place.1)) }
            for _ in 0..<4 {
                scene.send(mouse(.hover, column, row))
                let isLeft = try #require(scene.session.editor).isMinimapLeft
                scene.click(isLeft ? column - 82 : column, row)
                scene.pass(1)
                #expect(scene.marked == 0 && scene.session.editor?.isMinimapLeft == isLeft)
            }
            scene.type("0")
        }
    }

    /// After another try, and after redo, undo is at hand.
    @Test func undoIsAtHand() throws {
        let scene = try Scene()
        scene.type("]]  ")
        #expect(scene.screen.lastLine.contains("u undo"))
        #expect(scene.remove())
        scene.type("A")
        #expect(scene.wait { scene.session.editor?.running == nil && scene.screen.state.contains("try 2 of 2") })
        #expect(scene.click("u undo", row: 23) && scene.screen.bottom.contains("undone: try 2"))
        #expect(scene.click("Ctrl-R redo", row: 23) && scene.screen.lastLine.contains("u undo"), "\(scene.screen.lastLine)")
    }

    /// What has no room on the line is found by a click, the likeliest first.
    @Test(arguments: [40, 60, 80, 100, 200]) func moreIsAClickAway(columns: Int) throws {
        for (keys, key) in [("  ", "d"), ("  ", "C"), ("  ", "E"), ("", "r")] {
            let scene = try Scene { $0.columns = columns }
            scene.type(keys)
            scene.type("l")
            #expect(scene.click(": more", row: 23), "\(scene.screen.lastLine)")
            #expect((0..<23).contains { scene.screen.line($0).dropFirst(2).hasPrefix(key + " ") }, "\(scene.screen.text)")
        }
    }

    /// What steers a fill is on the line where there is some room.
    @Test(arguments: [90, 100, 120, 200]) func whatSteersIsSeen(columns: Int) throws {
        let scene = try Scene { $0.columns = columns }
        scene.click(columns / 2, 10)
        for text in ["Enter removes", "u undo", "a snaps", "x erases", "d keep out", "C patch", "E edges", ": more", "q quit"] {
            #expect(scene.screen.lastLine.contains(text), "\(scene.screen.lastLine)")
        }
        #expect(scene.click("E edges", row: 23) && scene.screen.state.contains("edges: brush"))
    }

    /// On a small screen nothing is cut and nothing dangles.
    @Test func theFirstScreenFitsASmallOne() throws {
        let scene = try Scene { ($0.columns, $0.rows) = (40, 12) }
        #expect(scene.screen.lastLine.contains("paint, then Enter removes it") && scene.screen.lastLine.contains("q quit"))
        let state = scene.screen.state.replacing("? help", with: "").reversed().drop { $0 == " " }
        #expect(state.first != "·" && scene.screen.state.contains("? help"))
    }
}
