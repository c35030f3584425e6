import Photo

/// A photo of a batch, where its mask is, and where its result goes.
struct BatchItem {
    let photo: String
    /// Where the mask may be; the first that exists counts.
    let masks: [String]
    let output: String
    /// Whether a result that is there already counts as done: in a batch of several, which may go on after an interruption.
    let skipsFinished: Bool

    var mask: String { masks.first(where: PhotoPath.exists) ?? masks[0] }

    /// The items of a command line, in its order; a folder stands for the photographs in it, and a photo that is named twice
    /// counts once.
    static func items(_ command: MainCommand) throws -> [BatchItem] {
        var named: Set<String> = []
        let photos = try PhotoPath.photos(of: command.photos).filter { named.insert($0).inserted }
        let isBatch = photos.count > 1 || photos != command.photos
        let items = photos.map { photo in
            BatchItem(
                photo: photo, masks: masks(command.mask!, of: photo), output: output(command, photo),
                skipsFinished: isBatch && !command.force && !command.inPlace)
        }
        try checkPlaces(of: items, command)
        return items
    }

    /// Throws where a result would go where another one goes or its own photo is: a batch would take the one for the other's.
    private static func checkPlaces(of items: [BatchItem], _ command: MainCommand) throws {
        var owners: [String: String] = [:]
        for item in items {
            if !command.inPlace, PhotoPath.isSame(item.output, item.photo) { throw PhotoError.isSource(path: item.output) }
            let stage = command.stages.map { PhotoPath(item.photo).stage("coarse", in: $0) }
            for place in [item.output, stage].compactMap(\.self) {
                guard let other = owners.updateValue(item.photo, forKey: place) else { continue }
                throw CommandError.samePlace(place, photos: [other, item.photo])
            }
        }
    }

    private static func output(_ command: MainCommand, _ photo: String) -> String {
        if let output = command.output { return output }
        if command.inPlace || photo == "-" { return photo }
        let file = PhotoPath(photo)
        if let folder = command.outputDir { return PhotoPath.inside(folder) + file.name }
        return file.removed
    }

    /// A pattern without a folder is looked for beside the photo; in a folder, NAME_mask.png goes before NAME.png.
    private static func masks(_ told: String, of photo: String) -> [String] {
        let file = PhotoPath(photo)
        if told.contains("{stem}") {
            return [(told.contains("/") ? "" : file.folder) + told.replacing("{stem}", with: file.nameStem)]
        }
        guard PhotoPath.isFolder(told) else { return [told] }
        return ["_mask.png", ".png"].map { PhotoPath.inside(told) + file.nameStem + $0 }
    }
}
