import CPNG
import Pixels
import System

/// A PNG file being decoded: a handle on the library's reader over bytes that are in memory.
struct PNGReader: ~Copyable {
    private let handle: OpaquePointer
    let path: FilePath
    let header: cpng_header

    /// Calls `body` with a reader whose header was read and checked.
    static func with<Result>(
        _ file: [UInt8], path: FilePath, limits: Limits, _ body: (borrowing PNGReader) throws(PhotoError) -> Result
    ) throws(PhotoError) -> Result {
        try file.withUnsafeBufferPointer { (bytes) throws(PhotoError) in
            guard let handle = cpng_reader_create(bytes.baseAddress, bytes.count) else { throw .outOfMemory(path: path) }
            var header = cpng_header()
            let status = cpng_read_header(handle, &header)
            let reader = PNGReader(handle: handle, path: path, header: header)
            try reader.check(status)
            guard reader.width * reader.height <= limits.pixels else {
                throw .tooManyPixels(path: path, width: reader.width, height: reader.height, limit: limits.pixels)
            }
            // Deflate makes at most 1,032 bytes of one, so that a small file cannot ask for much memory.
            guard reader.height * header.bytesPerRow / 1032 <= bytes.count else { throw .truncated(path: path) }
            return try body(reader)
        }
    }

    private init(handle: OpaquePointer, path: FilePath, header: cpng_header) {
        self.handle = handle
        self.path = path
        self.header = header
    }

    deinit { cpng_reader_destroy(handle) }

    var width: Int { Int(header.width) }
    var height: Int { Int(header.height) }
    var problem: cpng_problem { cpng_reader_problem(handle).pointee }

    private func check(_ status: Int32) throws(PhotoError) {
        guard status != 0 else { return }
        throw problem.truncated != 0 ? .truncated(path: path) : .damaged(path: path, reason: string(problem.message))
    }

    /// The picture as it lies in the file, samples resolved to gray, RGB and alpha.
    func raster() throws(PhotoError) -> Raster {
        let hasAlpha = header.has_transparency != 0 || Int(header.color_type) & 4 != 0
        let isGray = Int(header.color_type) & 3 == 0
        var raster = Raster(
            width: width, height: height, model: isGray ? hasAlpha ? .grayAlpha : .gray : hasAlpha ? .rgba : .rgb,
            sampleType: header.bit_depth == 16 ? .uint16 : .uint8)
        let stride = width * raster.bytesPerPixel
        try check(cpng_read_picture(handle, 0, &raster.bytes, stride))
        return raster
    }

    /// The rows as the file packs them.
    func packedRows() throws(PhotoError) -> [UInt8] {
        let stride = header.bytesPerRow
        var rows = [UInt8](repeating: 0, count: stride * height)
        try check(cpng_read_picture(handle, 1, &rows, stride))
        return rows
    }

    /// The whole file, upright, with what the library warned of.
    static func raster(
        _ file: [UInt8], path: FilePath, orientation: Orientation, limits: Limits
    ) throws(PhotoError) -> (raster: Raster, warnings: String?) {
        try with(file, path: path, limits: limits) { (reader) throws(PhotoError) in
            let stored = try reader.raster()
            let warnings = warningLine(string(reader.problem.warning), count: Int(reader.problem.warnings))
            return (stored.turned(orientation), warnings)
        }
    }
}

extension cpng_header {
    var channels: Int {
        switch Int(color_type) {
        case CPNG_RGB: 3
        case CPNG_GRAY_ALPHA: 2
        case CPNG_RGBA: 4
        default: 1
        }
    }

    var bytesPerRow: Int { (Int(width) * channels * Int(bit_depth) + 7) / 8 }
    /// 1 for depths below 8 bits.
    var bytesPerPixel: Int { max(1, channels * Int(bit_depth) / 8) }
}
