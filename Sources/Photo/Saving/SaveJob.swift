import Pixels
import System

/// A save under way: the photo's file, the picture that is to be saved, and where it is written.
struct SaveJob {
    let source: InputFile
    let limits: Limits
    let picture: Composition
    /// The ICC profile of the picture's colors; nil for sRGB.
    let profile: [UInt8]?
    let options: SaveOptions
    /// Of what is encoded with loss as a whole, 1 to 100; nil where none was asked for, or it cannot be told.
    let quality: Int?
    let file: FileStream
    /// What `file` is called, for messages.
    let path: FilePath

    var keepsFaces: Bool { options.keepsFaces }

    /// The photo, upright.
    var raster: Raster { picture.original }

    /// What is said of a picture that is encoded with loss as a whole.
    func lossNote(_ format: String, quality: Int) -> String {
        "all of it encoded anew as \(format) in quality \(quality), so that pixels change outside the marks, too"
    }

    func write(_ bytes: [UInt8]) throws(PhotoError) {
        try translating({ PhotoError(.system($0), path) }) { () throws(Errno) in try file.write(bytes) }
    }
}
