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

    /// It begins beside, where nothing is in the way.
    @Test func itBeginsBesideTheHole() throws {
        var editor = marked(keepOut: Rectangle(x: 0, y: 4, width: 120, height: 4))
        _ = editor.perform(.togglePatch(growth: 0))
        #expect(editor.patchMovement == Movement(x: 0, y: 18) && editor.patchObstacle == nil && editor.patchWarning == nil)
        _ = editor.perform(.togglePatch(growth: 0))
        #expect(editor.patchMovement == nil)
    }

    /// Where it begins on a photo of these sides, with a square marked.
    private func start(_ width: Int, _ height: Int, hole: Rectangle, _ color: (_ x: Int, _ y: Int) -> Int) throws -> Movement {
        var photo = Raster(width: width, height: height, model: .rgb)
        for y in 0..<height { for x in 0..<width { for channel in 0..<3 { photo[x, y, channel] = color(x, y) } } }
        var editor = Editor(photo: photo, layer: Layer(photo), display: { $0 })
        _ = editor.perform(.resize(width: width, height: height, aspect: 1))
        _ = editor.perform(.select(.rectangle))
        _ = editor.perform(.press(Point(x: Double(hole.x) + 0.5, y: Double(hole.y) + 0.5), erasing: false))
        _ = editor.perform(.dragTo(Point(x: Double(hole.right) - 0.5, y: Double(hole.bottom) - 0.5)))
        _ = editor.perform(.release)
        _ = editor.perform(.togglePatch(growth: 0))
        #expect(editor.patchObstacle == nil)
        return try #require(editor.patchMovement)
    }

    /// Up to 255, without order.
    private func noise(_ x: Int, _ y: Int) -> Int {
        var value = UInt64(x * 7919 + y * 104_729 + 1) &* 0x9E37_79B9_7F4A_7C15
        value = (value ^ value >> 29) &* 0xBF58_476D_1CE4_E5B9
        return Int(value >> 56)
    }

    /// In a meadow below the sky it begins in the meadow, and not far, though nothing differs less evenly from a rough rim than another one.
    @Test(arguments: [1, 4]) func itBeginsInTheSameTexture(size: Int) throws {
        let hole = Rectangle(x: 150 * size, y: 120 * size, width: 12 * size, height: 12 * size)
        let movement = try start(320 * size, 160 * size, hole: hole) { x, y in y < 80 * size ? 91 + y / (16 * size) : 60 + noise(x, y) / 4 }
        #expect(hole.y + movement.y >= 80 * size && abs(movement.x) < 60 * size)
    }

    /// Of places that are equal the nearest is taken, to the pixel also where the photo is looked at on a smaller one.
    @Test(arguments: [(240, 40, 10), (1600, 149, 60)]) func itBeginsAtTheNearerOfEqualPlaces(width: Int, period: Int, side: Int) throws {
        let hole = Rectangle(x: width / 2, y: 2 * side, width: side, height: side)
        let movement = try start(width, 5 * side, hole: hole) { x, y in noise(x % period, y) }
        #expect(movement.y == 0 && abs(movement.x) == period)
    }

    /// What repeats is found where it repeats; and without marks the latest removal's hole is filled once more.
    @Test func itBeginsWhereThePhotoRepeats() throws {
        var editor = marked()
        _ = editor.perform(.togglePatch(growth: 2))
        let first = try #require(editor.patchMovement)
        #expect(first.x == 0 && abs(first.y) == 18)
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
        for (x, obstacle, way) in [
            (7, Movement.Obstacle.hole, "source partly in the hole: 3 px right frees it"),
            (91, .beyondPhoto, "source partly beyond the photo: 1 px left frees it"), (60, .keptOut, "source partly kept out: move it elsewhere"),
        ] {
            try move(&editor, to: x, 0)
            #expect(editor.patchObstacle == obstacle)
            guard case .message(let words)? = editor.perform(.remove) else { throw Unexpected() }
            #expect(words == way && editor.patchWarning == way && editor.patchMovement != nil)
            // The marks stay seen.
            #expect(editor.render().signs.contains(.marked(.removal)))
        }
        try move(&editor, to: 30, 0)
        #expect(editor.patchObstacle == nil && !editor.render().signs.contains(.marked(.removal)) && editor.render().signs.contains(.line))
    }

    /// What would pass the hole on an axis stops beside it, and goes on from there.
    @Test func movesStopLevelWithTheHole() throws {
        var editor = marked()
        _ = editor.perform(.togglePatch(growth: 0))
        try move(&editor, to: 33, -3)
        _ = editor.perform(.move(columns: 2, rows: 7))
        #expect(editor.patchMovement == Movement(x: 35, y: 0))
        _ = editor.perform(.move(columns: -90, rows: 4))
        #expect(editor.patchMovement == Movement(x: 0, y: 4))
        _ = editor.perform(.move(columns: -5, rows: -4))
        #expect(editor.patchMovement == Movement(x: -5, y: 0))
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
