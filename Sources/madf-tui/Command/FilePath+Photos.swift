import System

/// Names of files that go with a photo, and the photos in folders.
extension FilePath {
    /// Where a result is saved unless another place is named.
    package var removed: FilePath { appendingToStem("-removed") }

    /// Where a stage of the result is saved in `folder`.
    package func stage(_ stage: String, in folder: FilePath) -> FilePath {
        folder.appending(lastComponent ?? "photo").appendingToStem("-\(stage)")
    }

    /// `paths` with the photographs in them for folders.
    package static func photos(of paths: [FilePath]) throws(CommandError) -> [FilePath] {
        var photos: [FilePath] = []
        for path in paths {
            guard path.isFolder else {
                photos.append(path)
                continue
            }
            let inside = try path.photosInFolder()
            guard !inside.isEmpty else { throw .noPhotos(folder: path) }
            photos += inside
        }
        return photos
    }

    /// The photographs in this folder by their extensions, sorted, without results and marks of this program.
    private func photosInFolder() throws(CommandError) -> [FilePath] {
        let names = try translating({ CommandError.unreadableFolder(self, $0) }) { () throws(Errno) in try namesInFolder() }
        return names.filter { name in
            ["jpg", "jpeg", "jpe", "jfif", "png"].contains(name.kind) && name.bytes.first != UInt8(ascii: ".")
                && !["-removed", "-mask", "_mask"].contains { name.stemBytes.suffix($0.utf8.count).elementsEqual($0.utf8) }
        }.map(pushing)
    }
}
