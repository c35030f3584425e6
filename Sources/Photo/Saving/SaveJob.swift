import Pixels
import System

/// A save under way: the photo's file, the picture that is to be saved, and where it is written.
struct SaveJob {
    let source: InputFile
    let limits: Limits
    let picture: Composition
    /// The ICC profile of the picture's colors; nil for sRGB.
    let profile: [UInt8]?
    /// Whether names and regions of faces stay where the face was removed.
    let keepsFaces: Bool
    /// Of a JPEG of a photo in another format, 1 to 100.
    let jpegQuality: Int
    let file: FileStream
    /// What `file` is called, for messages.
    let path: FilePath

    /// The photo, upright.
    var raster: Raster { picture.original }

    func write(_ bytes: [UInt8]) throws(PhotoError) {
        try translating({ PhotoError(.system($0), path) }) { () throws(Errno) in try file.write(bytes) }
    }
}
