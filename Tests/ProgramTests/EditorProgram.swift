import Foundation
import Support

/// The program under test and what it is given.
enum EditorProgram {
    static let path = Executable(name: "madf-tui").path

    /// The sample photographs.
    static let photos = PackageFolder.url.appending(path: "Assets/photos")

    /// A folder that is not there after the test.
    static func withFolder<T>(_ body: (URL) throws -> T) throws -> T {
        let folder = try TemporaryFolder()
        return try withExtendedLifetime(folder) { try body(folder.url) }
    }

    /// An environment in which nothing of the user's own plays a part.
    static func environment(_ folder: URL, type: String = "xterm-256color", _ more: [String: String] = [:]) -> [String: String] {
        [
            "TERM": type, "LC_ALL": "C.UTF-8", "HOME": folder.path, "PATH": "/usr/bin:/bin",
            "XDG_STATE_HOME": folder.appendingPathComponent("state").path,
            "XDG_CONFIG_HOME": folder.appendingPathComponent("config").path,
        ].merging(more) { $1 }
    }

    /// What the program keeps beyond its end.
    static func stateFiles(in folder: URL) -> [URL] {
        let state = folder.appendingPathComponent("state/madf-tui")
        return (try? FileManager.default.contentsOfDirectory(at: state, includingPropertiesForKeys: nil)) ?? []
    }

    /// The editor on `photo`, once the photo is shown.
    static func open(
        _ photo: URL, in folder: URL, type: String = "xterm-256color", options: [String] = [],
        columns: Int = 80, rows: Int = 24, _ more: [String: String] = [:]
    ) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            [path] + options + [photo.path], environment: environment(folder, type: type, more), columns: columns, rows: rows)
        terminal.wait(for: "zoom")
        return terminal
    }
}
