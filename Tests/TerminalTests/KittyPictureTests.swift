import Foundation
import Pixels
import Support
import Terminal
import Testing

@Suite struct KittyPictureTests {
    @Test(arguments: [(1, 1), (32, 32), (200, 100)]) func pixelsComeWholeInChunks(width: Int, height: Int) throws {
        let picture = Raster.pattern(width: width, height: height)
        let text = String(decoding: KittyPicture.encode(picture.bytes, width: width, height: height), as: UTF8.self)
        let parts = text.components(separatedBy: "\u{1b}\\").dropLast().map { $0.split(separator: ";", maxSplits: 1).map(String.init) }
        #expect(parts[0][0].hasPrefix("\u{1b}_Ga=T,f=24,i=31,q=2,C=1,s=\(width),v=\(height),m="))
        #expect(parts.dropLast().allSatisfy { $0[0].hasSuffix("m=1") } && parts.last?[0].hasSuffix("m=0") == true)
        #expect(parts.allSatisfy { $0[1].utf8.count <= 4_096 })
        let data = try parts.map { try #require(Data(base64Encoded: $0[1])) }.reduce(Data(), +)
        #expect(Array(data) == picture.bytes)
    }
}
