import Glibc
import Terminal

/// Names of files that go with a photo.
package struct PhotoPath {
    let path: String

    package init(_ path: String) { self.path = path }

    /// The path without its extension.
    var stem: String {
        guard let dot = path.lastIndex(of: "."), dot > nameStart else { return path }
        return String(path[..<dot])
    }

    /// With its dot; empty where there is none.
    package var pathExtension: String { String(path.dropFirst(stem.count)) }
    package var name: String { String(path[nameStart...]) }
    /// Up to and with the last slash; empty for a bare name.
    package var folder: String { String(path[..<nameStart]) }
    package var nameStem: String { String(stem.dropFirst(folder.count)) }

    /// Where a result is saved unless another place is named.
    package var removed: String { stem + "-removed" + pathExtension }

    /// Where a stage of the result is saved in `folder`.
    package func stage(_ stage: String, in folder: String) -> String { "\(Self.inside(folder))\(nameStem)-\(stage)\(pathExtension)" }

    private var nameStart: String.Index { path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// `message` with names in place of the paths in it, where it is longer than `columns`.
    package static func shortened(_ message: String, to columns: Int) -> String {
        guard TextLine.width(message) > columns else { return message }
        let words = message.split(separator: " ", omittingEmptySubsequences: false).map { word in
            word.contains("/") ? ".../" + (word.split(separator: "/").last ?? "") : word
        }
        return TextLine.shortened(words.joined(separator: " "), to: columns)
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// `paths` with the photographs in them for folders.
    package static func photos(of paths: [String]) throws(CommandError) -> [String] {
        var photos: [String] = []
        for path in paths {
            guard isFolder(path) else {
                photos.append(path)
                continue
            }
            let inside = try self.photos(in: path)
            guard !inside.isEmpty else { throw .noPhotos(folder: path) }
            photos += inside
        }
        return photos
    }

    /// Whether two names are of one file that exists.
    static func isSame(_ path: String, _ other: String) -> Bool {
        var first = stat(), second = stat()
        return stat(path, &first) == 0 && stat(other, &second) == 0 && first.st_dev == second.st_dev && first.st_ino == second.st_ino
    }

    /// What a name in the folder begins with.
    static func inside(_ folder: String) -> String { folder + (folder.hasSuffix("/") ? "" : "/") }

    /// Makes the folder where there is none.
    static func makeFolder(_ folder: String) throws(CommandError) {
        guard mkdir(folder, 0o777) != 0 else { return }
        let reason = errno
        guard isFolder(folder) else { throw .system(folder, reason == EEXIST ? ENOTDIR : reason) }
    }

    /// The photographs in a folder by their extensions, sorted, without results and marks of this program.
    static func photos(in folder: String) throws(CommandError) -> [String] {
        guard let handle = opendir(folder) else { throw .unreadableFolder(folder, errno) }
        defer { closedir(handle) }
        var paths: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(cString: $0.bindMemory(to: CChar.self).baseAddress!) }
            let file = PhotoPath(name)
            guard [".jpg", ".jpeg", ".jpe", ".jfif", ".png"].contains(file.pathExtension.lowercased()), !name.hasPrefix("."),
                !["-removed", "-mask", "_mask"].contains(where: { file.nameStem.hasSuffix($0) })
            else { continue }
            paths.append(inside(folder) + name)
        }
        return paths.sorted()
    }
}
