import Glibc

/// What can go wrong around photo and network; `description` is the one line for the user.
package enum CommandError: Error, CustomStringConvertible {
    case unreadableFolder(String, Int32)
    case noPhotos(folder: String)
    case noMask(photo: String, looked: [String])
    case wrongSize(mask: String, width: Int, height: Int, photo: String, photoWidth: Int, photoHeight: Int)
    case emptyMask(String)
    case fullMask(String)
    case samePlace(String, photos: [String])
    case system(String, Int32)

    package var description: String {
        switch self {
        case .unreadableFolder(let folder, let errno): "Cannot read \(folder): \(String(cString: strerror(errno)))."
        case .noPhotos(let folder): "\(folder) has no JPEG or PNG files."
        case .noMask(let photo, let looked):
            "\(photo) has no mask: looked for \(looked.joined(separator: " and ")); make one or name it with --mask."
        case .wrongSize(let mask, let width, let height, let photo, let photoWidth, let photoHeight):
            "\(mask) has \(width) x \(height) pixels, \(photo) has \(photoWidth) x \(photoHeight) upright: a mask must be as large as its photo."
        case .emptyMask(let mask): "\(mask) marks nothing to remove; paint white what should go, or give --invert-mask."
        case .fullMask(let mask): "\(mask) marks the whole photo, and leaves nothing to fill from; leave some of it black."
        case .samePlace(let place, let photos):
            "\(photos.joined(separator: " and ")) would both be saved as \(place): give --output-dir, and photos of the same name one each."
        case .system(let path, let errno): "\(path): \(String(cString: strerror(errno)))."
        }
    }
}
