import Foundation
import Glibc
import Pixels
import Support
import System
import Terminal
import Testing

/// Unsaved work survives the session, and two sessions know of each other.
@Suite struct RecoveryTests {
    /// A scene that was ended with unsaved marks.
    private func interrupted() throws -> Scene {
        let scene = try Scene()
        scene.type("  ")
        #expect(scene.screen.lastLine.contains("Enter removes"))
        scene.end(status: 143)
        #expect(scene.recoveryFiles.count == 1)
        return scene
    }

    @Test func workIsOfferedAgain() throws {
        let scene = try interrupted(), next = try Scene(in: scene.folder)
        #expect(next.screen.lastLine.contains("left behind"))
        next.type("y")
        #expect(next.screen.lastLine.contains("taken up") && next.session.editor?.mask == scene.session.editor?.mask)
    }

    @Test func placeIsFoundAgain() throws {
        let scene = try Scene()
        // Farther to the right, then nearer: the photo has 80 x 44 pixels, and is shown pixel for half block at first.
        scene.type("  9l+")
        let shape = #/zoom [0-9.]+% · [0-9]+ px, [0-9.]+ % · at [0-9]+,[0-9]+/#
        let place = try #require(scene.screen.state.firstMatch(of: shape).map { String($0.output) })
        #expect(!place.contains("100%"))
        scene.end(status: 143)
        let next = try Scene(in: scene.folder)
        #expect(next.screen.lastLine.contains("left behind"))
        next.type("y")
        #expect(next.screen.state.contains(place))
        // Nothing is left once the user has been asked.
        next.type("q")
        next.type("y")
        #expect(next.session.ending?.status == 0)
        next.session.end()
        #expect(scene.recoveryFiles.isEmpty)
    }

    /// Whoever cannot decide yet leaves, and is asked again.
    @Test func offerCanWait() throws {
        let scene = try interrupted(), next = try Scene(in: scene.folder)
        next.type("x")
        #expect(next.screen.lastLine.contains("y yes  d discards  q later"))
        next.type("q")
        #expect(next.session.ending?.status == 0)
        next.session.end()
        #expect(try Scene(in: scene.folder).screen.lastLine.contains("left behind"))
    }

    @Test func refusedOfferIsForgotten() throws {
        let scene = try interrupted(), next = try Scene(in: scene.folder)
        // The key of the next photo is no answer.
        next.type("n")
        #expect(next.screen.lastLine.contains("left behind") && scene.recoveryFiles.count == 1)
        next.type("d")
        #expect(next.screen.lastLine.contains("what was left behind is discarded") && scene.recoveryFiles.isEmpty)
    }

    /// It says where the file is, and new work goes beside it.
    @Test(arguments: [false, true]) func damagedRecoveryIsKept(isHuge: Bool) throws {
        let scene = try interrupted()
        let file = try #require(scene.recoveryFiles.first)
        let damaged = try Data(contentsOf: file).dropLast(30)
        try damaged.write(to: file)
        // Longer than any work on this photo, by a hole that takes no room on the disk.
        if isHuge { try #require(truncate(file.path, 8 << 30) == 0) }
        let next = try Scene(in: scene.folder) { $0.columns = 200 }
        #expect(next.screen.bottom.contains("is damaged; it is kept as") && next.screen.bottom.contains(file.lastPathComponent))
        next.type("  ")
        next.end(status: 143)
        #expect(scene.recoveryFiles.count == 2)
        #expect(try isHuge || Data(contentsOf: file) == damaged)
        #expect(try Scene(in: scene.folder).screen.lastLine.contains("left behind; take it up?"))
    }

    /// The same pixels in another file are the same photo; the same sizes are not.
    @Test func workIsKnownByThePixels() throws {
        let scene = try interrupted(), photo = scene.folder.url.appending(path: "photo.png")
        let picture = Raster.pattern(width: 80, height: 44)
        try scene.replacePhoto(by: Raster.pattern(width: 80, height: 44) { x, y in [UInt8(x), UInt8(y), 7] })
        let other = try Scene(in: scene.folder) { $0.columns = 200 }
        #expect(other.screen.bottom.contains("another picture of this name is kept as"))
        #expect(other.marked == 0)
        other.type("  ")
        other.end(status: 143)
        #expect(scene.recoveryFiles.count == 2, "each has its own")
        try FileManager.default.removeItem(at: photo)
        // As an image program writes it that knows nothing of ours.
        try picture.writePNG(to: photo.path)
        let file = try FileHandle(forUpdating: photo)
        try file.seekToEnd()
        try file.write(contentsOf: Data("a tag of somebody's".utf8))
        try file.close()
        let next = try Scene(in: scene.folder)
        #expect(next.screen.lastLine.contains("left behind; take it up?"))
        next.type("y")
        #expect(next.session.editor?.mask == scene.session.editor?.mask)
    }

    /// The format before knew no more of the photo than its path and sizes: what it has removed comes as marks, and goes on in a
    /// file of today.
    @Test func workOfTheFormatBeforeComesAsMarks() throws {
        let scene = try Scene()
        func number(_ value: Int, _ length: Int) -> [UInt8] { [UInt8](value, bytes: length, .littleEndian) }
        let place = [40.0, 22, 40, 22, 0].flatMap { number(Int(bitPattern: UInt($0.bitPattern)), 8) }
        let old =
            Array("madf-tui recovery 2\n".utf8) + number(80, 4) + number(44, 4) + number(3, 4) + place + number(80 * 44, 4) + [0]
            + number(100, 8) + number(2, 8) + [1, 2, 3, 4, 5, 6]
        let photo = try #require(FilePath(scene.folder.path("photo.png")).resolved)
        let name = String(Hash.fnv1a(photo.bytes), radix: 16) + ".recovery"
        try Data(old).write(to: scene.folder.url.appending(path: "state/madf-tui/" + name))
        scene.type("q")
        scene.session.end()
        let next = try Scene(in: scene.folder)
        #expect(next.screen.lastLine.contains("left behind; take it up?"))
        next.type("y")
        #expect(next.marked == 2 && next.session.editor?.hasUnsavedResult == false)
        next.end(status: 143)
        #expect(scene.recoveryFiles.count == 1 && scene.recoveryFiles[0].lastPathComponent != name)
        #expect(try Scene(in: scene.folder).screen.lastLine.contains("left behind; take it up?"))
    }

    @Test func placeForItThatIsMissingIsSaid() throws {
        let scene = try Scene { $0.keepsWork = false }
        #expect(scene.screen.bottom.contains("cannot write to"))
        scene.type("q")
        #expect(scene.session.ending?.status == 0)
    }

    @Test func secondSessionIsWarned() throws {
        let scene = try Scene(), second = try Scene(in: scene.folder)
        #expect(second.screen.bottom.contains("is open in another madf-tui"))
        scene.session.end()
        #expect(try !Scene(in: scene.folder).screen.text.contains("is open in another"))
    }

    /// A second without an event, or four in all however busy the user is.
    @Test func workIsWrittenWhenKeysFallQuiet() throws {
        let scene = try Scene()
        scene.type("  ")
        scene.pass(0.75)
        #expect(scene.recoveryFiles.isEmpty)
        scene.pass(1)
        #expect(scene.waitSilently { scene.recoveryFiles.count == 1 })
    }

    @Test func workIsWrittenInTheEndHoweverBusyTheUserIs() throws {
        let scene = try Scene()
        scene.type("  ")
        for _ in 0..<5 {
            #expect(scene.recoveryFiles.isEmpty)
            scene.type("l")
            scene.pass(0.75)
        }
        scene.type("l")
        scene.pass(0.75)
        #expect(scene.waitSilently { scene.recoveryFiles.count == 1 })
    }

    @Test func savedWorkIsNotKept() throws {
        let scene = try Scene()
        scene.type("  ")
        scene.pass(1.5)
        #expect(scene.waitSilently { scene.recoveryFiles.count == 1 })
        #expect(scene.remove())
        scene.type("s")
        #expect(scene.wait(for: "Saved"))
        #expect(scene.recoveryFiles.isEmpty)
    }
}
