import CJPEG
import Pixels
import System

/// A JPEG file being decoded: a handle on the library's reader over bytes that are in memory.
struct JPEGReader: ~Copyable {
    let handle: OpaquePointer
    let path: FilePath
    private let bytes: UnsafeBufferPointer<UInt8>
    private let limits: Limits

    /// Calls `body` with a reader of the first `end` bytes of `file` whose header was read and checked.
    static func with<Result>(
        _ file: [UInt8], path: FilePath, limits: Limits, end: Int? = nil, _ body: (borrowing JPEGReader) throws(PhotoError) -> Result
    ) throws(PhotoError) -> Result {
        try file.withUnsafeBufferPointer { (file) throws(PhotoError) in
            let bytes = UnsafeBufferPointer(rebasing: file.prefix(end ?? file.count))
            guard !bytes.isEmpty else { throw .truncated(path: path) }
            guard let handle = cjpeg_reader_create(bytes.baseAddress, bytes.count, Int32(limits.scans)) else {
                throw .outOfMemory(path: path)
            }
            let reader = JPEGReader(handle: handle, path: path, bytes: bytes, limits: limits)
            try reader.check(cjpeg_read_header(handle))
            guard reader.width * reader.height <= limits.pixels else {
                throw .tooManyPixels(path: path, width: reader.width, height: reader.height, limit: limits.pixels)
            }
            cjpeg_limit_scans(handle, Int32(reader.scanLimit))
            // Huffman codes take a bit at least for a block of one component, and that may stand for 32 x 32 pixels at
            // most, so that a small file cannot ask for much memory. Arithmetic coding has no such bound.
            let isHuffman = reader.info.pointee.arith_code == 0
            guard !isHuffman || reader.width * reader.height / 1024 / 8 <= bytes.count else { throw .truncated(path: path) }
            return try body(reader)
        }
    }

    private init(handle: OpaquePointer, path: FilePath, bytes: UnsafeBufferPointer<UInt8>, limits: Limits) {
        self.handle = handle
        self.path = path
        self.bytes = bytes
        self.limits = limits
    }

    deinit { cjpeg_reader_destroy(handle) }

    var info: UnsafeMutablePointer<jpeg_decompress_struct> { cjpeg_reader_info(handle) }
    var problem: cjpeg_problem { cjpeg_reader_problem(handle).pointee }
    var width: Int { Int(info.pointee.image_width) }
    var height: Int { Int(info.pointee.image_height) }
    /// The most scans for a picture of this size.
    private var scanLimit: Int { limits.scans(of: width * height) }
    private var tooManyScans: PhotoError {
        if scanLimit == limits.scans { return .damaged(path: path, reason: "it has more than \(scanLimit) scans") }
        return .unsupported(path: path, reason: "it has more than \(scanLimit) scans, the most for \(width) x \(height) pixels")
    }

    /// Adobe's programs store ink turned round, and say that they wrote the file.
    var inksAreInverted: Bool { info.pointee.saw_Adobe_marker != 0 }

    /// What the picture is decoded to.
    func model() throws(PhotoError) -> Raster.Model {
        switch info.pointee.jpeg_color_space {
        case JCS_GRAYSCALE: return .gray
        case JCS_YCbCr, JCS_RGB: return .rgb
        case JCS_CMYK, JCS_YCCK: return .cmyk
        default:
            throw .unsupported(path: path, reason: "it has \(info.pointee.num_components) components of unknown meaning")
        }
    }

    func check(_ status: Int32) throws(PhotoError) {
        guard status != 0 else { return }
        let problem = problem
        if problem.too_many_scans != 0 { throw tooManyScans }
        if problem.out_of_memory != 0 { throw .outOfMemory(path: path) }
        if problem.unsupported != 0 { throw .unsupported(path: path, reason: problem.text) }
        if problem.file_ended != 0 { throw .truncated(path: path) }
        throw .damaged(path: path, reason: problem.text)
    }

    /// Decodes the picture upright, each side reduced by 1 / `denominator`.
    func raster(orientation: Orientation, denominator: Int = 1) throws(PhotoError) -> Raster {
        let model = try model()
        let space = model == .gray ? JCS_GRAYSCALE : model == .rgb ? JCS_RGB : JCS_CMYK
        try check(cjpeg_start(handle, space, Int32(denominator)))
        let width = Int(info.pointee.output_width), height = Int(info.pointee.output_height)
        let size = orientation.size(width: width, height: height)
        var raster = Raster(width: size.width, height: size.height, model: model)
        if orientation == .upright {
            let stride = width * model.channels
            try raster.bytes.withUnsafeMutableBufferPointer { (target) throws(PhotoError) in
                try check(cjpeg_read_rows(handle, target.baseAddress, stride, Int32(height)))
            }
        } else {
            try readTurned(into: &raster, orientation: orientation, width: width, height: height)
        }
        let problem = problem
        guard problem.file_ended == 0 || problem.data_missing == 0 && cjpeg_is_incomplete(handle) == 0 else {
            throw .truncated(path: path)
        }
        if model == .cmyk && inksAreInverted { raster.invert() }
        return raster
    }

    /// Reads bands of rows and lays them down turned; a band, so that columns are not written a byte at a time.
    private func readTurned(
        into raster: inout Raster, orientation: Orientation, width: Int, height: Int
    ) throws(PhotoError) {
        let channels = raster.channels, bandHeight = 32
        let steps = orientation.steps(width: width, height: height)
        var band = [UInt8](repeating: 0, count: width * channels * bandHeight)
        for top in stride(from: 0, to: height, by: bandHeight) {
            let rows = min(bandHeight, height - top)
            try band.withUnsafeMutableBufferPointer { (band) throws(PhotoError) in
                try check(cjpeg_read_rows(handle, band.baseAddress, width * channels, Int32(rows)))
            }
            raster.place(
                band, width: width, rows: rows, at: steps.start + top * steps.row, column: steps.column, row: steps.row)
        }
    }

    /// The whole file, upright, with what the library warned of, up to its end; what could not be saved is refused, and so are
    /// too many scans before the first is read.
    static func raster(
        _ file: [UInt8], path: FilePath, orientation: Orientation, scans: Int, limits: Limits
    ) throws(PhotoError) -> (raster: Raster, warnings: String?) {
        try with(file, path: path, limits: limits) { (reader) throws(PhotoError) in
            guard scans <= reader.scanLimit else { throw reader.tooManyScans }
            let raster = try reader.raster(orientation: orientation)
            guard cjpeg_lacks_table(reader.handle) == 0 else { throw .damaged(path: path, reason: "a quantization table is missing") }
            cjpeg_read_end(reader.handle)
            return (raster, warningLine(reader.problem.warningText, count: Int(reader.problem.warnings)))
        }
    }
}

extension cjpeg_problem {
    var text: String { string(message) }
    var warningText: String { string(warning) }
}

/// The C string in a fixed array, which Swift sees as a tuple.
func string<Tuple>(_ tuple: Tuple) -> String {
    withUnsafeBytes(of: tuple) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
}

/// One line for what a library warned of, or nil.
func warningLine(_ first: String, count: Int) -> String? {
    switch count {
    case 0: nil
    case 1: first
    default: "\(first), and \(count - 1) more"
    }
}
