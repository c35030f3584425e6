#if TIFF
import CJPEG
import Foundation
import Photo
import Pixels
import Support
import System
import Testing

/// TIFF whose strips or tiles are coded as JPEG: those without marks are the same bytes, and of the others the blocks without marks.
@Suite struct TIFFOfJPEGTests {
    /// Odd sizes, so that the last strips, tiles and blocks are cut.
    private static let width = 75, height = 53
    /// Over the border of two tiles and up to the right edge.
    private static let hole = (x: 60..<75, y: 18..<26)

    struct Kind: Sendable, CustomTestStringConvertible {
        var jpeg: JPEGKind
        var photometric: Int
        var isTiled = false, sharesTables = true
        /// Of one color, so that all strips have the same codes, which tell hardly anything else.
        var isFlat = false
        var orientation = 1

        var testDescription: String { "\(jpeg.name), \(isTiled ? "tiles" : "strips"), \(sharesTables ? "tables apart" : "whole"), \(orientation)" }

        static let all: [Kind] =
            [
                (JPEGKind(name: "4:2:0", horizontal: 2, vertical: 2), 6), (JPEGKind(name: "4:4:4"), 6), (JPEGKind(name: "4:2:2", horizontal: 2), 6),
                (JPEGKind(name: "RGB", space: JCS_RGB), 2), (JPEGKind(name: "gray", space: JCS_GRAYSCALE), 1),
                (JPEGKind(name: "inverse gray", space: JCS_GRAYSCALE), 0), (JPEGKind(name: "CMYK", space: JCS_CMYK), 5),
                (JPEGKind(name: "CMYK Adobe", space: JCS_CMYK, writesAdobe: true), 5),
            ].flatMap { jpeg, photometric in
                [false, true].flatMap { tiled in
                    [
                        Kind(jpeg: jpeg, photometric: photometric, isTiled: tiled, sharesTables: tiled),
                        Kind(jpeg: jpeg, photometric: photometric, isTiled: tiled, sharesTables: !tiled, orientation: 6),
                    ]
                }
            }
            + [JPEGKind(name: "flat", isOptimized: true), JPEGKind(name: "flat gray", space: JCS_GRAYSCALE, isOptimized: true)].map {
                Kind(jpeg: $0, photometric: $0.components == 1 ? 1 : 6, isFlat: true)
            }

        private var chunkWidth: Int { isTiled ? 32 : width }
        private var chunkHeight: Int { isTiled ? 32 : 16 }
        private var across: Int { (width + chunkWidth - 1) / chunkWidth }
        private var down: Int { (height + chunkHeight - 1) / chunkHeight }

        /// A wave in each channel; beyond the edges the last pixels go on.
        private func sample(_ x: Int, _ y: Int, _ channel: Int) -> UInt8 {
            if isFlat { return 90 }
            let x = min(x, width - 1), y = min(y, height - 1)
            return UInt8(100 + 50 * sin(Double(x * (channel + 1)) / 9) + 40 * cos(Double(y) / (5 + Double(channel))))
        }

        private func chunk(_ index: Int) -> [UInt8] {
            let left = index % across * chunkWidth, top = index / across * chunkHeight
            let rows = isTiled ? chunkHeight : min(chunkHeight, height - top)
            let samples = (top..<top + rows).flatMap { y in
                (left..<left + chunkWidth).flatMap { x in (0..<jpeg.components).map { sample(x, y, $0) } }
            }
            return jpeg.encode(samples, width: chunkWidth, height: rows)
        }

        /// The tables of a JPEG file as a file, and what is left of it.
        private func apart(_ file: [UInt8]) -> (tables: [UInt8], rest: [UInt8]) {
            var tables: [UInt8] = [0xFF, 0xD8], rest: [UInt8] = [0xFF, 0xD8], position = 2
            while file[position + 1] != 0xDA {
                let end = position + 2 + file.number(at: position + 2, bytes: 2, .bigEndian)!
                if [0xDB, 0xC4].contains(file[position + 1]) { tables += file[position..<end] } else { rest += file[position..<end] }
                position = end
            }
            return (tables + [0xFF, 0xD9], rest + file[position...])
        }

        /// - Parameter isMissing: whether the file leaves out a strip.
        func file(isMissing: (Int) -> Bool = { _ in false }) -> [UInt8] {
            var file = Array("II".utf8) + [42, 0, 0, 0, 0, 0], offsets: [Int] = [], lengths: [Int] = [], tables: [UInt8] = []
            for index in 0..<across * down {
                let whole = chunk(index), parts = apart(whole), data = sharesTables ? parts.rest : whole
                tables = parts.tables
                offsets.append(isMissing(index) ? 0 : file.count)
                lengths.append(isMissing(index) ? 0 : data.count)
                if !isMissing(index) { file += data + [UInt8](repeating: 0, count: data.count % 2) }
            }
            func short(_ tag: Int, _ values: Int...) -> (tag: Int, type: Int, data: [UInt8]) {
                (tag, 3, values.flatMap { [UInt8]($0, bytes: 2, .littleEndian) })
            }
            func longs(_ tag: Int, _ values: [Int]) -> (tag: Int, type: Int, data: [UInt8]) {
                (tag, 4, values.flatMap { [UInt8]($0, bytes: 4, .littleEndian) })
            }
            var fields: [(tag: Int, type: Int, data: [UInt8])] = [
                short(256, width), short(257, height), (258, 3, (0..<2 * jpeg.components).map { $0 % 2 == 0 ? 8 : 0 }), short(259, 7),
                short(262, photometric), short(274, orientation), short(277, jpeg.components), (65_001, 7, [1, 2, 3, 4, 5]),
            ]
            fields += isTiled ? [short(322, 32), short(323, 32)] : [short(278, 16)]
            fields += [longs(isTiled ? 324 : 273, offsets), longs(isTiled ? 325 : 279, lengths)]
            if photometric == 6 { fields.append(short(530, Int(jpeg.horizontal), Int(jpeg.vertical))) }
            if sharesTables { fields.append((347, 7, tables)) }
            let directory = TIFFKind.directory(fields, .littleEndian, into: &file)
            file.replaceSubrange(4..<8, with: [UInt8](directory, bytes: 4, .littleEndian))
            return file
        }
    }

    /// Where a pixel of the file lies in the upright picture.
    private func upright(_ x: Int, _ y: Int, _ kind: Kind) -> (x: Int, y: Int) { kind.orientation == 6 ? (Self.height - 1 - y, x) : (x, y) }

    private func save(_ file: [UInt8], _ kind: Kind) throws -> (photo: Photo, result: Raster, file: [UInt8], report: String) {
        let folder = try TemporaryFolder(), photo = try Photo.load(bytes: file, path: "a.tif")
        var result = photo.raster, changed = [UInt8](repeating: 0, count: result.width * result.height)
        for y in Self.hole.y {
            for x in Self.hole.x {
                let place = upright(x, y, kind)
                changed[place.y * result.width + place.x] = 255
                for channel in 0..<result.channels { result[place.x, place.y, channel] = 60 + 30 * channel }
            }
        }
        let report = try photo.save(result, changed: changed, to: folder.path("b.tif")).description
        return (photo, result, try fileBytes(folder.path("b.tif")), report)
    }

    @Test(arguments: Kind.all) func onlyTouchedBlocksChange(kind: Kind) throws {
        let file = kind.file(), (photo, result, saved, report) = try save(file, kind)
        let before = try TIFFContents(file), after = try TIFFContents(saved)
        #expect(before.described == after.described)
        let touched = before.chunks.indices.filter { before.chunks[$0] != after.chunks[$0] }
        #expect(touched == (kind.isTiled ? [1, 2] : [1]))
        #expect(report.contains("\(touched.count) of \(before.chunks.count) \(kind.isTiled ? "tile" : "strip")s touched"), "\(report)")
        func stream(_ contents: TIFFContents, _ index: Int) -> JPEGContents {
            let tables = contents.fields[347]?.data.dropLast(2) ?? []
            return JPEGContents(tables.isEmpty ? contents.chunks[index] : tables + contents.chunks[index].dropFirst(2))
        }
        let stepX = 8 * Int(kind.jpeg.horizontal), stepY = 8 * Int(kind.jpeg.vertical)
        for index in touched {
            let old = stream(before, index), new = stream(after, index)
            let left = kind.isTiled ? index * 32 : 0, top = kind.isTiled ? 0 : 16
            for (old, new) in zip(old.components, new.components) {
                #expect(old.table == new.table && old.horizontal == new.horizontal && old.vertical == new.vertical)
                for row in 0..<old.rows {
                    for column in 0..<old.columns {
                        let wide = stepX / Int(old.horizontal), high = stepY / Int(old.vertical)
                        let x = left + column * wide, y = top + row * high
                        // What lies beyond the picture's edge is that edge.
                        let isTouched = (x + wide > Self.width || Self.hole.x.overlaps(x..<x + wide)) && Self.hole.y.overlaps(y..<y + high)
                        if !isTouched { #expect(old.block(column, row) == new.block(column, row)) }
                    }
                }
            }
        }
        // A sample of chroma more than the blocks, which the decoder's interpolation reaches.
        let reachX = Self.hole.x.lowerBound / stepX * stepX - stepX / 8, top = Self.hole.y.lowerBound / stepY * stepY - stepY / 8
        let bottom = (Self.hole.y.upperBound + stepY - 1) / stepY * stepY + stepY / 8
        let again = try Photo.load(bytes: saved, path: "b.tif").raster
        var differing = 0, error = 0
        for y in 0..<Self.height {
            for x in 0..<Self.width {
                let place = upright(x, y, kind)
                for channel in 0..<again.channels {
                    let value = again[place.x, place.y, channel]
                    if !(x >= reachX && (top..<bottom).contains(y)), value != photo.raster[place.x, place.y, channel] { differing += 1 }
                    if Self.hole.x.dropFirst(4).contains(x), Self.hole.y.dropFirst(2).dropLast(2).contains(y) {
                        error += abs(value - result[place.x, place.y, channel])
                    }
                }
            }
        }
        #expect(differing == 0)
        // Quality 80 keeps a flat color to a few steps; the unchanged border of a block adds some.
        #expect(Double(error) / Double(11 * 4 * again.channels) < 12)
    }

    /// What lies beyond the picture's edge in a tile keeps nothing of what was removed.
    @Test func restsOfTilesAreFilled() throws {
        let kind = Kind(jpeg: JPEGKind(name: "RGB", space: JCS_RGB), photometric: 2, isTiled: true), saved = try save(kind.file(), kind).file
        let tile = try TIFFContents(saved).decoded()[2]
        for y in 20..<24 { for x in 14..<32 { #expect(abs(Int(tile[(y * 32 + x) * 3]) - 60) < 24) } }
    }

    /// A strip that a sparse file leaves out is encoded as a whole, in the tables of another.
    @Test func missingStripsAreEncodedAsAWhole() throws {
        let kind = Kind(jpeg: JPEGKind(name: "4:2:0", horizontal: 2, vertical: 2), photometric: 6)
        let file = kind.file { $0 == 1 }, (photo, result, saved, report) = try save(file, kind)
        #expect(report.contains("all blocks of 1 strip encoded anew in the same tables"), "\(report)")
        let again = try Photo.load(bytes: saved, path: "b.tif").raster
        // Of the missing strip some pixels far from the hole, and all of the others.
        #expect(again.bytes[..<(14 * 75 * 3)] == photo.raster.bytes[..<(14 * 75 * 3)])
        for x in 0..<40 { #expect(again[x, 22, 0] < 8) }
        #expect(abs(again[68, 22, 2] - result[68, 22, 2]) < 16)
    }

    /// Where all are left out, and no tables are there, nothing says how to encode them.
    @Test func missingTablesAreTold() throws {
        let kind = Kind(jpeg: JPEGKind(name: "gray", space: JCS_GRAYSCALE), photometric: 1, sharesTables: false)
        let error = #expect(throws: PhotoError.self) { try save(kind.file { _ in true }, kind) }
        #expect("\(error!)".contains("one of its strips cannot be encoded anew; save as PNG"), "\(error!)")
    }
}
#endif
