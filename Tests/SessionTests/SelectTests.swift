import Editing
import Photo
import Pixels
import Terminal
import Testing

/// One click, or one key, outlines an object; once more, one that holds more.
@Suite struct SelectTests {
    /// A disc of 30 pixels on one of 75, on a ground.
    private func scene() throws -> Scene {
        try Scene {
            $0.picture = .pattern(width: 300, height: 240) { x, y in
                let distance = (x - 150) * (x - 150) + (y - 120) * (y - 120), shade = UInt8((x * 7 + y * 5) % 16)
                return distance <= 900 ? [200, 60 + shade, 50] : distance <= 5_625 ? [80, 160 + shade, 60] : [50 + shade, 90, 110 + shade]
            }
        }
    }

    /// Near a disc of that radius, however its border goes.
    private func isDisc(_ marked: Int, _ radius: Double) -> Bool { abs(Double(marked) / (.pi * radius * radius) - 1) < 0.15 }

    /// Whether one of the objects that `more` goes on to is the outer disc.
    private func takesMore(_ scene: Scene, _ more: () -> Void) -> Bool {
        for _ in 0..<10 {
            let before = scene.marked
            more()
            guard scene.wait(until: { scene.session.editor?.isSnapping == false }), scene.screen.lastLine.contains("took more"), scene.marked > before
            else { return false }
            if isDisc(scene.marked, 75) { return true }
        }
        return false
    }

    @Test func byKeys() throws {
        let scene = try scene()
        scene.type("a")
        #expect(scene.wait(for: "the object is marked") && isDisc(scene.marked, 30), "\(scene.marked)")
        #expect(scene.screen.lastLine.contains("a takes more"))
        let first = scene.marked
        #expect(takesMore(scene) { scene.type("a") })
        scene.type("u")
        while scene.marked > first { scene.type("u") }
        #expect(scene.marked == first)
        scene.type("u")
        #expect(scene.marked == 0)
        // The tool: Space marks, x takes out of the marks.
        scene.type("g")
        #expect(scene.screen.state.hasPrefix(" select") && scene.screen.lastLine.contains("Space selects the object"))
        scene.type(" ")
        #expect(scene.wait(until: { scene.marked == first }))
        scene.type("x")
        #expect(scene.wait(for: "the object is unmarked") && scene.marked == 0)
    }

    @Test func byMouse() throws {
        let scene = try scene()
        try scene.clickHelp("tool: select")
        scene.click(40, 11)
        #expect(scene.wait(for: "the object is marked") && isDisc(scene.marked, 30), "\(scene.marked)")
        #expect(takesMore(scene) { _ = scene.click("a takes more", row: 23) })
        scene.click(40, 11, .right)
        #expect(scene.wait(for: "the object is unmarked") && !isDisc(scene.marked, 75))
    }

    /// Found, marked and removed at one go: Enter waits for what is found.
    @Test func enterWaitsForTheObject() throws {
        let scene = try scene()
        scene.type("a")
        #expect(scene.remove())
        let photo = try #require(scene.session.editor?.original), result = try #require(scene.session.editor?.current)
        #expect((140..<160).contains { result[$0, 120, 0] != photo[$0, 120, 0] })
    }
}
