import Editing
import Foundation
import Inpainting
import MADF
import Photo
import Pixels
import Support
import System
import Terminal
import Testing
import Workers
import madf_tui

/// Photos in a folder, and the editor on them, on a screen in memory.
final class Scene {
    let folder: TemporaryFolder
    let screen: MemoryScreen
    let session: EditorSession

    /// One network for all: reading it takes longer than most tests.
    private static let network = Result { try Network(checkpointOrBundled: nil) }

    /// How a scene differs from the usual one.
    struct Setting {
        var columns = 80, rows = 24
        var mode = ColorMode.truecolor
        var cells = CellShape.half
        /// Of `photo.png`; by itself it is shown pixel for half block.
        var picture = Raster.pattern(width: 80, height: 44)
        /// Files of the folder that are opened, made from `picture` where they are not there; others by their whole paths.
        var photos = ["photo.png"]
        var showsList = false
        var keys = KeyMap()
        var options = EditorOptions()
        /// Bytes for the photos that are not seen.
        var memoryLimit = 1 << 30
        /// Whether unsaved work can be kept.
        var keepsWork = true
        /// Whether a network can be read.
        var hasNetwork = true
    }

    struct NoNetwork: Error, CustomStringConvertible { let description = "there is no network" }

    convenience init(_ change: (inout Setting) -> Void = { _ in }) throws {
        try self.init(in: TemporaryFolder(), change)
    }

    /// The editor once more on the same photos, or on others of the folder.
    init(in folder: TemporaryFolder, _ change: (inout Setting) -> Void = { _ in }) throws {
        var told = Setting()
        change(&told)
        let setting = told
        self.folder = folder
        let photos = setting.photos.map { $0.hasPrefix("/") ? $0 : folder.path($0) }
        for photo in photos where !FileManager.default.fileExists(atPath: photo) { try setting.picture.writePNG(to: photo) }
        screen = MemoryScreen(columns: setting.columns, rows: setting.rows, mode: setting.mode, cells: setting.cells)
        session = EditorSession(
            photos: try PhotoSelection(photos.map { FilePath($0) }), showsList: setting.showsList, options: setting.options, keys: setting.keys,
            screen: screen, folder: setting.keepsWork ? StateFolder(in: FilePath(folder.path("state"))) : nil,
            memoryLimit: setting.memoryLimit
        ) {
            guard setting.hasNetwork else { throw NoNetwork() }
            return Inpainter(network: try Scene.network.get(), pool: WorkerPool(threads: 2))
        }
        session.start()
        session.draw()
        if !setting.showsList { wait { session.editor != nil || session.ending != nil } }
    }

    /// Has the session go on until `condition` holds; false when it has ended before, or nothing more happens.
    @discardableResult
    func wait(until condition: () -> Bool) -> Bool {
        let end = Date().addingTimeInterval(15)
        while !condition() {
            if session.ending != nil || Date() > end { return false }
            turn()
        }
        return true
    }

    @discardableResult
    func wait(for text: String) -> Bool { wait { screen.text.contains(text) } }

    private func turn() {
        session.turn()
        session.draw()
    }

    func send(_ events: ScreenEvent...) {
        screen.send(events)
        if session.ending == nil { turn() }
    }

    func press(_ keys: Key...) {
        screen.send(keys.map { .input(.key($0)) })
        if session.ending == nil { turn() }
    }

    /// Types characters, control characters and mouse reports, as one write of a terminal. An Escape at the end is the key.
    func type(_ text: String) {
        var decoder = InputDecoder()
        var events = text.unicodeScalars.compactMap { decoder.take(.character($0.value)) }
        if let last = decoder.settle() { events.append(last) }
        screen.send(events.map { .input($0) })
        if session.ending == nil { turn() }
    }

    func click(_ column: Int, _ row: Int, _ button: MouseEvent.Button = .left) {
        func event(_ action: MouseEvent.Action) -> ScreenEvent { .input(.mouse(MouseEvent(action: action, column: column, row: row))) }
        send(event(.press(button)), event(.release(button)))
    }

    /// Clicks where a line says `text`, once it has been read.
    func click(_ text: String, row: Int) -> Bool {
        let line = screen.line(row)
        guard let range = line.range(of: text) else { return false }
        screen.pass(0.6)
        click(line.distance(from: line.startIndex, to: range.lowerBound), row)
        return true
    }

    /// Does by mouse what the help says in a line with `text`.
    func clickHelp(_ text: String) throws {
        _ = click("? help", row: screen.rows - 2)
        for _ in 0..<100 where !screen.text.contains(text) {
            send(.input(.mouse(MouseEvent(action: .wheelDown, column: 0, row: 0))))
        }
        click(4, try #require((0..<screen.rows).first { screen.line($0).contains(text) }))
    }

    /// Lets time pass without an event.
    func pass(_ seconds: Double) {
        screen.pass(seconds)
        turn()
    }

    /// Ends as a signal does.
    func end(status: Int32) {
        send(.endAsked(status: status))
        session.end()
    }

    /// Waits for what another thread does and tells nobody of.
    func waitSilently(until condition: () -> Bool) -> Bool {
        for _ in 0..<60_000 where !condition() { usleep(1_000) }
        return condition()
    }

    var marked: Int { session.editor?.mask.bytes.count { $0 != 0 } ?? 0 }

    /// What is kept beyond the end.
    var recoveryFiles: [URL] {
        let state = folder.url.appending(path: "state/madf-tui")
        let files = try? FileManager.default.contentsOfDirectory(at: state, includingPropertiesForKeys: nil)
        return files?.filter { $0.pathExtension == "recovery" } ?? []
    }

    /// Another picture comes to the photo's path.
    func replacePhoto(by picture: Raster) throws {
        try picture.writePNG(to: folder.path("new.png"))
        rename(folder.path("new.png"), folder.path("photo.png"))
    }

    /// Removes what is marked, and waits until all stages are there.
    func remove() -> Bool {
        type("\r")
        return wait { session.editor?.running == nil && screen.lastLine.contains("s saves") }
    }
}
