import Photo
import System

/// Names of files that go with a photo, and the photos in folders.
extension FilePath {
    private static let maskSuffixes = ["_mask", "-mask"], keepOutSuffix = "_keep-out", edgesSuffix = "_edges"
    /// What names of results end in unless told.
    package static let resultSuffix = "-removed"

    /// Where a result in `format` is saved unless another place is named: NAME-removed; that of NAME-removed NAME-removed-2, and so on.
    package func removed(as format: Photo.Format?, suffix: String = resultSuffix) -> FilePath {
        guard let (owner, number) = Self.result(stemBytes, suffix) else { return appendingToStem(suffix).holding(format) }
        return replacingStem(owner + "\(suffix)-\(number + 1)".utf8).holding(format)
    }

    /// The stem of the photo of which a stem is a result, and which of its results; nil where it is none.
    private static func result(_ stem: [UInt8], _ suffix: String = resultSuffix) -> (owner: [UInt8], number: Int)? {
        let digits = stem.reversed().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
        let text = String(decoding: stem.suffix(digits), as: UTF8.self)
        var number = 1, named = stem
        // No more digits than a number holds, and written as we do.
        if let second = Int(text), second >= 2, second < Int.max, "\(second)" == text, stem.dropLast(digits).last == UInt8(ascii: "-") {
            number = second
            named = stem.dropLast(digits + 1)
        }
        let suffix = Array(suffix.utf8)
        guard named.count > suffix.count, named.suffix(suffix.count) == suffix[...] else { return nil }
        return (Array(named.dropLast(suffix.count)), number)
    }

    /// Where marks of the photo are looked for, the first where they are saved: beside it, or with its name in a folder of masks.
    package var masks: [FilePath] { Self.maskSuffixes.map { appendingToStem($0 + ".png", replacingExtension: true) } }

    /// The first of NAME-2, NAME-3 and so on that is free; after a result, with the numbers that results have.
    package var nextFree: FilePath {
        let (stem, number) = Self.result(stemBytes).map { ($0.owner + Self.resultSuffix.utf8, $0.number) } ?? (stemBytes, 1)
        var next = self, count = number
        repeat {
            count += 1
            next = replacingStem(stem + "-\(count)".utf8)
        } while next.exists
        return next
    }

    /// Where what nothing is copied from is looked for and saved.
    package var keepOut: FilePath { appendingToStem(Self.keepOutSuffix + ".png", replacingExtension: true) }

    /// Where strokes are looked for and saved along which edges go on.
    package var edges: FilePath { appendingToStem(Self.edgesSuffix + ".png", replacingExtension: true) }

    /// Where a stage of the result in `format` is saved in `folder`.
    package func stage(_ stage: String, in folder: FilePath, as format: Photo.Format?) -> FilePath {
        folder.appending(lastComponent ?? "photo").appendingToStem("-\(stage)").holding(format)
    }

    /// The path with the extension of `format` where its own is that of other pictures.
    func holding(_ format: Photo.Format?) -> FilePath {
        guard let format, !Photo.isName(self, for: format) else { return self }
        return appendingToStem("." + format.fileExtension, replacingExtension: true)
    }

    /// Whether it is named as a photograph is.
    fileprivate var isNamedAsPhoto: Bool {
        Photo.format(named: self) != nil && stemBytes.first != UInt8(ascii: ".")
    }

    /// The bytes of the stems that a photo may have of which this is a mask or result; none where the name is of neither.
    fileprivate func owners(_ suffix: String) -> [[UInt8]] {
        let stem = stemBytes
        if let (owner, number) = Self.result(stem, suffix) {
            // The second is what became of the first, and so on.
            return [owner, owner + (suffix + (number > 2 ? "-\(number - 1)" : "")).utf8].prefix(number).map(\.self)
        }
        // Of several tries the first is no second result.
        let suffixes = (Self.maskSuffixes + [Self.keepOutSuffix, Self.edgesSuffix, suffix + "-1"]).map { Array($0.utf8) }
        let suffix = suffixes.first { stem.count > $0.count && stem.suffix($0.count) == $0[...] }
        return suffix.map { [Array(stem.dropLast($0.count))] } ?? []
    }
}

/// The photos that were named, with those in folders.
package struct PhotoSelection {
    package private(set) var photos: [FilePath] = []
    /// Results and masks of photos in the same folder, which are left out.
    package private(set) var leftOut: [FilePath] = []

    /// Folders in folders, at most.
    private static let mostLevels = 64

    /// - Parameters:
    ///   - recursive: whether folders in folders count, too.
    ///   - others: folders that are not for photos, such as that of results.
    ///   - suffix: what names of results end in.
    package init(
        _ paths: [FilePath], recursive: Bool = false, without others: [FilePath] = [], suffix: String = FilePath.resultSuffix
    ) throws(CommandError) {
        for path in paths {
            guard path.isFolder else {
                photos.append(path)
                continue
            }
            let before = photos.count
            try add(folder: path, levels: recursive ? Self.mostLevels : 0, without: others, suffix)
            if photos.count == before { throw .noPhotos(folder: path) }
        }
    }

    /// Adds the photographs in `folder` by their extensions, sorted, but for masks and results of those that are there; then those in its
    /// folders. Hidden ones, and links to folders, which may lead anywhere, are passed by.
    private mutating func add(folder: FilePath, levels: Int, without others: [FilePath], _ suffix: String) throws(CommandError) {
        let all = try translating({ CommandError.unreadableFolder(folder, $0) }) { () throws(Errno) in try folder.namesInFolder() }
        // What lies in the working folder is called by its name alone.
        func inside(_ name: FilePath) -> FilePath { folder == "." ? name : folder.pushing(name) }
        let names = all.filter(\.isNamedAsPhoto), stems = Set(names.map(\.stemBytes))
        for name in names {
            let path = inside(name)
            if name.owners(suffix).contains(where: stems.contains) { leftOut.append(path) } else { photos.append(path) }
        }
        guard levels > 0 else { return }
        for inner in all.filter({ $0.stemBytes.first != UInt8(ascii: ".") }).map(inside) where inner.isFolderItself {
            guard !others.contains(where: inner.isSameFile) else { continue }
            try add(folder: inner, levels: levels - 1, without: others, suffix)
        }
    }

    /// What is to be said of what was left out, but for files that are known; nil where that is nothing.
    package func note(but known: Set<FilePath> = []) -> String? {
        let names = leftOut.filter { !known.contains($0) }.map(\.shownName)
        guard let first = names.first else { return nil }
        if names.count == 1 { return "left out as a mask or result of a photo beside it: \(first)" }
        return "left out as masks and results of photos beside them: \(names.prefix(3).joined(separator: ", "))"
            + (names.count > 3 ? " and \(names.count - 3) more" : "")
    }
}
