import CJPEG
import Foundation
import Photo
import Pixels
import Support
import Testing

@Suite struct ExactJPEGTests {
    /// A smooth picture with an edge, so that coefficients of all kinds come.
    private func picture(_ width: Int, _ height: Int, _ channels: Int) -> [UInt8] {
        (0..<width * height * channels).map { index in
            let x = index / channels % width, y = index / channels / width, channel = index % channels
            let wave = 100 + 60 * sin(Double(x * (channel + 1)) / 7) + 50 * cos(Double(y) / (5 + Double(channel)))
            return UInt8(max(0, min(255, wave + (x > y ? 40 : 0))))
        }
    }

    /// A big-endian EXIF block of one entry, the orientation, and eight bytes behind it.
    private func exif(_ orientation: Int) -> [UInt8] {
        Array("Exif\0\0MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(orientation), 0, 0]
            + [0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]
    }

    private func segments(_ orientation: Int) -> [(marker: UInt8, payload: [UInt8])] {
        [
            (0xE1, exif(orientation)),
            (0xE1, Array("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><a b='<'/></x:xmpmeta>".utf8)),
            (0xE2, Array("ICC_PROFILE\0".utf8) + [1, 1] + Noise.bytes(500, seed: 3)),
            (0xED, Array("Photoshop 3.0\0008BIM".utf8) + [4, 4, 0, 0, 0, 0, 0, 3, 1, 2, 3, 0]),
            (0xFE, Array("a comment".utf8)),
            (0xE9, [1, 2, 3]),
        ]
    }

    @Test(arguments: JPEGKind.all, 1...8)
    func onlyTouchedBlocksChange(kind: JPEGKind, orientation: Int) throws {
        // Odd sizes, so that the last blocks are cut in all samplings.
        let width = 75, height = 53
        let source = kind.encode(
            picture(width, height, kind.components), width: width, height: height, segments: segments(orientation))
        let folder = try TemporaryFolder()
        let input = folder.path("in.jpg"), output = folder.path("out.jpg")
        try Data(source).write(to: URL(fileURLWithPath: input))
        let photo = try Photo.load(path: input)
        // The profile is noise, and there is nothing else to warn of.
        #expect(photo.warnings == "its color profile cannot be used, so it is shown as sRGB")
        #expect(photo.raster.width == (orientation < 5 ? width : height))

        // A hole in the file's terms that reaches over the right edge's blocks.
        let hole = (x: 52..<75, y: 17..<31)
        var result = photo.raster
        var changed = [UInt8](repeating: 0, count: result.width * result.height)
        for y in hole.y {
            for x in hole.x {
                let (column, row) = upright(x, y, width, height, orientation)
                changed[row * result.width + column] = 255
                for channel in 0..<result.channels { result[column, row, channel] = 90 + 20 * channel }
            }
        }
        let report = try photo.save(result, changed: changed, to: output)
        #expect(!report.description.contains("removed what"))

        let before = JPEGContents(source), after = JPEGContents(try fileBytes(output))
        #expect(after.segments == before.segments)
        #expect(after.scans == before.scans)
        #expect(after.isProgressive == before.isProgressive && after.isArithmetic == before.isArithmetic)
        #expect(after.restartInterval == before.restartInterval && after.space == before.space)
        for (old, new) in zip(before.components, after.components) {
            #expect(old.table == new.table && old.horizontal == new.horizontal && old.vertical == new.vertical)
            let stepX = 8 * Int(before.components.map(\.horizontal).max()! / old.horizontal)
            let stepY = 8 * Int(before.components.map(\.vertical).max()! / old.vertical)
            for row in 0..<old.rows {
                for column in 0..<old.columns {
                    let isTouched =
                        hole.x.overlaps(column * stepX..<(column + 1) * stepX)
                        && hole.y.overlaps(row * stepY..<(row + 1) * stepY)
                    if !isTouched { #expect(old.block(column, row) == new.block(column, row)) }
                }
            }
        }
        let saved = try Photo.load(path: output).raster
        try expectSame(saved, photo.raster, result, outside: hole, before, orientation)
    }

    /// Every pixel that depends on no touched block is the same, and the hole's inside is near the result.
    private func expectSame(
        _ saved: Raster, _ original: Raster, _ result: Raster, outside hole: (x: Range<Int>, y: Range<Int>),
        _ contents: JPEGContents, _ orientation: Int
    ) throws {
        let width = 75, height = 53
        let stepX = 8 * Int(contents.components.map(\.horizontal).max()!)
        let stepY = 8 * Int(contents.components.map(\.vertical).max()!)
        // The largest blocks that the hole touches, and a chroma sample more, which the upsampling reaches.
        let reach = (
            x: (hole.x.lowerBound / stepX * stepX - stepX / 8)..<((hole.x.upperBound + stepX - 1) / stepX * stepX + stepX / 8),
            y: (hole.y.lowerBound / stepY * stepY - stepY / 8)..<((hole.y.upperBound + stepY - 1) / stepY * stepY + stepY / 8)
        )
        var differing = 0, error = 0, count = 0
        for y in 0..<height {
            for x in 0..<width {
                let (column, row) = upright(x, y, width, height, orientation)
                for channel in 0..<saved.channels {
                    let value = saved[column, row, channel]
                    if !(reach.x.contains(x) && reach.y.contains(y)), value != original[column, row, channel] { differing += 1 }
                    if hole.x.dropFirst(4).contains(x), hole.y.dropFirst(4).dropLast(4).contains(y) {
                        error += abs(value - result[column, row, channel])
                        count += 1
                    }
                }
            }
        }
        #expect(differing == 0)
        // Quality 80 keeps a flat color to a few steps; the unchanged border of a block adds some.
        #expect(Double(error) / Double(count) < 8)
    }

    /// Where the file's pixel lies in the upright picture (EXIF 2.32, 4.6.5, orientation).
    private func upright(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ orientation: Int) -> (Int, Int) {
        switch orientation {
        case 2: (width - 1 - x, y)
        case 3: (width - 1 - x, height - 1 - y)
        case 4: (x, height - 1 - y)
        case 5: (y, x)
        case 6: (height - 1 - y, x)
        case 7: (height - 1 - y, width - 1 - x)
        case 8: (y, width - 1 - x)
        default: (x, y)
        }
    }

    @Test func savingAgainIsTheSameToTheByte() throws {
        let folder = try TemporaryFolder()
        let kind = JPEGKind(name: "", horizontal: 2, vertical: 2, isProgressive: true)
        try Data(kind.encode(picture(64, 48, 3), width: 64, height: 48)).write(to: URL(fileURLWithPath: folder.path("a.jpg")))
        let photo = try Photo.load(path: folder.path("a.jpg"))
        // Everything counts as changed, and is what it was: the coefficients come through the transform.
        let all = [UInt8](repeating: 1, count: 64 * 48), none = [UInt8](repeating: 0, count: 64 * 48)
        _ = try photo.save(photo.raster, changed: none, to: folder.path("b.jpg"))
        #expect(JPEGContents(try fileBytes(folder.path("b.jpg"))) == JPEGContents(try fileBytes(folder.path("a.jpg"))))
        _ = try photo.save(photo.raster, changed: all, to: folder.path("c.jpg"))
        _ = try photo.save(photo.raster, changed: all, to: folder.path("d.jpg"))
        #expect(try fileBytes(folder.path("c.jpg")) == fileBytes(folder.path("d.jpg")))
    }
}
