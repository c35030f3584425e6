import Foundation
import Support
import System
import Terminal
import Testing
import madf_tui

/// Several photos, each of which keeps its work.
@Suite struct SeveralPhotosTests {
    private func scene(in folder: TemporaryFolder? = nil, _ change: (inout Scene.Setting) -> Void = { _ in }) throws -> Scene {
        try Scene(in: folder ?? TemporaryFolder()) {
            $0.photos = ["one.png", "two.png", "three.png"]
            change(&$0)
        }
    }

    /// Presses a key and waits for the photo that it leads to.
    private func go(_ key: String, to name: String, _ scene: Scene) {
        scene.type(key)
        #expect(scene.wait { scene.screen.state.contains("zoom") && scene.screen.state.contains(name) }, "\(scene.screen.text)")
    }

    @Test func nothingIsAskedAndAllComesBack() throws {
        let scene = try scene()
        scene.type("10h  ++")
        let mask = try #require(scene.session.editor?.mask), state = scene.screen.state
        #expect(scene.marked > 0)
        go("n", to: "(2 of 3)", scene)
        #expect(scene.marked == 0 && scene.screen.state.contains("zoom 100%"))
        go("p", to: "(1 of 3)", scene)
        #expect(scene.session.editor?.mask == mask && scene.screen.state == state)
        scene.type("u")
        #expect(scene.screen.lastLine.contains("undone: brush stroke") && scene.marked == 0)
    }

    /// Keys and clicks that come before the photo does wait for it, in their order; to quit and to cancel nothing has to wait.
    @Test func whatIsTypedWhileAPhotoOpensWaits() throws {
        let keys = "10h  ++ 5l ", patient = try scene(), hasty = try scene()
        go("n", to: "(2 of 3)", patient)
        patient.type(keys)
        hasty.type("n" + keys)
        #expect(hasty.session.editor == nil && hasty.screen.state.contains("opening"))
        #expect(hasty.wait { hasty.session.editor != nil })
        #expect(hasty.marked > 0 && hasty.session.editor?.mask == patient.session.editor?.mask && hasty.screen.state == patient.screen.state)

        let clicked = try scene()
        clicked.type("n\u{1b}[<0;20;10M\u{1b}[<0;20;10mn")
        #expect(clicked.wait { clicked.screen.state.contains("(3 of 3)") && clicked.session.editor != nil } && clicked.marked == 0)
        go("p", to: "(2 of 3)", clicked)
        #expect(clicked.marked > 0)

        // What is chosen in the palette or the help waits, too.
        let chosen = try scene(), pointed = try scene()
        chosen.type("n:invert\rxx")
        #expect(chosen.session.editor == nil)
        #expect(chosen.wait { chosen.session.editor != nil } && chosen.marked > 80 * 44 / 2 && chosen.marked < 80 * 44)
        pointed.type("n?")
        try pointed.clickHelp("mark what is not marked")
        #expect(pointed.wait { pointed.session.editor != nil } && pointed.marked == 80 * 44)

        let cancelled = try scene(), quit = try scene()
        cancelled.type("n  \u{1b}")
        #expect(cancelled.wait { cancelled.session.editor != nil } && cancelled.marked == 0)
        quit.type("n  q")
        #expect(quit.session.ending?.status == 0)
    }

    /// Where memory is short, by way of the recovery files.
    @Test func workComesBackFromFiles() throws {
        let scene = try scene { $0.memoryLimit = 0 }
        scene.type("10h  ++")
        let mask = try #require(scene.session.editor?.mask), place = scene.session.editor?.workPlace
        go("n", to: "(2 of 3)", scene)
        go("p", to: "(1 of 3)", scene)
        #expect(scene.session.editor?.mask == mask && scene.session.editor?.workPlace == place)
        #expect(scene.screen.lastLine.contains("taken up where it was left"))
        go("n", to: "(2 of 3)", scene)
        scene.type("qy")
        scene.session.end()
        #expect(scene.recoveryFiles.isEmpty, "what was given up is not offered again")
    }

    /// What cannot be written stays in memory.
    @Test func workThatCannotBeWrittenStays() throws {
        let scene = try scene {
            $0.memoryLimit = 0
            $0.keepsWork = false
        }
        scene.type("  ")
        let mask = scene.session.editor?.mask
        go("n", to: "(2 of 3)", scene)
        go("p", to: "(1 of 3)", scene)
        #expect(scene.session.editor?.mask == mask && scene.marked > 0)
    }

    /// A removal goes on while another photo is seen, and the next one waits for it.
    @Test func removalsGoOn() throws {
        let scene = try scene { $0.picture = .pattern(width: 300, height: 200) }
        scene.type("  \r")
        go("n", to: "(2 of 3)", scene)
        scene.type("  \r")
        #expect(scene.session.editor?.running != nil)
        go("n", to: "(3 of 3)", scene)
        #expect(scene.wait { scene.screen.state.contains("two.png ") } && scene.wait { !scene.screen.state.contains("%  ·") })
        #expect(scene.wait { !scene.screen.states.last!.contains("two.png ") })
        go("p", to: "(2 of 3)", scene)
        #expect(scene.session.editor?.hasResult == true)
        go("p", to: "(1 of 3)", scene)
        #expect(scene.session.editor?.hasResult == true && scene.session.editor?.running == nil)
    }

    @Test func signalsKeepTheWorkOnAll() throws {
        let scene = try scene()
        scene.type("  ")
        go("n", to: "(2 of 3)", scene)
        scene.type("  ")
        scene.end(status: 143)
        #expect(scene.recoveryFiles.count == 2)
        let next = try self.scene(in: scene.folder)
        #expect(next.screen.lastLine.contains("one.png was left behind"))
    }

    @Test func quittingAsksForAll() throws {
        let scene = try scene()
        scene.type("  ")
        go("n", to: "(2 of 3)", scene)
        scene.type("q")
        #expect(scene.screen.lastLine.contains("one.png is not saved; quit all the same?"))
        scene.type("n  q")
        #expect(scene.screen.lastLine.contains("two.png and one.png are not saved; quit all the same?"))
        scene.type("y")
        #expect(scene.session.ending?.status == 0)
    }

    /// Marks of which nothing was removed yet are no result that could be saved: they are there the next time.
    @Test func marksOutliveSavingAndQuitting() throws {
        let scene = try scene()
        scene.type("  ")
        go("n", to: "(2 of 3)", scene)
        scene.type("  ")
        #expect(scene.remove())
        scene.type("qs")
        scene.wait { scene.session.ending != nil }
        #expect(FileManager.default.fileExists(atPath: scene.folder.path("two-removed.png")))
        scene.session.end()
        let words = try #require(scene.session.ending?.lastWords)
        #expect(words.contains("one.png is kept") && !words.contains("two.png") && scene.recoveryFiles.count == 1)
        let next = try self.scene(in: scene.folder)
        #expect(next.screen.lastLine.contains("one.png was left behind"))
    }

    @Test(arguments: [0, 1 << 30]) func quittingSavesAll(memoryLimit: Int) throws {
        let scene = try scene { $0.memoryLimit = memoryLimit }
        scene.type("  ")
        #expect(scene.remove())
        go("n", to: "(2 of 3)", scene)
        scene.type("  ")
        #expect(scene.remove())
        go("n", to: "(3 of 3)", scene)
        scene.type("qs")
        scene.wait { scene.session.ending != nil }
        #expect(scene.session.ending?.status == 0)
        for name in ["one-removed.png", "two-removed.png"] {
            #expect(FileManager.default.fileExists(atPath: scene.folder.path(name)), "\(name)")
        }
    }

    @Test func listSaysWhatBecameOfEach() throws {
        let scene = try scene()
        try Data("none".utf8).write(to: scene.folder.url.appending(path: "three.png"))
        scene.type("  ")
        #expect(scene.remove())
        scene.type("s")
        #expect(scene.wait(for: "Saved"))
        go("n", to: "(2 of 3)", scene)
        scene.type("  nP")
        #expect(scene.wait { scene.screen.line(2).contains("> three.png  cannot open") })
        #expect(scene.screen.line(0).hasPrefix("  one.png    done ") && scene.screen.line(1).hasPrefix("  two.png    unsaved "))
        // A result of an earlier session counts.
        let next = try self.scene(in: scene.folder) { $0.showsList = true }
        #expect(next.screen.line(0).hasPrefix("> one.png    done "))
    }

    @Test func listIsFilteredWhileOneTypes() throws {
        let scene = try scene { $0.showsList = true }
        scene.type("G")
        #expect(scene.screen.line(2).hasPrefix("> three.png") && scene.screen.lastLine.contains("3 of 3"))
        scene.type("/")
        #expect(scene.screen.lastLine.hasPrefix(" 3 of 3 / "))
        scene.type("O")
        #expect(scene.screen.line(0).contains("one.png") && scene.screen.line(1).hasPrefix("> two.png") && scene.screen.line(2).hasPrefix("   "))
        #expect(scene.screen.lastLine.hasPrefix(" 2 of 2 (of 3) / O"))
        scene.type("q")
        #expect(scene.screen.line(0).contains("no name has these words") && scene.session.ending == nil)
        scene.type("\r\u{08}")
        scene.press(.arrow(.up, .none), .enter)
        #expect(scene.wait(for: "one.png (1 of 3)"))
        scene.type("P")
        #expect(scene.screen.line(2).hasPrefix("   "), "the filter stays")
        scene.type("\u{1b}")
        #expect(scene.screen.line(2).contains("three.png"))
        scene.type("\u{1b}")
        #expect(scene.screen.state.contains("zoom"))
    }

    /// Photos of the same name do not overwrite each other's results.
    @Test func resultsGoIntoAFolder() throws {
        let folder = try TemporaryFolder()
        for name in ["a", "b", "out"] {
            try FileManager.default.createDirectory(at: folder.url.appending(path: name), withIntermediateDirectories: false)
        }
        let scene = try scene(in: folder) {
            $0.photos = ["a/photo.png", "b/photo.png"]
            $0.options.outputFolder = FilePath(folder.path("out"))
            $0.columns = 200
        }
        scene.type("  ")
        #expect(scene.remove())
        scene.type("s")
        #expect(scene.wait(for: "Saved") && FileManager.default.fileExists(atPath: folder.path("out/photo.png")))
        scene.type("s")
        #expect(scene.wait(for: "Saved"), "its own result is replaced unasked")
        go("n", to: "(2 of 2)", scene)
        scene.type("  ")
        #expect(scene.remove())
        scene.type("s")
        #expect(scene.wait(for: "exists; replace it?"))
        scene.type("nP")
        #expect(scene.screen.line(0).contains("a/photo.png") && scene.screen.line(1).contains("b/photo.png"), "names alone do not tell them apart")
        scene.type("qs")
        #expect(scene.wait(for: "exists; replace it?"))
        scene.type("2")
        #expect(scene.wait(for: "Saved") && FileManager.default.fileExists(atPath: folder.path("out/photo-2.png")))
    }
}
