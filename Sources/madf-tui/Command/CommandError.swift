import Photo
import System

/// What can go wrong around photo and network; `description` is the one line for the user.
package enum CommandError: Error, CustomStringConvertible {
    case unreadableFolder(FilePath, Errno)
    case noPhotos(folder: FilePath)
    case missingMask(FilePath)
    case missingKeepOut(FilePath)
    case missingEdges(FilePath)
    case noMask(photo: FilePath, looked: [FilePath])
    case wrongSize(mask: FilePath, width: Int, height: Int, photo: FilePath, photoWidth: Int, photoHeight: Int)
    case emptyMask(FilePath)
    /// Without a mask, boxes mark it.
    case fullMask(FilePath?)
    /// Only the growth leaves nothing.
    case fullGrownMask(FilePath?, grow: Int)
    case outside(box: String, photo: FilePath, width: Int, height: Int)
    case samePlace(FilePath, photos: [FilePath])
    case system(String, Errno)

    package var description: String {
        switch self {
        case .unreadableFolder(let folder, let errno): "Cannot read \(folder): \(errno)."
        case .noPhotos(let folder): "\(folder) has no files of \(Photo.Format.list)."
        case .missingMask(let mask): "\(mask), the mask, does not exist; make it, or name another one with --mask."
        case .missingKeepOut(let file): "\(file), what to keep out, does not exist; make it, or name another one with --keep-out."
        case .missingEdges(let file): "\(file), the edges, does not exist; make it, or name another one with --edges."
        case .noMask(let photo, let looked):
            "\(photo) has no mask: looked for \(Self.list(looked)); make one or name it with --mask."
        case .wrongSize(let mask, let width, let height, let photo, let photoWidth, let photoHeight):
            "\(mask) has \(width) x \(height) pixels, \(photo) has \(photoWidth) x \(photoHeight) upright: a mask must be as large as its photo."
        case .emptyMask(let mask): "\(mask) marks nothing to remove; paint white what should go, or give --invert-mask."
        case .fullMask(let mask):
            mask.map { "\($0) marks the whole photo, and leaves nothing to fill from; leave some of it black." }
                ?? "--box marks the whole photo, and leaves nothing to fill from; give a smaller one."
        case .fullGrownMask(let mask, let grow):
            "\(mask?.description ?? "--box") leaves nothing to fill from when it has grown by \(grow) pixels; give a smaller --grow, or leave more of "
                + (mask == nil ? "the photo." : "it black.")
        case .outside(let box, let photo, let width, let height):
            "--box \(box) lies outside of \(photo), which has \(width) x \(height) pixels upright; it takes X,Y,WIDTH,HEIGHT."
        case .samePlace(let place, let photos):
            "\(Self.list(photos)) would \(photos.count > 2 ? "all" : "both") be saved as \(place): give photos of the same name one --output-dir each."
        case .system(let what, let errno): "\(what): \(errno)."
        }
    }

    private static func list(_ paths: [FilePath]) -> String { paths.map(\.description).joined(separator: " and ") }

    /// Makes `folder` where there is none.
    static func makeFolder(_ folder: FilePath) throws(CommandError) {
        try translating({ CommandError.system("\(folder)", $0) }) { () throws(Errno) in try folder.makeFolder() }
    }
}
