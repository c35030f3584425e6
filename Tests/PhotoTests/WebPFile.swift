#if WebP
import CWebP
import Foundation
import Pixels
import System
import Testing

/// WebP files put together by hand from what libwebp makes of samples.
enum WebPFile {
    /// The chunks of a picture's samples: with loss, of quality `quality`, or without, also of colors that alpha hides.
    static func samples(_ raster: Raster, quality: Float?) throws -> [UInt8] {
        var config = WebPConfig(), picture = WebPPicture(), writer = WebPMemoryWriter()
        try #require(WebPConfigInit(&config) != 0 && WebPPictureInit(&picture) != 0)
        config.lossless = quality == nil ? 1 : 0
        config.quality = quality ?? 10
        config.exact = 1
        picture.use_argb = 1
        picture.width = Int32(raster.width)
        picture.height = Int32(raster.height)
        defer { WebPPictureFree(&picture) }
        let stride = Int32(raster.width * raster.channels)
        let isImported =
            raster.channels == 4
            ? WebPPictureImportRGBA(&picture, raster.bytes, stride) : WebPPictureImportRGB(&picture, raster.bytes, stride)
        WebPMemoryWriterInit(&writer)
        defer { WebPMemoryWriterClear(&writer) }
        picture.writer = WebPMemoryWrite
        let isEncoded = withUnsafeMutablePointer(to: &writer) { writer in
            picture.custom_ptr = UnsafeMutableRawPointer(writer)
            return WebPEncode(&config, &picture)
        }
        try #require(isImported != 0 && isEncoded != 0)
        let file = Array(UnsafeBufferPointer(start: writer.mem, count: writer.size))
        return Array(file.dropFirst(file[12...].starts(with: "VP8X".utf8) ? 30 : 12))
    }

    static func chunk(_ type: String, _ payload: [UInt8]) -> [UInt8] {
        Array(type.utf8) + [UInt8](payload.count, bytes: 4, .littleEndian) + payload + [UInt8](repeating: 0, count: payload.count % 2)
    }

    static func bytes(_ chunks: [UInt8]) -> [UInt8] {
        Array("RIFF".utf8) + [UInt8](chunks.count + 4, bytes: 4, .littleEndian) + Array("WEBP".utf8) + chunks
    }

    /// A file with the chunk that says what is in it.
    static func extended(
        _ raster: Raster, quality: Float? = nil, before: [UInt8] = [], after: [UInt8] = [], flags: UInt8
    ) throws -> [UInt8] {
        let sides = [UInt8](raster.width - 1, bytes: 3, .littleEndian) + [UInt8](raster.height - 1, bytes: 3, .littleEndian)
        return bytes(chunk("VP8X", [flags, 0, 0, 0] + sides) + before + (try samples(raster, quality: quality)) + after)
    }

    /// All chunks of a file but the samples.
    static func chunks(_ file: [UInt8]) throws -> [(type: String, payload: [UInt8])] {
        var chunks: [(String, [UInt8])] = [], position = 12
        try #require(file.number(at: 4, bytes: 4, .littleEndian) == file.count - 8)
        while position + 8 <= file.count {
            let type = String(decoding: file[position..<position + 4], as: UTF8.self)
            let length = try #require(file.number(at: position + 4, bytes: 4, .littleEndian))
            if !["VP8 ", "VP8L", "ALPH"].contains(type) { chunks.append((type, Array(file[position + 8..<position + 8 + length]))) }
            position += 8 + length + length % 2
        }
        return chunks
    }

    /// The samples as they lie in the file, RGBA.
    static func stored(_ file: [UInt8]) throws -> [UInt8] {
        var width: Int32 = 0, height: Int32 = 0
        let samples = try #require(WebPDecodeRGBA(file, file.count, &width, &height))
        defer { WebPFree(samples) }
        return Array(UnsafeBufferPointer(start: samples, count: Int(width) * Int(height) * 4))
    }
}
#endif
