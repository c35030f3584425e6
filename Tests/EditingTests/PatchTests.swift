import Editing
import Inpainting
import Masks
import Pixels
import Testing
import Workers

/// A hole that is filled from where its outline is moved.
@Suite struct PatchTests {
    /// A photo that repeats every 30 pixels, one screen pixel each, with a mark of 10 x 8.
    private func marked(keepOut: Rectangle? = nil) -> Editor {
        var photo = Raster(width: 120, height: 60, model: .rgb)
        for y in 0..<60 {
            for x in 0..<120 { for channel in 0..<3 { photo[x, y, channel] = 40 + (x % 30 * (7 + channel) + y * 5) % 90 } }
        }
        var editor = Editor(photo: photo, layer: Layer(photo), display: { $0 })
        _ = editor.perform(.resize(width: 120, height: 60, aspect: 1))
        _ = editor.perform(.select(.rectangle))
        func mark(_ area: Rectangle) {
            _ = editor.perform(.press(Point(x: Double(area.x) + 0.5, y: Double(area.y) + 0.5), erasing: false))
            _ = editor.perform(.dragTo(Point(x: Double(area.right) - 0.5, y: Double(area.bottom) - 0.5)))
            _ = editor.perform(.release)
        }
        if let keepOut {
            _ = editor.perform(.toggle(.keepOut))
            mark(keepOut)
            _ = editor.perform(.toggle(.keepOut))
        }
        mark(Rectangle(x: 20, y: 25, width: 10, height: 8))
        return editor
    }

    private func move(_ editor: inout Editor, to x: Int, _ y: Int) throws {
        let now = try #require(editor.patchMovement)
        _ = editor.perform(.move(columns: x - now.x, rows: y - now.y))
        #expect(editor.patchMovement == Movement(x: x, y: y, scale: now.scale, isMirrored: now.isMirrored))
    }

    private struct Unexpected: Error {}

    /// A source beyond the view is shown with the hole, and the view from before is there again afterwards; one in view changes nothing.
    @Test func theSourceIsSeen() throws {
        var editor = marked()
        let whole = editor.viewport
        _ = editor.perform(.togglePatch(growth: 2))
        #expect(editor.viewport == whole)
        _ = editor.perform(.togglePatch(growth: 2))
        _ = editor.perform(.toggleLook)
        let near = editor.viewport
        _ = editor.perform(.togglePatch(growth: 2))
        let movement = try #require(editor.patchMovement)
        for x in [20, 29] {
            for y in [25, 32] {
                let position = editor.viewport.pixel(of: Point(x: Double(x + movement.x) + 0.5, y: Double(y + movement.y) + 0.5))
                #expect((0..<120).contains(position.column) && (0..<60).contains(position.row))
            }
        }
        #expect(editor.viewport != near && editor.viewport.scale <= near.scale)
        _ = editor.perform(.cancel)
        #expect(editor.viewport == near)
        _ = editor.perform(.cancel)
        #expect(editor.viewport == whole)
    }

    /// What is seen before it is taken is what comes of it; and there the photo comes back, as it repeats.
    @Test func previewIsWhatComes() throws {
        var editor = marked()
        _ = editor.perform(.togglePatch(growth: 2))
        try move(&editor, to: 60, 0)
        let preview = editor.render()
        guard case .patch(let number, let hole, let movement)? = editor.perform(.remove) else { throw Unexpected() }
        #expect(hole.bytes.count { $0 != 0 } > 80 && movement.x == 60 && editor.patchMovement == nil)
        let fill = try Fill(movement, into: hole, of: editor.current, Work(on: .caller))
        _ = editor.perform(.stageArrived(removal: number, fill))
        _ = editor.perform(.removalEnded(removal: number))
        let after = editor.render()
        #expect(editor.isMaskEmpty && editor.hasUnsavedResult && editor.current == editor.original)
        for index in hole.bytes.indices where hole.bytes[index] != 0 {
            for channel in 0..<3 { #expect(abs(Int(preview.bytes[3 * index + channel]) - Int(after.bytes[3 * index + channel])) <= 1) }
        }
        guard case .message(let words)? = editor.perform(.undo) else { throw Unexpected() }
        #expect(words == "undone: patch" && !editor.isMaskEmpty)
    }

    /// It begins where the rim fits best of the places beside, and where nothing is in the way.
    @Test func itBeginsBesideTheHole() throws {
        var editor = marked()
        _ = editor.perform(.togglePatch(growth: 0))
        #expect(editor.patchMovement != nil && editor.patchObstacle == nil)
        _ = editor.perform(.togglePatch(growth: 0))
        #expect(editor.patchMovement == nil)
    }

    /// What repeats is found where it repeats; and without marks the latest removal's hole is filled once more.
    @Test func itBeginsWhereThePhotoRepeats() throws {
        var editor = marked()
        _ = editor.perform(.togglePatch(growth: 2))
        let first = try #require(editor.patchMovement)
        #expect(first.x % 30 == 0 && first.x != 0 && first.y == 0)
        guard case .patch(let number, let hole, let movement)? = editor.perform(.remove) else { throw Unexpected() }
        _ = editor.perform(.stageArrived(removal: number, try Fill(movement, into: hole, of: editor.current, Work(on: .caller))))
        _ = editor.perform(.removalEnded(removal: number))
        #expect(editor.isMaskEmpty && editor.current == editor.original)

        _ = editor.perform(.togglePatch(growth: 2))
        try move(&editor, to: 45, 0)
        guard case .patch(let next, hole, let other)? = editor.perform(.remove) else { throw Unexpected() }
        _ = editor.perform(.stageArrived(removal: next, try Fill(other, into: hole, of: editor.current, Work(on: .caller))))
        _ = editor.perform(.removalEnded(removal: next))
        #expect(editor.current != editor.original)
        _ = editor.perform(.undo)
        #expect(editor.current == editor.original && editor.hasUnsavedResult && editor.isMaskEmpty)
    }

    @Test func whatIsInTheWayIsSaid() throws {
        var editor = marked(keepOut: Rectangle(x: 84, y: 27, width: 3, height: 3))
        _ = editor.perform(.togglePatch(growth: 0))
        for (x, obstacle) in [(9, Movement.Obstacle.hole), (91, .beyondPhoto), (60, .keptOut)] {
            try move(&editor, to: x, 0)
            #expect(editor.patchObstacle == obstacle)
            guard case .message(let words)? = editor.perform(.remove) else { throw Unexpected() }
            #expect(words == obstacle.words && editor.patchMovement != nil)
            // The marks stay seen.
            #expect(editor.render().signs.contains(.marked(.removal)))
        }
        try move(&editor, to: 30, 0)
        #expect(editor.patchObstacle == nil && !editor.render().signs.contains(.marked(.removal)) && editor.render().signs.contains(.line))
    }

    /// The middle of the source stays on the photo; its size within limits.
    @Test func sizesAndMirror() throws {
        var editor = marked()
        _ = editor.perform(.togglePatch(growth: 0))
        _ = editor.perform(.move(columns: 900, rows: -900))
        #expect(editor.patchMovement?.x == 95 && editor.patchMovement?.y == -29)
        _ = editor.perform(.resizeBrush(steps: 2))
        #expect(editor.patchMovement?.scale == 1.1)
        for (steps, scale) in [(500, 4.0), (-500, 0.25)] {
            _ = editor.perform(.resizeBrush(steps: steps))
            #expect(editor.patchMovement?.scale == scale)
        }
        _ = editor.perform(.mirror)
        #expect(editor.patchMovement?.isMirrored == true && editor.brushDiameter == marked().brushDiameter)
    }

    /// By the mouse, from wherever it takes hold.
    @Test func itIsDragged() throws {
        var editor = marked()
        _ = editor.perform(.togglePatch(growth: 0))
        let before = try #require(editor.patchMovement), mask = editor.mask
        _ = editor.perform(.press(Point(x: 50, y: 30), erasing: false))
        _ = editor.perform(.dragTo(Point(x: 57, y: 26)))
        _ = editor.perform(.release)
        _ = editor.perform(.dragTo(Point(x: 3, y: 3)))
        #expect(editor.patchMovement == Movement(x: before.x + 7, y: before.y - 4) && editor.mask == mask)
    }

    /// Whatever changes marks ends it; nothing marked, a removal that runs and nothing patched are said.
    @Test func endsAndRefusals() throws {
        var editor = marked()
        for command in [Command.cancel, .undo, .toggleOriginal, .grow(steps: 1), .clear] {
            _ = editor.perform(.togglePatch(growth: 0))
            #expect(editor.patchMovement != nil)
            _ = editor.perform(command)
            #expect(editor.patchMovement == nil)
        }
        for command in [Command.togglePatch(growth: 0), .mirror] {
            guard case .message? = editor.perform(command) else { throw Unexpected() }
        }
        var running = marked()
        guard case .start? = running.perform(.remove), case .busy? = running.perform(.togglePatch(growth: 0)) else { throw Unexpected() }
    }

    /// At every size of the screen something is shown, also where the hole is all of it.
    @Test(arguments: [(1, 1), (2, 7), (20, 10), (400, 300)]) func itIsShownAtEverySize(width: Int, height: Int) throws {
        var editor = marked()
        _ = editor.perform(.togglePatch(growth: 0))
        _ = editor.perform(.resize(width: width, height: height, aspect: 1))
        for steps in [0, 4, 8, -3] {
            _ = editor.perform(.zoom(steps: steps, about: Point(x: 25, y: 29)))
            #expect(editor.render().bytes.count == 3 * width * height)
        }
    }
}
