#if TIFF
import CTIFF
import Pixels
import System

/// A page of a TIFF file being decoded: a handle on the library's reader over bytes that are in memory.
struct TIFFReader: ~Copyable {
    private let handle: OpaquePointer
    private let path: FilePath
    let layout: TIFFLayout
    /// Red, green and blue of each color of a palette, in 8 bits; empty where there is none.
    let palette: [[UInt8]]
    /// What the library found odd when it read the directory.
    let warning: String?

    /// No block of memory that the library takes besides the chunks' may be larger: offsets of 16 million strips.
    private static let memory = 1 << 28

    /// Calls `body` with a reader of the page whose directory is at `directory`.
    static func with<Result>(
        _ file: [UInt8], directory: Int, path: FilePath, limits: Limits, _ body: (borrowing TIFFReader) throws(PhotoError) -> Result
    ) throws(PhotoError) -> Result {
        try file.withUnsafeBufferPointer { (bytes) throws(PhotoError) in
            var problem = ctiff_problem()
            guard let handle = ctiff_open(bytes.baseAddress, bytes.count, UInt64(directory), memory, &problem) else {
                throw error(problem, "its directory cannot be read", path)
            }
            return try body(try TIFFReader(handle, problem, path: path, limits: limits))
        }
    }

    private init(_ handle: OpaquePointer, _ problem: ctiff_problem, path: FilePath, limits: Limits) throws(PhotoError) {
        var record = ctiff_layout()
        ctiff_get_layout(handle, &record)
        do throws(PhotoError) {
            layout = try TIFFLayout(
                record, chunkSize: ctiff_chunk_size(handle), rowSize: ctiff_row_size(handle), path: path, limits: limits)
        } catch {
            ctiff_close(handle)
            throw error
        }
        self.handle = handle
        self.path = path
        palette = layout.colors == .palette ? Self.palette(handle, bits: layout.bits) : []
        warning = problem.warnings == 0 ? nil : "its directory has odd entries, which were passed over\(Self.words(problem.warning))"
    }

    deinit { ctiff_close(handle) }

    private static func error(_ problem: ctiff_problem, _ what: String, _ path: FilePath) -> PhotoError {
        problem.out_of_memory != 0 ? .outOfMemory(path: path) : .damaged(path: path, reason: what + words(problem.message))
    }

    /// What the library says, for who knows it.
    private static func words<Characters>(_ message: Characters) -> String {
        let text = String(string(message).trimmingPrefix { ": ".contains($0) })
        return text.isEmpty ? "" : " (libtiff: \(text))"
    }

    /// Throws where the strips or tiles have fewer bytes than what they hold needs in the best case: a small file that tells a large picture
    /// takes no memory for it.
    private func checkLengths() throws(PhotoError) {
        guard let ratio = layout.largestRatio else { return }
        var stored = 0
        let coded = Int(ctiff_coded_size(handle, &stored)), needed = stored * layout.chunkSize
        // Some programs tell lengths that are somewhat too short.
        guard coded >= needed / ratio / 2 else { throw .damaged(path: path, reason: "its strips or tiles have too few bytes for its picture") }
    }

    /// Values of 16 bits; some programs write values of 8.
    private static func palette(_ handle: OpaquePointer, bits: Int) -> [[UInt8]] {
        var red: UnsafePointer<UInt16>?, green: UnsafePointer<UInt16>?, blue: UnsafePointer<UInt16>?
        ctiff_palette(handle, &red, &green, &blue)
        let values = [red, green, blue].map { curve in (0..<1 << bits).map { curve?[$0] ?? 0 } }
        let isShort = values.joined().allSatisfy { $0 < 256 }
        // The upper half, as libtiff and libvips take it: some programs leave the lower one empty, others repeat the upper one in it.
        return (0..<1 << bits).map { color in values.map { UInt8($0[color] >> (isShort ? 0 : 8)) } }
    }

    /// The chunk at a column and row of chunks, decoded.
    func chunk(column: Int, row: Int) throws(PhotoError) -> TIFFChunk {
        var chunk = TIFFChunk(layout, column: column, row: row)
        for plane in 0..<layout.planes {
            var problem = ctiff_problem()
            let index = UInt32(chunk.index(plane)),
                status = chunk.planes[plane].withUnsafeMutableBufferPointer {
                    ctiff_read(handle, index, $0.baseAddress, $0.count, &problem)
                }
            guard status == 0 else { throw Self.error(problem, "one of its strips or tiles cannot be decoded", path) }
        }
        return chunk
    }

    /// Where chunk `index` lies: the offset and the length.
    func place(_ index: Int) -> SIMD2<UInt64> {
        var offset: UInt64 = 0, size: UInt64 = 0
        ctiff_place(handle, UInt32(index), &offset, &size)
        return [offset, size]
    }

    /// The smallest and the largest finite number of a page of them, at least from 0 to 1.
    func range() throws(PhotoError) -> ClosedRange<Double> {
        var low = 0.0, high = 1.0
        guard layout.isFloat else { return low...high }
        for row in 0..<layout.down {
            for column in 0..<layout.across {
                let chunk = try chunk(column: column, row: row)
                chunk.forEachNumber { number in
                    if number < low { low = number }
                    if number > high { high = number }
                }
            }
        }
        return low...high
    }

    /// The picture as it lies in the file.
    func raster() throws(PhotoError) -> Raster {
        try checkLengths()
        let pixels = TIFFPixels(layout, palette: palette, range: try range())
        // Where already the first cannot be decoded, the picture takes no memory.
        let first = try chunk(column: 0, row: 0)
        var raster = Raster(width: layout.width, height: layout.height, model: layout.model, sampleType: layout.sampleType)
        for row in 0..<layout.down {
            for column in 0..<layout.across {
                pixels.place(row + column == 0 ? first : try chunk(column: column, row: row), into: &raster)
            }
        }
        return raster
    }
}
#endif
