import Foundation
import Photo
import Pixels
import Support

/// A folder with a photo in it, and the editor on that photo.
struct Scene {
    let folder: URL
    let picture: Raster
    let terminal: PseudoTerminal

    /// Runs `body` with the editor open on a picture that is shown pixel for half block in 80 x 24 cells.
    static func with(
        type: String = "xterm-256color", options: [String] = [], columns: Int = 80, rows: Int = 24,
        picture: Raster = .pattern(width: 80, height: 44), _ environment: [String: String] = [:],
        _ body: (Scene) throws -> Void
    ) throws {
        try EditorProgram.withFolder { folder in
            let photo = folder.appendingPathComponent("photo.png")
            try picture.writePNG(to: photo.path)
            let terminal = try EditorProgram.open(
                photo, in: folder, type: type, options: options, columns: columns, rows: rows, environment)
            try body(Scene(folder: folder, picture: picture, terminal: terminal))
        }
    }

    /// Runs `body` with an editor on each of `types`, all open at once.
    static func withEach(
        _ types: [String], columns: Int = 80, rows: Int = 24, picture: Raster = .pattern(width: 80, height: 44),
        _ environment: [String: String] = [:], _ body: ([Scene]) throws -> Void
    ) throws {
        func open(_ rest: ArraySlice<String>, _ scenes: [Scene]) throws {
            guard let type = rest.first else { return try body(scenes) }
            try with(type: type, columns: columns, rows: rows, picture: picture, environment) { try open(rest.dropFirst(), scenes + [$0]) }
        }
        try open(types[...], [])
    }

    /// The marks as the program saves them.
    func savedMask() throws -> Raster {
        let path = folder.appendingPathComponent("photo_mask.png").path
        try? FileManager.default.removeItem(atPath: path)
        terminal.send("M\r")
        terminal.wait(for: "marks saved")
        terminal.send("\u{1b}")
        terminal.wait { !$0.screen.text.contains("marks saved") }
        return try Photo.load(path: path).raster
    }

    /// Marked pixels.
    func markedCount() throws -> Int { try savedMask().bytes.lazy.filter { $0 != 0 }.count }

    /// An SGR mouse report at a cell, counted from 0.
    static func mouse(_ code: Int, _ column: Int, _ row: Int, release: Bool = false) -> String {
        "\u{1b}[<\(code);\(column + 1);\(row + 1)\(release ? "m" : "M")"
    }

    /// The line that says how things stand.
    var state: String { terminal.screen.line(terminal.screen.rows - 2) }

    func waitForState(_ text: String) -> Bool {
        terminal.wait { $0.screen.line($0.screen.rows - 2).contains(text) }
    }
}

extension Scene {
    /// The editor once more on the same photo.
    func again(type: String = "xterm-256color") throws -> Scene {
        let photo = folder.appendingPathComponent("photo.png")
        return Scene(folder: folder, picture: picture, terminal: try EditorProgram.open(photo, in: folder, type: type))
    }

    var recoveryFiles: [URL] { EditorProgram.stateFiles(in: folder).filter { $0.pathExtension == "recovery" } }
}
