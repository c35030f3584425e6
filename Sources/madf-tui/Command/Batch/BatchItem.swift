import Photo
import System

/// A photo of a batch, where its mask is, and where its result goes.
struct BatchItem {
    let photo: FilePath
    /// That of its result, by its content; nil where that is neither, or not known yet.
    let format: Photo.Format?
    /// Where the mask may be; the first that exists counts. None where boxes say it all.
    let masks: [FilePath]
    /// The same for what nothing is copied from.
    let keepOuts: [FilePath]
    /// And for strokes along which edges go on.
    let edgePlaces: [FilePath]
    /// Where the result goes, or each of several tries.
    let outputs: [FilePath]
    /// Whether a result that is there already counts as done: in a batch of several, which may go on after an interruption.
    let skipsFinished: Bool
    /// Why it cannot be done: its result would go where another one goes, or its own photo is.
    private(set) var clash: String?

    var mask: FilePath? { masks.first(where: \.exists) ?? masks.first }
    var keepOut: FilePath? { keepOuts.first(where: \.exists) }
    var edges: FilePath? { edgePlaces.first(where: \.exists) }
    var output: FilePath { outputs[0] }
    var isDone: Bool { outputs.allSatisfy(\.exists) }

    /// The items for the photos of a command line, or for the part of them that was asked for, in their order; one that is named twice
    /// counts once.
    static func items(_ photos: [FilePath], _ options: BatchOptions) -> [BatchItem] {
        var named: Set<FilePath> = []
        let photos = photos.filter { named.insert($0).inserted }
        let isBatch = photos.count > 1 || photos != options.photos
        var items = photos.map { photo in
            let format = Photo.format(at: photo)?.result
            return BatchItem(
                photo: photo, format: format, masks: options.mask.map { places($0, of: photo, \.masks) } ?? [],
                keepOuts: options.keepOut.map { places($0, of: photo) { [$0.keepOut] } } ?? [],
                edgePlaces: options.edges.map { places($0, of: photo) { [$0.edges] } } ?? [], outputs: outputs(options, photo, format),
                skipsFinished: isBatch && !options.isForced && !options.isInPlace)
        }
        noteClashes(of: &items, options)
        return options.shard?.part(of: items, name: \.photo) ?? items
    }

    /// Finds the results that would go where another one goes or its own photo is: a batch would take the one for the other's.
    private static func noteClashes(of items: inout [BatchItem], _ options: BatchOptions) {
        func places(_ item: BatchItem) -> [FilePath] {
            item.outputs + (options.stageFolder.map { [item.photo.stage("coarse", in: $0, as: item.format)] } ?? [])
        }
        var owners: [FilePath: [FilePath]] = [:]
        for item in items { for place in places(item) { owners[place, default: []].append(item.photo) } }
        for index in items.indices {
            let item = items[index]
            if !options.isInPlace, let same = item.outputs.first(where: { $0.isSameFile(as: item.photo) }) {
                items[index].clash = PhotoError.isSource(path: same).description
            } else if let place = places(item).first(where: { owners[$0]!.count > 1 }) {
                items[index].clash = CommandError.samePlace(place, photos: [item.photo] + owners[place]!.filter { $0 != item.photo }).description
            }
        }
    }

    private static func outputs(_ options: BatchOptions, _ photo: FilePath, _ format: Photo.Format?) -> [FilePath] {
        let output = output(options, photo, format)
        return options.tries == 1 ? [output] : (1...options.tries).map { output.appendingToStem("-\($0)") }
    }

    private static func output(_ options: BatchOptions, _ photo: FilePath, _ format: Photo.Format?) -> FilePath {
        if let output = options.output { return output }
        if options.isInPlace || photo == "-" { return photo }
        if let folder = options.outputFolder, let name = photo.lastComponent { return folder.appending(name).holding(format) }
        return photo.removed(as: format)
    }

    /// A pattern without a folder is looked for beside the photo; in a folder, the names that say what it is go before NAME.png.
    private static func places(_ told: FilePath, of photo: FilePath, _ names: (FilePath) -> [FilePath]) -> [FilePath] {
        let bytes = told.bytes, pattern = Array("{stem}".utf8)
        if !bytes.ranges(of: pattern).isEmpty {
            let place = FilePath(bytes: bytes.replacing(pattern, with: photo.stemBytes))
            return [bytes.contains(UInt8(ascii: "/")) ? place : photo.removingLastComponent().pushing(place)]
        }
        guard told.isFolder, let name = photo.lastComponent else { return [told] }
        let file = told.appending(name)
        return names(file) + [file.appendingToStem(".png", replacingExtension: true)]
    }
}
