import Photo
import System

/// A photo of a batch, where its mask is, and where its result goes.
struct BatchItem {
    let photo: FilePath
    /// Where the mask may be; the first that exists counts.
    let masks: [FilePath]
    let output: FilePath
    /// Whether a result that is there already counts as done: in a batch of several, which may go on after an interruption.
    let skipsFinished: Bool

    var mask: FilePath { masks.first(where: \.exists) ?? masks[0] }

    /// The items of a command line, in its order; a folder stands for the photographs in it, and a photo that is named twice
    /// counts once.
    static func items(_ options: BatchOptions) throws -> [BatchItem] {
        var named: Set<FilePath> = []
        let photos = try FilePath.photos(of: options.photos).filter { named.insert($0).inserted }
        let isBatch = photos.count > 1 || photos != options.photos
        let items = photos.map { photo in
            BatchItem(
                photo: photo, masks: masks(options.mask, of: photo), output: output(options, photo),
                skipsFinished: isBatch && options.replacing == .never)
        }
        try checkPlaces(of: items, options)
        return items
    }

    /// Throws where a result would go where another one goes or its own photo is: a batch would take the one for the other's.
    private static func checkPlaces(of items: [BatchItem], _ options: BatchOptions) throws {
        var owners: [FilePath: FilePath] = [:]
        for item in items {
            if options.replacing != .source, item.output.isSameFile(as: item.photo) { throw PhotoError.isSource(path: item.output) }
            let stage = options.stageFolder.map { item.photo.stage("coarse", in: $0) }
            for place in [item.output, stage].compactMap(\.self) {
                guard let other = owners.updateValue(item.photo, forKey: place) else { continue }
                throw CommandError.samePlace(place, photos: [other, item.photo])
            }
        }
    }

    private static func output(_ options: BatchOptions, _ photo: FilePath) -> FilePath {
        if let output = options.output { return output }
        if options.replacing == .source || photo == "-" { return photo }
        if let folder = options.outputFolder, let name = photo.lastComponent { return folder.appending(name) }
        return photo.removed
    }

    /// A pattern without a folder is looked for beside the photo; in a folder, NAME_mask.png goes before NAME.png.
    private static func masks(_ told: FilePath, of photo: FilePath) -> [FilePath] {
        let bytes = told.bytes, pattern = Array("{stem}".utf8)
        if !bytes.ranges(of: pattern).isEmpty {
            let mask = FilePath(bytes: bytes.replacing(pattern, with: photo.stemBytes))
            return [bytes.contains(UInt8(ascii: "/")) ? mask : photo.removingLastComponent().pushing(mask)]
        }
        guard told.isFolder, let name = photo.lastComponent else { return [told] }
        return ["_mask.png", ".png"].map { told.appending(name).appendingToStem($0, replacingExtension: true) }
    }
}
