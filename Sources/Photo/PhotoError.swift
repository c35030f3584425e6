import System

/// Why a photo could not be opened or saved; `description` is the one line for the user.
public enum PhotoError: Error, Equatable, CustomStringConvertible {
    /// A system call failed on the file.
    case cannotRead(path: FilePath, errno: Int32)
    case notAFile(path: FilePath)
    /// The file has more bytes than allowed.
    case fileTooLarge(path: FilePath, limit: Int)
    /// The picture has more pixels than allowed.
    case tooManyPixels(path: FilePath, width: Int, height: Int, limit: Int)
    /// The file has more bytes of metadata than allowed.
    case tooMuchMetadata(path: FilePath, limit: Int)
    case empty(path: FilePath)
    /// None of `Photo.Format` by content.
    case unknownFormat(path: FilePath)
    /// A kind of a format that is not handled, in `reason`.
    case unsupported(path: FilePath, reason: String)
    /// The file has fewer pages.
    case noPage(path: FilePath, page: Int, of: Int)
    case truncated(path: FilePath)
    /// The decoder gave up, for `reason`.
    case damaged(path: FilePath, reason: String)
    /// It took more than a picture of its size needs, or ended without an answer.
    case decoderFailed(path: FilePath)
    /// The program that decodes files of this kind does not run.
    case cannotStart(_ decoder: FilePath, for: FilePath, errno: Int32)
    case cancelled(path: FilePath)
    case outOfMemory(path: FilePath)
    /// The target is there already and was not to be replaced.
    case exists(path: FilePath)
    /// The target is the photo itself and was not to be replaced.
    case isSource(path: FilePath)
    /// Somebody has changed the target since it was read or written; nothing was replaced.
    case changed(path: FilePath)
    /// The target is write-protected; nothing was replaced.
    case isProtected(path: FilePath)
    /// A system call failed while writing; nothing was replaced.
    case cannotWrite(path: FilePath, errno: Int32)
    /// The encoder gave up, for `reason`; nothing was replaced.
    case cannotEncode(path: FilePath, reason: String)

    public var description: String {
        switch self {
        case .cannotRead(let path, let errno): "Cannot read \(path): \(Self.words(errno))."
        case .notAFile(let path): "\(path) is not a regular file; name the file of a photo."
        case .fileTooLarge(let path, let limit):
            "\(path) has more than \(limit >> 20) MiB; reduce it before removing anything."
        case .tooManyPixels(let path, let width, let height, let limit):
            "\(path) has \(width) x \(height) pixels, more than the \(limit / 1_000_000) million that are handled; reduce it first."
        case .tooMuchMetadata(let path, let limit):
            "\(path) has more than \(limit >> 20) MiB of metadata; strip it first."
        case .empty(let path): "\(path) is empty. Take an intact copy."
        case .unknownFormat(let path): "\(path) is in no format that can be opened; convert it to JPEG or PNG first."
        case .unsupported(let path, let reason): "\(path) cannot be handled: \(reason). Convert it first."
        case .noPage(let path, let page, let count):
            "\(path) has no page \(page): it has \(count == 1 ? "one, so leave --page out" : "\(count), so give --page 1 to \(count)")."
        case .truncated(let path): "\(path) ends early: part of the picture is missing. Take a complete copy."
        case .damaged(let path, let reason): "\(path) is damaged: \(reason). Take an intact copy."
        case .decoderFailed(let path): "The decoder failed on \(path), which may be damaged; convert it to JPEG or PNG with another program."
        case .cannotStart(let decoder, let path, let errno):
            "Cannot read \(path): \(decoder), which decodes it, does not start: \(Self.words(errno)). Convert it to JPEG or PNG first."
        case .cancelled(let path): "Reading \(path) was given up."
        case .outOfMemory(let path): "There is not enough memory for \(path)."
        case .exists(let path): "\(path) exists already; choose another name or give --force."
        case .isSource(let path): "\(path) is the photo itself; choose another name or give --in-place."
        case .changed(let path): "\(path) was changed by another program meanwhile and was not replaced; save elsewhere, or give --force."
        case .isProtected(let path): "\(path) is write-protected and was not replaced; allow it with chmod u+w, or give --force."
        case .cannotWrite(let path, let errno):
            "Cannot save \(path): \(Self.words(errno)). Nothing was replaced; save elsewhere."
        case .cannotEncode(let path, let reason): "Cannot save \(path): \(reason). Nothing was replaced."
        }
    }

    init(_ error: FileError, _ path: FilePath) {
        switch error {
        case .exists: self = .exists(path: path)
        case .isSource: self = .isSource(path: path)
        case .notAFile: self = .notAFile(path: path)
        case .changed: self = .changed(path: path)
        case .isProtected: self = .isProtected(path: path)
        case .system(let errno): self = .cannotWrite(path: path, errno: errno.rawValue)
        }
    }

    private static func words(_ errno: Int32) -> String {
        Errno(rawValue: errno).description
    }
}
