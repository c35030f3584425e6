import Foundation
import Photo
import Pixels
import Support
import Testing

/// Files whose tables come twice, in odd places, or anew between scans, as the format allows: saved, they mean the same.
@Suite struct JPEGTablesTests {
    struct Arrangement: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var hasScanEach = false
        /// Makes the odd file of a plain one.
        let change: @Sendable (Markers) -> [UInt8]
    }

    /// A JPEG file in pieces, each from a marker up to the next one.
    struct Markers: Sendable {
        var pieces: [(marker: UInt8, bytes: [UInt8])] = []

        init(_ file: [UInt8]) {
            // None of these files has restart markers, nor lengths that look like markers.
            var start = 0
            for position in file.indices.dropLast() where position > 0 && file[position] == 0xFF && file[position + 1] > 0xBF {
                pieces.append((file[start + 1], Array(file[start..<position])))
                start = position
            }
            pieces.append((file[start + 1], Array(file[start...])))
        }

        /// The file with what `body` puts before each piece.
        func file(_ body: (_ index: Int, _ marker: UInt8, _ bytes: [UInt8]) -> [UInt8]) -> [UInt8] {
            pieces.enumerated().flatMap { body($0, $1.marker, $1.bytes) + $1.bytes }
        }

        func indices(_ marker: UInt8) -> [Int] { pieces.indices.filter { pieces[$0].marker == marker } }
    }

    /// A table of quantization for `slot`, all of one step.
    private static func table(_ slot: UInt8, step: UInt8) -> [UInt8] {
        [0xFF, 0xDB, 0, 67, slot] + [UInt8](repeating: step, count: 64)
    }

    static let all = [
        Arrangement(testDescription: "quantization twice, the last counts") { markers in
            markers.file { _, marker, bytes in marker == 0xDB ? table(bytes[4], step: 99) : [] }
        },
        Arrangement(testDescription: "Huffman twice, the last counts") { markers in
            let tables = markers.indices(0xC4).map { markers.pieces[$0].bytes }
            return markers.file { _, marker, bytes in
                guard marker == 0xC4, let other = tables.first(where: { $0[4] != bytes[4] && $0[4] & 16 == bytes[4] & 16 }) else { return [] }
                return Array(other[..<4]) + [bytes[4]] + Array(other[5...])
            }
        },
        Arrangement(testDescription: "quantization in 16 bits") { markers in
            var markers = markers
            for index in markers.indices(0xDB) {
                let bytes = markers.pieces[index].bytes
                let steps = bytes[5...].flatMap { [0, $0] as [UInt8] }
                markers.pieces[index].bytes = [0xFF, 0xDB, 0, 131, 0x10 | bytes[4]] + steps
            }
            return markers.file { _, _, _ in [] }
        },
        Arrangement(testDescription: "quantization anew between scans, so that components of a slot differ", hasScanEach: true) { markers in
            let last = markers.indices(0xDA).last!
            return markers.file { index, _, _ in index == last ? table(1, step: 7) : [] }
        },
        Arrangement(testDescription: "quantization anew behind the scan that uses it", hasScanEach: true) { markers in
            let second = markers.indices(0xDA)[1]
            return markers.file { index, _, _ in index == second ? table(0, step: 7) : [] }
        },
        Arrangement(testDescription: "tables behind the last scan") { markers in
            markers.file { _, marker, _ in marker == 0xD9 ? table(0, step: 7) + table(1, step: 9) : [] }
        },
        Arrangement(testDescription: "restart interval anew between scans", hasScanEach: true) { markers in
            // Longer than a scan, so that no restart marker is due.
            let second = markers.indices(0xDA)[1]
            return markers.file { index, _, _ in index == second ? [0xFF, 0xDD, 0, 4, 0x7F, 0xFF] : [] }
        },
        Arrangement(testDescription: "fill bytes before every marker") { markers in
            markers.file { index, _, _ in index == 0 ? [] : [0xFF, 0xFF, 0xFF] }
        },
        Arrangement(testDescription: "comments between and behind scans", hasScanEach: true) { markers in
            markers.file { _, marker, _ in marker == 0xDA || marker == 0xD9 ? [0xFF, 0xFE, 0, 4, 7, marker] : [] }
        },
    ]

    @Test(arguments: all) func outsideStaysTheSame(arrangement: Arrangement) throws {
        let width = 40, height = 24
        let samples = (0..<width * height * 3).map { index -> UInt8 in
            let row = index / 120
            return UInt8((index * 7 / 3 + row * row) % 200)
        }
        let plain = JPEGKind(name: "", hasScanEach: arrangement.hasScanEach).encode(samples, width: width, height: height)
        let source = arrangement.change(Markers(plain)), folder = try TemporaryFolder()
        try #require(source != plain)
        try Data(source).write(to: URL(fileURLWithPath: folder.path("a.jpg")))
        let photo = try Photo.load(path: folder.path("a.jpg"))
        #expect(photo.warnings == nil)
        // The first block of each component.
        let changed = (0..<width * height).map { UInt8($0 % width < 8 && $0 / width < 8 ? 1 : 0) }
        let result = Raster(width: width, height: height, model: .rgb)
        let report = try photo.save(result, changed: changed, to: folder.path("b.jpg"))
        #expect(report.notes == ["93.33 % of the file untouched, 3 of 45 blocks encoded anew"])

        let before = JPEGContents(source), saved = try fileBytes(folder.path("b.jpg")), after = JPEGContents(saved)
        #expect(after.scans == before.scans)
        // In whatever order, the comments of all places.
        #expect(after.segments == before.segments)
        for (old, new) in zip(before.components, after.components) {
            #expect(old.table == new.table)
            #expect(old.coefficients[64...] == new.coefficients[64...] && old.coefficients[..<64] != new.coefficients[..<64])
        }
        let reread = try Photo.load(path: folder.path("b.jpg"))
        #expect(reread.warnings == nil)
        for pixel in changed.indices where changed[pixel] == 0 {
            #expect(reread.raster.bytes[3 * pixel..<3 * pixel + 3] == photo.raster.bytes[3 * pixel..<3 * pixel + 3])
        }
    }

    /// Adobe's segment says what the components mean, but only before the first scan: put in front, it would turn the colors.
    @Test func colorsAreNotToldBehindTheFirstScan() throws {
        let plain = JPEGKind(name: "", hasScanEach: true).encode(Noise.bytes(40 * 24 * 3, seed: 4), width: 40, height: 24)
        var markers = Markers(plain)
        markers.pieces.removeAll { $0.marker == 0xE0 }
        let second = markers.indices(0xDA)[1]
        let adobe: [UInt8] = [0xFF, 0xEE, 0, 14] + Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 0]
        let source = markers.file { index, _, _ in index == second ? adobe : [] }, folder = try TemporaryFolder()
        try Data(source).write(to: URL(fileURLWithPath: folder.path("a.jpg")))
        let photo = try Photo.load(path: folder.path("a.jpg"))
        _ = try photo.save(photo.raster, changed: [UInt8](repeating: 0, count: 40 * 24), to: folder.path("b.jpg"))
        #expect(try Photo.load(path: folder.path("b.jpg")).raster == photo.raster)
    }

    /// The progression of a file may be one that the library does not write; the coefficients stay all the same.
    @Test func scansThatCannotBeWrittenAreReplaced() throws {
        let samples = Noise.bytes(40 * 24 * 3, seed: 4)
        let plain = JPEGKind(name: "", isProgressive: true).encode(samples, width: 40, height: 24)
        // The first refinement of luma comes twice: the decoder takes the second for more of the same.
        var markers = Markers(plain)
        let scans = markers.indices(0xDA), last = markers.pieces[scans.last!]
        markers.pieces.insert(last, at: scans.last! + 1)
        let source = markers.file { _, _, _ in [] }, folder = try TemporaryFolder()
        try Data(source).write(to: URL(fileURLWithPath: folder.path("a.jpg")))
        let photo = try Photo.load(path: folder.path("a.jpg"))
        let none = [UInt8](repeating: 0, count: 40 * 24)
        let report = try photo.save(photo.raster, changed: none, to: folder.path("b.jpg"))
        #expect(report.description.contains("100 % of the file untouched, 0 of 45 blocks encoded anew, all in the usual scans"), "\(report)")
        #expect(JPEGContents(try fileBytes(folder.path("b.jpg"))).components == JPEGContents(source).components)
    }
}
