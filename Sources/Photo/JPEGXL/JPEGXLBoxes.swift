#if JPEGXL
import CJXL
import System

/// What the boxes of a JPEG XL file say, as the decoder comes by them.
struct JPEGXLBoxes: ~Copyable {
    private(set) var exif, xmp: [UInt8]?
    /// Types of those that are not carried over.
    private(set) var left: [String] = []

    private let library: cjxl_functions
    private let path: FilePath
    private let most: Int
    private var rest: Int
    private var type = ""
    /// nil where the box at hand is not read.
    private var content: [UInt8]?
    private let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)

    init(_ library: cjxl_functions, _ path: FilePath, _ limits: Limits) {
        self.library = library
        self.path = path
        most = limits.metadata
        rest = most
    }

    deinit { buffer.deallocate() }

    /// Of the picture itself.
    private static let parts: Set<String> = ["JXL ", "ftyp", "jxll", "jxli", "jxlc", "jxlp"]

    mutating func begin(_ decoder: OpaquePointer) throws(PhotoError) {
        try end(decoder)
        try count(Limits.leastMetadata)
        var name = [CChar](repeating: 0, count: 4)
        _ = library.JxlDecoderGetBoxType(decoder, &name, 1)
        type = String(decoding: name.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        if type == "Exif" && exif == nil || type == "xml " && xmp == nil {
            content = []
            _ = library.JxlDecoderSetBoxBuffer(decoder, buffer.baseAddress, buffer.count)
        } else if !Self.parts.contains(type), left.count < 100 {
            left.append(type == "jbrd" ? "what restores the JPEG that it was made of" : type)
        }
    }

    /// Takes what has been read of a box, for there is more.
    mutating func goOn(_ decoder: OpaquePointer) throws(PhotoError) {
        try take(decoder)
        _ = library.JxlDecoderSetBoxBuffer(decoder, buffer.baseAddress, buffer.count)
    }

    mutating func end(_ decoder: OpaquePointer) throws(PhotoError) {
        guard content != nil else { return }
        try take(decoder)
        guard let box = content else { return }
        content = nil
        if type == "xml " {
            xmp = box
        } else if let offset = box.number(at: 0, bytes: 4, .bigEndian), offset <= box.count - 4 {
            // From the TIFF header on, whose place the first four bytes tell.
            exif = Array(box.dropFirst(4 + offset))
        }
    }

    private mutating func take(_ decoder: OpaquePointer) throws(PhotoError) {
        let count = buffer.count - library.JxlDecoderReleaseBoxBuffer(decoder)
        try self.count(count)
        content? += buffer.prefix(count)
    }

    private mutating func count(_ bytes: Int) throws(PhotoError) {
        rest -= bytes
        guard rest >= 0 else { throw .tooMuchMetadata(path: path, limit: most) }
    }
}
#endif
