import System

/// What format files have, and what their names promise.
extension Photo.Format {
    var room: any FileFormat.Type {
        switch self {
        case .jpeg: JPEGFormat.self
        case .png: PNGFormat.self
        #if HEIF
        case .heif: HEIFFormat.self
        #endif
        #if JPEGXL
        case .jpegXL: JPEGXLFormat.self
        #endif
        #if TIFF
        case .tiff: TIFFFormat.self
        #endif
        #if WebP
        case .webp: WebPFormat.self
        #endif
        }
    }

    /// That of results unless another one is asked for: its own, or PNG where its own is written only then.
    public var result: Self { room.isWrittenWhenAskedOnly ? .png : self }

    /// As users read it.
    package var name: String { room.name }

    /// Of files that get a name from us.
    package var fileExtension: String { room.extensions[0] }

    /// The names of all, as in "JPEG, PNG and WebP".
    package static var list: String {
        let names = allCases.map(\.name)
        return names.dropLast().joined(separator: ", ") + " and " + names.last!
    }
}

extension Photo {
    /// The format of the regular file at `path` by its first bytes; nil where it is none that can be read.
    public static func format(at path: FilePath) -> Format? {
        guard let file = try? File(path), (try? file.status().type) == .regular, let head = try? file.readAll(count: FileSignature.length)
        else { return nil }
        return format(of: head)
    }

    static func format(of file: [UInt8]) -> Format? {
        let head = Array(file.prefix(FileSignature.length))
        return Format.allCases.first { $0.room.begins(head) }
    }

    /// The format that a name's extension asks for, nil where it says nothing.
    package static func format(named path: FilePath) -> Format? { Format.allCases.first { $0.room.extensions.contains(path.kind) } }

    /// Whether a file of this format may have such a name: extensions that are of no picture may be part of any.
    package static func isName(_ path: FilePath, for format: Format) -> Bool {
        Self.format(named: path).map { $0 == format } ?? !otherFormats.contains(path.kind)
    }

    /// Extensions of other pictures, and of those that a small build leaves out; any else may be part of a name, such as
    /// `photo.2026-11-24`.
    private static let otherFormats: Set<String> = [
        "webp", "avif", "heic", "heif", "jxl", "jp2", "tif", "tiff", "gif", "bmp", "tga", "ppm", "psd", "xcf", "dng", "svg", "pdf",
    ]

    /// The format of a result whose name was given as `path`: that of its extension, else the photo's; throws for
    /// other pictures' extensions.
    func format(askedBy path: FilePath) throws(PhotoError) -> Format {
        if let format = Self.format(named: path) { return format }
        guard Self.isName(path, for: format) else {
            throw .cannotEncode(path: path, reason: "only \(Format.list) can be written")
        }
        return format
    }
}
