import Glibc

/// Names in a folder.
enum Folder {
    /// All of them, sorted.
    static func names(_ path: String) throws -> [String] {
        guard let folder = opendir(path) else { throw Failure("\(path): \(String(cString: strerror(errno)))") }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            names.append(withUnsafeBytes(of: &entry.pointee.d_name) { String(cString: $0.bindMemory(to: CChar.self).baseAddress!) })
        }
        return names.sorted()
    }

    /// Makes the folder where there is none.
    static func make(_ path: String) throws {
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw Failure("\(path): \(String(cString: strerror(errno)))") }
    }
}
