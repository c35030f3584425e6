import CPNG
import Foundation
import Photo
import Pixels
import Support
import System
import Testing

@Suite struct ExactPNGTests {
    struct Kind: Sendable, CustomTestStringConvertible {
        var type: Int, depth: Int, isInterlaced: Bool, hasTransparency: Bool
        var testDescription: String { "type \(type), \(depth) bits, interlaced \(isInterlaced), tRNS \(hasTransparency)" }

        static let all: [Kind] = [(0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16])]
            .flatMap { type, depths in
                depths.flatMap { depth in
                    [false, true].flatMap { interlaced in
                        (type < 4 ? [false, true] : [false]).map {
                            Kind(type: type, depth: depth, isInterlaced: interlaced, hasTransparency: $0)
                        }
                    }
                }
            }

        var channels: Int { [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][type]! }
        func stride(_ width: Int) -> Int { (width * channels * depth + 7) / 8 }
    }

    private let width = 21, height = 13

    /// A big-endian EXIF block that says that the picture lies on its side.
    private let exif: [UInt8] =
        Array("MM".utf8)
        + [0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]

    private func write(_ kind: Kind, _ rows: [UInt8], _ chunks: [(String, [UInt8])], to path: String) throws {
        let file = try #require(fopen(path, "w"))
        defer { fclose(file) }
        var header = cpng_header(
            width: UInt32(width), height: UInt32(height), bit_depth: Int32(kind.depth), color_type: Int32(kind.type),
            interlaced: kind.isInterlaced ? 1 : 0, has_transparency: 0)
        var problem = cpng_problem()
        let payloads = chunks.map { chunk in
            let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, chunk.1.count))
            copy.update(from: chunk.1, count: chunk.1.count)
            return copy
        }
        defer { payloads.forEach { $0.deallocate() } }
        let records = zip(chunks, payloads).map { chunk, payload in
            var record = cpng_chunk()
            withUnsafeMutableBytes(of: &record.type) { $0.copyBytes(from: chunk.0.utf8) }
            record.payload = UnsafePointer(payload)
            record.count = chunk.1.count
            return record
        }
        // The shim hands the context back as it is: here the length of a row, and the rows.
        let stride = kind.stride(width)
        let packed = UnsafeMutablePointer<UInt8>.allocate(capacity: 8 + rows.count)
        defer { packed.deallocate() }
        UnsafeMutableRawPointer(packed).storeBytes(of: stride, as: Int.self)
        (packed + 8).update(from: rows, count: rows.count)
        let status = cpng_write(
            file, &header, records, Int32(records.count), nil, 0,
            { context, row, target in
                let stride = context!.load(as: Int.self)
                memcpy(target!, context! + 8 + Int(row) * stride, stride)
            }, packed, &problem)
        try #require(status == 0)
    }

    /// Types and payloads of all chunks but the samples, and the packed rows.
    private func contents(_ path: String, _ kind: Kind) throws -> (chunks: [[UInt8]], rows: [UInt8]) {
        let file = try fileBytes(path)
        var chunks: [[UInt8]] = []
        var position = 8
        while position + 12 <= file.count {
            let length = try #require(file.number(at: position, bytes: 4, .bigEndian))
            let chunk = Array(file[position + 4..<position + 8 + length])
            if !chunk.starts(with: "IDAT".utf8) { chunks.append(chunk) }
            position += 12 + length
        }
        var rows = [UInt8](repeating: 0, count: kind.stride(width) * height)
        var header = cpng_header()
        let status = file.withUnsafeBufferPointer { file in
            let reader = cpng_reader_create(file.baseAddress, file.count)!
            defer { cpng_reader_destroy(reader) }
            return cpng_read_header(reader, &header) == 0 ? cpng_read_picture(reader, 1, &rows, kind.stride(width)) : -1
        }
        try #require(status == 0)
        return (chunks, rows)
    }

    @Test(arguments: Kind.all, [false, true])
    func onlyChangedPixelsChange(kind: Kind, isTurned: Bool) throws {
        let folder = try TemporaryFolder()
        // More of color than a file should have: what of it counts is for the viewer to say.
        var chunks: [(String, [UInt8])] = [
            ("cICP", [9, 16, 0, 1]), ("mDCV", Noise.bytes(24, seed: 6)), ("cLLI", Noise.bytes(8, seed: 7)),
            ("gAMA", [0, 0, 0xB1, 0x8F]), ("cHRM", Noise.bytes(32, seed: 8)), ("sRGB", [1]),
            ("iCCP", Array("p\0\0".utf8) + Noise.bytes(40, seed: 9)),
            ("sBIT", [UInt8](repeating: 1, count: [0: 1, 2: 3, 3: 3, 4: 2, 6: 4][kind.type]!)),
        ]
        if kind.type == 3 { chunks.append(("PLTE", Noise.bytes(3 << kind.depth, seed: 5))) }
        if kind.hasTransparency {
            let key: [UInt8] = kind.depth == 16 ? [1, 2] : [0, 1]
            chunks.append(("tRNS", kind.type == 3 ? [0, 128] : kind.type == 0 ? key : key + key + key))
        }
        chunks.append(("bKGD", kind.type == 3 ? [1] : [UInt8](repeating: 0, count: kind.type & 2 == 0 ? 2 : 6)))
        chunks += [("pCAL", Array("c\0\0\0\0\0\0\0\u{1}\0\u{2}m\01\02".utf8)), ("sCAL", Array("\u{1}2\03".utf8)), ("sTER", [1])]
        chunks += [("pHYs", [0, 0, 11, 19, 0, 0, 11, 19, 1]), ("tEXt", Array("Title\0A place".utf8)), ("maDf", [1, 2, 3])]
        if isTurned { chunks.append(("eXIf", exif)) }
        let rows = Noise.bytes(kind.stride(width) * height, seed: 11)
        let input = folder.path("in.png"), output = folder.path("out.png")
        // The unknown chunk that is not safe to copy and the time must go.
        try write(kind, rows, chunks + [("maDF", [4]), ("tIME", [7, 0xE8, 1, 1, 1, 1, 1])], to: input)
        let photo = try Photo.load(path: input)
        #expect(photo.raster.width == (isTurned ? height : width))
        #expect(photo.raster.sampleType == (kind.depth == 16 ? .uint16 : .uint8))

        // The new colors are another pixel's, so that palettes need no more.
        var result = photo.raster
        var changed = [UInt8](repeating: 0, count: width * height)
        for y in 2..<6 {
            for x in 3..<8 {
                changed[y * result.width + x] = 1
                for channel in 0..<result.channels { result[x, y, channel] = photo.raster[1, 9, channel] }
            }
        }
        _ = try photo.save(result, changed: changed, to: output)
        let before = try contents(input, kind), after = try contents(output, kind)
        #expect(after.chunks == before.chunks.filter { !$0.starts(with: "maDF".utf8) && !$0.starts(with: "tIME".utf8) })
        #expect(try Photo.load(path: output).raster == result)
    }

    @Test func paletteGrowsAndWidens() throws {
        let folder = try TemporaryFolder()
        let kind = Kind(type: 3, depth: 2, isInterlaced: false, hasTransparency: false)
        let path = folder.path("in.png")
        try write(kind, Noise.bytes(kind.stride(width) * height, seed: 1), [("PLTE", [0, 0, 0, 9, 9, 9, 200, 0, 0, 0, 0, 200])], to: path)
        let photo = try Photo.load(path: path)
        for (name, colors) in [("grown", 3), ("full", 273)] {
            var result = photo.raster
            for pixel in 0..<colors { result[pixel % width, pixel / width, 1] = 1 + pixel % 250 }
            for pixel in 0..<colors { result[pixel % width, pixel / width, 0] = pixel / 250 }
            let changed = (0..<width * height).map { $0 < colors ? 1 : 0 } as [UInt8]
            let report = try photo.save(result, changed: changed, to: folder.path("\(name).png"))
            #expect(report.description.contains(name == "grown" ? "colors added to the palette, at 4 bits" : "widened"))
            #expect(try Photo.load(path: folder.path("\(name).png")).raster == result)
        }
    }

    /// Samples that name no color of the palette are black to decoders; a color that a result needs must not become theirs.
    @Test func samplesBeyondThePaletteStay() throws {
        let folder = try TemporaryFolder()
        let kind = Kind(type: 3, depth: 8, isInterlaced: false, hasTransparency: false)
        var rows = [UInt8](repeating: 1, count: kind.stride(width) * height)
        rows[5] = 2
        rows[7] = 4
        try write(kind, rows, [("PLTE", [0, 0, 0, 9, 90, 200])], to: folder.path("in.png"))
        let photo = try Photo.load(path: folder.path("in.png"))
        var result = photo.raster
        result[0, 12, 0] = 77
        result[1, 12, 1] = 78
        let changed = (0..<width * height).map { $0 / width == 12 ? 1 : 0 } as [UInt8]
        _ = try photo.save(result, changed: changed, to: folder.path("out.png"))
        #expect(try Photo.load(path: folder.path("out.png")).raster == result)
        #expect(try contents(folder.path("out.png"), kind).rows.prefix(width * 12) == rows.prefix(width * 12))
    }

    /// A palette may be longer than the depth can name: it stays, and so does the depth, as long as no color is new.
    @Test func paletteBeyondTheDepthStays() throws {
        let folder = try TemporaryFolder()
        let kind = Kind(type: 3, depth: 1, isInterlaced: false, hasTransparency: false)
        let palette = ("PLTE", Noise.bytes(30, seed: 3))
        try write(kind, Noise.bytes(kind.stride(width) * height, seed: 1), [palette], to: folder.path("in.png"))
        let photo = try Photo.load(path: folder.path("in.png"))
        var result = photo.raster
        for x in 0..<width { for channel in 0..<3 { result[x, 0, channel] = Int(palette.1[channel]) } }
        let changed = (0..<width * height).map { $0 < width ? 1 : 0 } as [UInt8]
        let report = try photo.save(result, changed: changed, to: folder.path("out.png"))
        #expect(report.notes.isEmpty, "\(report)")
        let before = try contents(folder.path("in.png"), kind), after = try contents(folder.path("out.png"), kind)
        #expect(after.chunks == before.chunks)
        #expect(try Photo.load(path: folder.path("out.png")).raster == result)
    }
}
