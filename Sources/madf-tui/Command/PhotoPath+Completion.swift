import Glibc

extension PhotoPath {
    /// `path` with the home folder for a `~` at its beginning, as shells have it.
    static func expanded(_ path: String) -> String {
        guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
        return String(cString: home) + path.dropFirst()
    }

    /// `path` as far as there is only one way to go on with it; a folder ends in a slash. Hidden files are left out unless
    /// their dot is there.
    package static func completed(_ path: String) -> String {
        let file = PhotoPath(path)
        let folder = file.folder.isEmpty ? "." : expanded(file.folder)
        guard let handle = opendir(folder) else { return path }
        defer { closedir(handle) }
        var common: String?
        while let entry = readdir(handle) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(cString: $0.bindMemory(to: CChar.self).baseAddress!) }
            guard name.hasPrefix(file.name), name.first != "." || file.name.first == "." else { continue }
            common = common.map { String(zip($0, name).prefix { $0 == $1 }.map(\.0)) } ?? name
        }
        guard let common else { return path }
        return file.folder + common + (common != ".." && isFolder(folder + "/" + common) && !common.isEmpty ? "/" : "")
    }
}
