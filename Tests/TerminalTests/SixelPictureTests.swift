import Pixels
import Support
import Terminal
import Testing

@Suite struct SixelPictureTests {
    @Test func itComesNearWith256Colors() throws {
        let picture = Raster.pattern(width: 800, height: 460) { x, y in
            [UInt8(x / 8 * 4 & 255), UInt8(y / 8 * 4 & 255), UInt8((x / 64 + y / 64) * 16 & 255)]
        }
        let image = try #require(Self.decode(SixelPicture.encode(picture.bytes, width: 800, height: 460)))
        #expect(image.width == 800 && image.height == 460 && image.colors <= 256)
        let sum = zip(image.bytes, picture.bytes).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        // 4,000 colors in 256 boxes are 16 to a box: two to three steps of 4 along each of the two axes that vary.
        #expect(Double(sum) / Double(picture.bytes.count) < 8)
    }

    /// Levels of sixels are percents.
    @Test(arguments: [(1, 1), (5, 7), (3, 6), (300, 13)]) func fewColorsAreExact(width: Int, height: Int) throws {
        let picture = Raster.pattern(width: width, height: height) { x, y in (x + y) % 3 == 0 ? [255, 0, 51] : [0, 102, 255] }
        let image = try #require(Self.decode(SixelPicture.encode(picture.bytes, width: width, height: height)))
        #expect(image.width == width && image.height == height && image.bytes == picture.bytes)
    }

    /// By DEC's description of sixels, as far as they are used.
    static func decode(_ body: [UInt8]) -> (width: Int, height: Int, colors: Int, bytes: [UInt8])? {
        guard body.starts(with: Array("\u{1b}P".utf8)), body.suffix(2) == [0x1b, 0x5c] else { return nil }
        guard var at = body.firstIndex(of: 0x71) else { return nil }
        var width = 0, height = 0, bytes: [UInt8] = [], palette: [Int: [UInt8]] = [:], color = 0, x = 0, band = 0
        at += 1
        func numbers() -> [Int] {
            var list = [0]
            while at < body.count, body[at] == 0x3b || (0x30...0x39).contains(body[at]) {
                if body[at] == 0x3b { list.append(0) } else { list[list.count - 1] = list.last! * 10 + Int(body[at]) - 0x30 }
                at += 1
            }
            return list
        }
        while at < body.count - 2 {
            let byte = body[at]
            at += 1
            var count = 1, sixel = byte
            switch byte {
            case 0x22:
                let list = numbers()
                (width, height) = (list[2], list[3])
                bytes = [UInt8](repeating: 0, count: width * height * 3)
                continue
            case 0x23:
                let list = numbers()
                color = list[0]
                if list.count == 5 { palette[color] = list[2...].map { UInt8($0 * 255 / 100) } }
                continue
            case 0x24, 0x2d:
                x = 0
                if byte == 0x2d { band += 1 }
                continue
            case 0x21:
                count = numbers()[0]
                sixel = body[at]
                at += 1
            default: break
            }
            guard (0x3f...0x7e).contains(sixel), let shade = palette[color] else { return nil }
            for _ in 0..<count {
                for bit in 0..<6 where (sixel - 0x3f) >> bit & 1 == 1 {
                    let y = band * 6 + bit
                    guard x < width, y < height else { return nil }
                    bytes.replaceSubrange((y * width + x) * 3..<(y * width + x) * 3 + 3, with: shade)
                }
                x += 1
            }
        }
        return (width, height, palette.count, bytes)
    }
}
