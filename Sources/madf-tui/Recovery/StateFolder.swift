import System

/// Where the program keeps what outlives it: `madf-tui` in the user's folder for state.
package struct StateFolder {
    let path: FilePath

    /// What messages call it.
    static var name: String { UserPlaces.state.map { $0.appending("madf-tui").description } ?? "the state folder (HOME is not set)" }

    /// Makes the user's; nil where there is no home or it cannot be made.
    init?() {
        guard let state = UserPlaces.state else { return nil }
        self.init(in: state)
    }

    /// Makes the folder in another; nil where it cannot be made.
    package init?(in base: FilePath) {
        path = base.appending("madf-tui")
        try? path.makeFolder(mode: 0o700, parents: true)
        guard path.isFolder, path.isWritableFolder else { return nil }
    }

    /// A file of this folder for the photo at `photo`, whatever name the photo is reached by.
    func file(for photo: FilePath, _ suffix: String) -> FilePath { path.appending(Self.number(of: photo) + suffix) }

    /// A recovery file of another picture that was at `photo`, which has not `suffix` in its name.
    func others(for photo: FilePath, than suffix: String) -> FilePath? {
        let number = Self.number(of: photo)
        return ((try? path.namesInFolder()) ?? []).first { name in
            let text = name.string
            return text.hasPrefix(number + "-") && text.hasSuffix(".recovery") && !text.hasPrefix(number + suffix)
        }.map(path.pushing)
    }

    /// Names of any length and any characters become one short name.
    private static func number(of photo: FilePath) -> String { String(Hash.fnv1a((photo.resolved ?? photo).bytes), radix: 16) }
}
