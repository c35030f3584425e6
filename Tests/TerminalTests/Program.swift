import Foundation
import Pixels

/// The program under test and what it is given.
enum Program {
    /// Beside the bundle of the tests, where the package manager puts both.
    static var path: String {
        let folder = Bundle.allBundles.lazy.map(\.bundleURL).first { $0.pathExtension == "xctest" }?.deletingLastPathComponent()
            ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        return folder.appendingPathComponent("madf-tui").path
    }

    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    /// The sample photographs.
    static let photos = package.appendingPathComponent("Assets/photos")

    /// A folder that is not there after the test.
    static func withFolder<T>(_ body: (URL) throws -> T) throws -> T {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("madf-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    /// Shades that vary from pixel to pixel, so that a shift or a wrong color shows.
    static func picture(width: Int, height: Int, _ color: (Int, Int) -> [UInt8] = { x, y in
        [UInt8((x * 3 + y) & 255), UInt8((y * 5) & 255), UInt8((x ^ y) & 255)]
    }) -> Raster {
        var raster = Raster(width: width, height: height, model: .rgb)
        for y in 0..<height {
            for x in 0..<width {
                let color = color(x, y)
                for channel in 0..<3 { raster[x, y, channel] = Int(color[channel]) }
            }
        }
        return raster
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
