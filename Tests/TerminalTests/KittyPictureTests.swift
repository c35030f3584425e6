import CPNG
import Foundation
import Pixels
import Support
import Terminal
import Testing

@Suite struct KittyPictureTests {
    @Test(arguments: [(1, 1), (2, 1), (32, 32), (200, 100)]) func pixelsComeWholeInChunks(width: Int, height: Int) throws {
        let picture = Raster.pattern(width: width, height: height)
        let text = KittyPicture.encode(picture.bytes, width: width, height: height, cells: (80, 22)).map { String(decoding: $0, as: UTF8.self) }
        let parts = text.map { $0.dropLast(2).split(separator: ";", maxSplits: 1).map(String.init) }
        #expect(text.allSatisfy { $0.hasSuffix("\u{1b}\\") })
        #expect(parts[0][0].hasPrefix("\u{1b}_Ga=T,f=24,i=31,q=2,C=1,c=80,r=22,o=z,s=\(width),v=\(height),m="))
        #expect(parts.dropLast().allSatisfy { $0[0].hasSuffix("m=1") } && parts.last?[0].hasSuffix("m=0") == true)
        #expect(parts.allSatisfy { $0[1].utf8.count <= 4_096 })
        let data = try parts.map { try #require(Data(base64Encoded: $0[1])) }.reduce(Data(), +)
        var inflated: UnsafeMutablePointer<UInt8>?, count = 0
        #expect(cpng_inflate(Array(data), data.count, picture.bytes.count, &inflated, &count) == 0)
        defer { free(inflated) }
        #expect(try Array(UnsafeBufferPointer(start: #require(inflated), count: count)) == picture.bytes)
    }

    /// Pixels that are alike, as of a sky, take little.
    @Test func plainPicturesAreShort() {
        let plain = [UInt8](repeating: 200, count: 960 * 800 * 3)
        #expect(KittyPicture.encode(plain, width: 960, height: 800, cells: (96, 40)).joined().count < plain.count / 100)
    }

    /// Each line tells its row, by a mark of its own, and that it begins in the first column.
    @Test func linesOfPlaceholdersAreToldApart() {
        let marks = (0..<KittyPlaceholders.mostRows).map { row in
            let lines = KittyPlaceholders.lines(columns: 3, rows: row + 1) { Array("\n\($0) ".utf8) }
            let last = String(decoding: lines, as: UTF8.self).split(separator: "\n").last!.unicodeScalars
            #expect(String(last).hasPrefix("\(row) \u{1b}[38;5;31m") && last.count { $0 == "\u{10EEEE}" } == 3)
            return last.filter { $0.properties.generalCategory == .nonspacingMark }
        }
        #expect(marks.count > 60 && marks.allSatisfy { $0.count == 2 && $0.last == "\u{0305}" })
        #expect(Set(marks.compactMap(\.first)).count == marks.count && marks[1].first == "\u{030D}")
        #expect(KittyPlaceholders.lines(columns: 1, rows: 1_000) { _ in [10] }.count { $0 == 10 } == marks.count)
    }

    /// Behind tmux it goes where its placeholders are.
    @Test func placeholdersGiveItsPlace() {
        let text = KittyPicture.encode([1, 2, 3], width: 1, height: 1, cells: (80, 22), isPlaced: false).map { String(decoding: $0, as: UTF8.self) }
        #expect(text.count == 1 && text[0].hasPrefix("\u{1b}_Ga=T,f=24,i=31,q=2,U=1,c=80,r=22,o=z,s=1,v=1,m=0;"))
    }
}
