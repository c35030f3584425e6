import Terminal
import Testing
import madf_tui

/// What is told to who looks elsewhere: the terminal's title, and the end of what took long.
@Suite struct TitleTests {
    @Test func titleSaysWhatIsGoingOn() throws {
        let scene = try Scene { $0.photos = ["one.png", "two.png"] }
        func title() -> String? { scene.screen.frame?.title }
        #expect(title() == "one.png (1 of 2) - madf-tui")
        scene.type("  ")
        #expect(title() == "one.png (1 of 2): unsaved - madf-tui")
        scene.type("\r")
        #expect(title()?.hasPrefix("one.png (1 of 2): removing ") == true)
        #expect(scene.wait { scene.session.editor?.running == nil } && title() == "one.png (1 of 2): unsaved - madf-tui")
        scene.type("s")
        #expect(scene.wait(for: "Saved") && title() == "one.png (1 of 2) - madf-tui")
        // Pages leave it as it is.
        scene.type("?")
        #expect(title() == "one.png (1 of 2) - madf-tui")
    }

    @Test func listHasNoPhotoYet() throws {
        let scene = try Scene {
            $0.photos = ["one.png", "two.png"]
            $0.showsList = true
        }
        #expect(scene.screen.frame?.title == "madf-tui")
    }

    /// A short one is seen by who has asked for it.
    @Test(arguments: [(9.0, []), (10, [Notice.bell])] as [(Double, [Notice])]) func longRemovalsAreTold(seconds: Double, notices: [Notice]) throws {
        let scene = try Scene { $0.options.notice = .bell }
        scene.type("  \r")
        scene.pass(seconds)
        #expect(scene.wait { scene.session.editor?.running == nil })
        #expect(scene.screen.notices == notices)
    }
}
