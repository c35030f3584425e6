import CPNG
import System

/// Writing of PNG files.
enum PNGWriter {
    static func write(
        _ header: cpng_header, before: [PNGChunks.Chunk] = [], after: [PNGChunks.Chunk] = [],
        to file: FileStream, path: FilePath, rows: RowSource
    ) throws(PhotoError) {
        var problem = cpng_problem()
        let status =
            header.interlaced == 0
            ? writeStrips(header, before, after, to: file, &problem, rows)
            : writeInterlaced(header, before, after, to: file, &problem, rows)
        guard status != 0 else { return }
        throw problem.write_error != 0
            ? .cannotWrite(path: path, errno: problem.write_error)
            : .cannotEncode(path: path, reason: string(problem.message))
    }

    /// libpng knows the passes of Adam7.
    private static func writeInterlaced(
        _ header: cpng_header, _ before: [PNGChunks.Chunk], _ after: [PNGChunks.Chunk], to file: UnsafeMutablePointer<FILE>,
        _ problem: inout cpng_problem, _ rows: RowSource
    ) -> Int32 {
        var header = header
        return withoutActuallyEscaping(rows) { rows in
            withUnsafePointer(to: rows) { context in
                before.withRecords { before, beforeCount in
                    after.withRecords { after, afterCount in
                        cpng_write(
                            file, &header, before, beforeCount, after, afterCount,
                            { context, row, samples in
                                context!.assumingMemoryBound(to: RowSource.self).pointee(Int(row), samples!)
                            }, UnsafeMutableRawPointer(mutating: context), &problem)
                    }
                }
            }
        }
    }

    private static func writeStrips(
        _ header: cpng_header, _ before: [PNGChunks.Chunk], _ after: [PNGChunks.Chunk], to file: UnsafeMutablePointer<FILE>,
        _ problem: inout cpng_problem, _ rows: RowSource
    ) -> Int32 {
        func put(_ chunk: PNGChunks.Chunk) -> Bool {
            cpng_write_chunk(file, chunk.type, chunk.payload, chunk.payload.count, &problem) == 0
        }
        guard cpng_write_signature(file, &problem) == 0, put(header.chunk), before.allSatisfy(put),
            PNGStrips(header).forEach(rows, { put(PNGChunks.Chunk(type: "IDAT", payload: $0)) }),
            after.allSatisfy(put), put(PNGChunks.Chunk(type: "IEND", payload: []))
        else { return -1 }
        return 0
    }
}

extension [PNGChunks.Chunk] {
    fileprivate func withRecords<Result>(_ body: (UnsafePointer<cpng_chunk>?, Int32) -> Result) -> Result {
        withRecords(payload: \.payload) { chunk, payload in
            var record = cpng_chunk()
            Swift.withUnsafeMutableBytes(of: &record.type) { $0.copyBytes(from: chunk.type.utf8.prefix(4)) }
            record.payload = payload
            record.count = chunk.payload.count
            return record
        } body: {
            body($0, $1)
        }
    }
}

extension cpng_header {
    /// As IHDR: sizes, depth, color type, and 0 for deflate, the five filters, and rows in their order.
    fileprivate var chunk: PNGChunks.Chunk {
        let sizes = [width, height].flatMap { [UInt8](Int($0), bytes: 4, .bigEndian) }
        return PNGChunks.Chunk(type: "IHDR", payload: sizes + [UInt8(bit_depth), UInt8(color_type), 0, 0, 0])
    }
}
