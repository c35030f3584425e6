import Foundation
import Photo
import Pixels
import Support
import System
import Testing

/// Photos of high dynamic range: a JPEG file with a gain map behind it stays one, and the map shows no more than the photo what was removed.
@Suite struct GainMapTests {
    private static let photo = (width: 160, height: 120), map = (width: 80, height: 60)
    private static let adobe = "http://ns.adobe.com/hdr-gain-map/1.0/", heading = "http://ns.adobe.com/xap/1.0/\0"

    /// How a map is told.
    enum Kind: CaseIterable { case ultraHDR, iso, apple }

    private static func packet(_ attributes: String, _ content: String = "") -> (marker: UInt8, payload: [UInt8]) {
        let text = """
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
            <rdf:Description rdf:about="" \(attributes)>\(content)</rdf:Description></rdf:RDF></x:xmpmeta>
            """
        return (0xE1, Array((heading + text).utf8))
    }

    private static func list(_ length: Int, video: Int) -> String {
        func item(_ semantic: String, _ length: Int) -> String {
            """
            <rdf:li rdf:parseType="Resource"><Container:Item Item:Semantic="\(semantic)" Item:Mime="image/jpeg" Item:Length="\(length)"/></rdf:li>
            """
        }
        let items = item("Primary", 0) + item("GainMap", length) + item("MotionPhoto", video)
        return "<Container:Directory><rdf:Seq>\(items)</rdf:Seq></Container:Directory>"
    }

    /// An index of two pictures (CIPA DC-007).
    private static func index(_ size: Int, _ map: Int, _ place: Int) -> [UInt8] {
        func number(_ value: Int) -> [UInt8] { RedObject.number(value, true) }
        return Array("MPF\0II".utf8) + [42, 0] + number(8) + [3, 0] + RedObject.entry(0xB000, 7, 4, 0x3030_3130, true)
            + RedObject.entry(0xB001, 4, 1, 2, true) + RedObject.entry(0xB002, 7, 32, 50, true) + number(0)
            + number(0x2003_0000) + number(size) + number(0) + number(0) + number(0) + number(map) + number(place) + number(0)
    }

    private static let iso = Array("urn:iso:std:iso:ts:21496:-1\0".utf8)

    /// The map as a file, from gains by place.
    private static func mapFile(_ kind: Kind, _ gain: (Int, Int) -> UInt8) -> [UInt8] {
        let samples = (0..<map.width * map.height).map { gain($0 % map.width, $0 / map.width) }
        let told: (marker: UInt8, payload: [UInt8]) =
            switch kind {
            case .ultraHDR: packet("xmlns:hdrgm=\"\(adobe)\" hdrgm:Version=\"1.0\" hdrgm:GainMapMax=\"2.5\"")
            case .iso: (0xE2, iso + [0, 0, 0, 0, 1, 2, 3, 4])
            case .apple: packet("xmlns:HDRGainMap=\"http://ns.apple.com/HDRGainMap/1.0/\" HDRGainMap:HDRGainMapVersion=\"65536\"")
            }
        return JPEGKind(name: "", space: JPEGKind.all[11].space, quality: 90).encode(samples, width: map.width, height: map.height, segments: [told])
    }

    /// A photo with a map, and `video` behind them.
    private static func file(_ kind: Kind, samples: [UInt8], map: [UInt8], before: [UInt8] = [], video: [UInt8] = []) -> [UInt8] {
        func photo(_ index: [UInt8]) -> [UInt8] {
            let name =
                "xmlns:Container=\"http://ns.google.com/photos/1.0/container/\" "
                + "xmlns:Item=\"http://ns.google.com/photos/1.0/container/item/\" xmlns:hdrgm=\"\(adobe)\" hdrgm:Version=\"1.0\""
            let told: [(marker: UInt8, payload: [UInt8])] =
                switch kind {
                case .ultraHDR: [packet(name, list(map.count, video: video.count))]
                case .iso: [(0xE2, iso + [0, 0, 0, 0])]
                case .apple: []
                }
            return JPEGKind(name: "", horizontal: 2, vertical: 2).encode(
                samples, width: self.photo.width, height: self.photo.height, segments: told + [(0xE2, index), (0xFE, Array("note".utf8))])
        }
        let size = photo(index(0, 0, 0)).count, place = position(photo(index(0, 0, 0)))
        return photo(index(size, map.count, size + before.count - place)) + before + map + video
    }

    /// From where the places of an index count.
    private static func position(_ file: [UInt8]) -> Int { file.firstRange(of: Array("MPF\0".utf8))!.upperBound }

    /// What the index of a file says: sizes of both pictures, and where the second begins.
    private func pictures(_ file: [UInt8]) throws -> (photo: Int, map: Int, place: Int) {
        let start = Self.position(file)
        let order: ByteOrder = file[start] == UInt8(ascii: "M") ? .bigEndian : .littleEndian
        func number(_ place: Int) throws -> Int { try #require(file.number(at: start + place, bytes: 4, order)) }
        return (try number(50 + 4), try number(50 + 20), start + (try number(50 + 24)))
    }

    private static func gray(_ map: [UInt8]) throws -> Raster { try Photo.load(bytes: map, path: "map").raster }

    /// The object lights up in the map, too.
    private static func gain(_ x: Int, _ y: Int) -> UInt8 { (24..<48).contains(x) && (20..<36).contains(y) ? 230 : UInt8(40 + x / 2) }

    @Test(arguments: Kind.allCases) func mapsAreFilledLikewise(kind: Kind) throws {
        let map = Self.mapFile(kind, Self.gain)
        let file = Self.file(kind, samples: RedObject.picture(160, 120), map: map), (saved, report) = try RedObject.save(without: file, name: "a.jpg")
        #expect(report.contains("made anew from the result: the gain map") && !report.contains("removed"), "\(report)")
        let told = try pictures(saved)
        #expect(told.place == told.photo && told.photo + told.map == saved.count)
        #expect(saved[(told.photo - 2)..<told.photo].elementsEqual([0xFF, 0xD9]))
        let newMap = Array(saved[told.place...]), before = JPEGContents(map), after = JPEGContents(newMap)
        #expect(before.segments == after.segments && before.components[0].table == after.components[0].table)
        // The marks reach 8 pixels over the object, and a pixel of the map more, in blocks of 8.
        for row in 0..<before.components[0].rows {
            for column in 0..<before.components[0].columns {
                let isTouched = (2...6).contains(column) && (1...5).contains(row)
                let isSame = before.components[0].block(column, row) == after.components[0].block(column, row)
                #expect(isTouched || isSame)
            }
        }
        let raster = try Self.gray(newMap)
        for y in 20..<36 { for x in 24..<48 { #expect(abs(raster[x, y, 0] - 40 - x / 2) < 24, "\(x) \(y)") } }
        let item = "Item:Semantic=\"GainMap\" Item:Mime=\"image/jpeg\" Item:Length=\"\(told.map)\""
        #expect(String(decoding: saved, as: UTF8.self).contains(item) == (kind == .ultraHDR))
    }

    /// A list keeps the photo and its map; what else is behind them goes, and so does what lies between them.
    @Test func onlyMapsStay() throws {
        let map = Self.mapFile(.ultraHDR, Self.gain), preview = HidingPlace.preview
        let file = Self.file(.ultraHDR, samples: RedObject.picture(160, 120), map: map, before: preview, video: Array("ftypmp42".utf8) + preview)
        let (saved, report) = try RedObject.save(without: file, name: "a.jpg"), told = try pictures(saved)
        #expect(report.contains("removed what could show the old picture: data behind the picture"), "\(report)")
        #expect(told.place == told.photo && told.photo + told.map == saved.count && !RedObject.isIn(saved))
        let text = String(decoding: saved[..<told.photo], as: UTF8.self)
        #expect(!text.contains("MotionPhoto") && text.contains("Item:Length=\"\(told.map)\"") && text.contains("hdrgm:Version"))
    }

    /// What cannot be read goes, and with it what describes it.
    @Test func mapsThatCannotBeFilledGo() throws {
        let map = Array(Self.mapFile(.ultraHDR, Self.gain).prefix(700))
        let wide = JPEGKind(name: "", space: JPEGKind.all[11].space).encode(
            [UInt8](repeating: 9, count: 800), width: 80, height: 10, segments: [(0xE2, Self.iso + [1, 2, 3, 4])])
        for map in [map, wide] {
            let file = Self.file(.ultraHDR, samples: RedObject.picture(160, 120), map: map)
            let (saved, report) = try RedObject.save(without: file, name: "a.jpg")
            #expect(report.contains("a gain map that cannot be filled"), "\(report)")
            let text = String(decoding: saved, as: UTF8.self)
            #expect(!text.contains("MPF\0") && !text.contains("hdrgm:") && !text.contains("Container:Item"))
        }
    }

    @Test func mapsAreDroppedWhenAsked() throws {
        let file = Self.file(.ultraHDR, samples: RedObject.picture(160, 120), map: Self.mapFile(.ultraHDR, Self.gain))
        let photo = try Photo.load(bytes: file, path: "a.jpg"), folder = try TemporaryFolder()
        var options = SaveOptions(), changed = [UInt8](repeating: 0, count: 160 * 120)
        options.dropsGainMap = true
        changed[0] = 1
        let report = try photo.save(photo.raster, changed: changed, to: folder.path("b.jpg"), options).description
        let saved = try fileBytes(folder.path("b.jpg")), text = String(decoding: saved, as: UTF8.self)
        #expect(report.contains("the gain map, data behind the picture") && report.contains("the index of further pictures"), "\(report)")
        #expect(try photo.save(photo.raster, changed: changed, to: folder.path("b.png")).description.contains("the gain map"))
        #expect(!text.contains("MPF\0") && !text.contains("hdrgm:") && !text.contains("Container:Item"))
    }

    /// In the hole the gain follows what the photo shows there now: bright pixels gain, dark ones do not, whatever is nearest.
    @Test func gainFollowsLight() throws {
        // Right of a slanted line the photo is bright and gains; a dark object without gain stood on it.
        func isBright(_ x: Int, _ y: Int) -> Bool { x + y / 2 > 100 }
        func isObject(_ x: Int, _ y: Int) -> Bool { (50..<120).contains(x) && (40..<90).contains(y) }
        func sample(_ x: Int, _ y: Int) -> UInt8 { isBright(x, y) ? 220 : 60 }
        let samples = (0..<160 * 120).flatMap { pixel -> [UInt8] in
            let x = pixel % 160, y = pixel / 160, value = isObject(x, y) ? 10 : sample(x, y)
            return [value, value, value]
        }
        let map = Self.mapFile(.ultraHDR) { x, y in isObject(2 * x, 2 * y) ? 0 : isBright(2 * x, 2 * y) ? 200 : 40 }
        let photo = try Photo.load(bytes: Self.file(.ultraHDR, samples: samples, map: map), path: "a.jpg"), folder = try TemporaryFolder()
        var result = photo.raster, changed = [UInt8](repeating: 0, count: 160 * 120)
        for y in 36..<94 {
            for x in 46..<124 {
                changed[y * 160 + x] = 1
                for channel in 0..<3 { result[x, y, channel] = Int(sample(x, y)) }
            }
        }
        _ = try photo.save(result, changed: changed, to: folder.path("b.jpg"))
        let saved = try fileBytes(folder.path("b.jpg")), raster = try Self.gray(Array(saved[try pictures(saved).place...]))
        for y in 22..<44 {
            for x in 26..<60 where abs(2 * x + y - 100) > 8 {
                #expect(abs(raster[x, y, 0] - (isBright(2 * x, 2 * y) ? 200 : 40)) < 40, "\(x) \(y)")
            }
        }
    }
}
