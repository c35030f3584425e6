import Glibc

/// Where the program keeps what outlives it: `$XDG_STATE_HOME/madf-tui`, or `~/.local/state/madf-tui`
/// (XDG base directory specification; relative paths are ignored as it says).
package struct StateFolder {
    let path: String

    /// What messages call it.
    static var name: String { base().map { $0 + "/madf-tui" } ?? "the state folder (HOME is not set)" }

    /// Makes the user's; nil where there is no home or it cannot be made.
    init?() {
        guard let base = Self.base() else { return nil }
        self.init(in: base)
    }

    /// Makes the folder in another; nil where it cannot be made.
    package init?(in base: String) {
        path = base + "/madf-tui"
        var made = ""
        for part in path.split(separator: "/") {
            made += "/" + part
            if mkdir(made, 0o700) != 0, errno != EEXIST, errno != EISDIR { break }
        }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, access(path, W_OK) == 0 else { return nil }
    }

    private static func base() -> String? {
        func absolute(_ name: String) -> String? {
            getenv(name).map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil }
        }
        return absolute("XDG_STATE_HOME") ?? absolute("HOME").map { $0 + "/.local/state" }
    }

    /// A file of this folder for the photo at `photo`, whatever name the photo is reached by.
    func file(for photo: String, _ suffix: String) -> String {
        let real = realpath(photo, nil)
        defer { free(real) }
        let name = real.map { String(cString: $0) } ?? photo
        // FNV-1a: names of any length and any characters become one short name.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return path + "/" + String(hash, radix: 16) + suffix
    }
}
