import Foundation
import Pixels
import Testing

/// True pixels on terminals that say they can show them; the tests play the terminal.
extension RealProgram {
    struct Pixels {
        /// Larger than what fits, so that a part is shown.
        static let picture = Program.picture(width: 900, height: 700) { x, y in [UInt8(x / 8 * 4 & 255), UInt8(y / 8 * 4 & 255), UInt8((x / 64 + y / 64) * 16 & 255)] }

        /// Presses `v` and answers with `answers` to the questions; returns what is written after that.
        private func show(_ scene: Scene, answering answers: String) throws -> String {
            scene.terminal.settle()
            scene.terminal.forgetOutput()
            scene.terminal.send("v")
            #expect(scene.terminal.wait { $0.text.contains("\u{1b}[c") })
            let questions = scene.terminal.text
            #expect(questions.contains("\u{1b}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1b}\\") && questions.contains("\u{1b}[16t"))
            scene.terminal.send(answers)
            scene.terminal.wait { $0.screen.text.contains("any key") || $0.screen.text.contains("this terminal") }
            scene.terminal.settle()
            return scene.terminal.text
        }

        @Test(arguments: terminalTypes) func kittyShowsTheVeryPixels(type: String) throws {
            try Scene.with(type: type, picture: Pixels.picture) { scene in
                let cells = scene.terminal.screen.cells
                let text = try show(scene, answering: "\u{1b}_Gi=31;OK\u{1b}\\\u{1b}[6;20;10t\u{1b}[?62;4c")
                let (header, pixels) = try #require(Pixels.decodeKitty(text))
                // 80 columns of 10 pixels; 23 rows of 20, the last one being the status line.
                #expect(header.contains("s=800") && header.contains("v=460") && header.contains("a=T") && header.contains("f=24"))
                let shown = Pixels.picture.crop(Rectangle(x: 50, y: 120, width: 800, height: 460))
                #expect(pixels == shown.bytes)
                scene.terminal.forgetOutput()
                // Any key; what it does otherwise is not done.
                scene.terminal.send("i")
                #expect(scene.terminal.wait { $0.text.contains("\u{1b}_Ga=d,d=I,i=31") && $0.screen.cells == cells })
                #expect(scene.terminal.screen.line(23).contains("paints"))
            }
        }

        @Test func sixelsComeNearWith256Colors() throws {
            try Scene.with(picture: Pixels.picture) { scene in
                let text = try show(scene, answering: "\u{1b}[6;20;10t\u{1b}[?62;1;4;22c")
                let image = try #require(Pixels.decodeSixel(text))
                #expect(image.width == 800 && image.height == 460 && image.colors <= 256)
                let shown = Pixels.picture.crop(Rectangle(x: 50, y: 120, width: 800, height: 460)).bytes
                let sum = zip(image.bytes, shown).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
                // 4,000 colors in 256 boxes are 16 to a box: two to three steps of 4 along each of the two axes that vary.
                #expect(Double(sum) / Double(shown.count) < 8)
            }
        }

        @Test func sizeOfCellsMayComeFromTheSystem() throws {
            try Scene.with(picture: Pixels.picture) { scene in
                scene.terminal.resize(columns: 80, rows: 24, pixelWidth: 640, pixelHeight: 384)
                let text = try show(scene, answering: "\u{1b}_Gi=31;OK\u{1b}\\\u{1b}[?62c")
                #expect(try #require(Pixels.decodeKitty(text)).header.contains("s=640,v=368"))
            }
        }

        /// Attributes without 4, an error for kitty's question, no size of cells, or no answer at all.
        @Test(arguments: ["\u{1b}[?1;2c", "\u{1b}_Gi=31;EINVAL:no\u{1b}\\\u{1b}[?62;22c", "\u{1b}_Gi=31;OK\u{1b}\\\u{1b}[?62c", ""])
        func otherTerminalsAreToldOf(answers: String) throws {
            try Scene.with(picture: Pixels.picture) { scene in
                let start = Date()
                let text = try show(scene, answering: answers)
                #expect(scene.terminal.screen.line(23).contains("this terminal"))
                // A fifth of a second, and room for a busy machine.
                #expect(Date().timeIntervalSince(start) < 1.5)
                #expect(!text.contains("\u{1b}P") && !text.contains("a=T"))
                // A late answer is no key and shows nothing.
                scene.terminal.send("\u{1b}_Gi=31;OK\u{1b}\\\u{1b}[?62;4c")
                let counted = try scene.markedCount()
                #expect(counted == 0)
            }
        }

        private static func decodeKitty(_ text: String) -> (header: String, pixels: [UInt8])? {
            let parts = text.components(separatedBy: "\u{1b}_G").dropFirst().map { $0.components(separatedBy: "\u{1b}\\")[0] }
            guard let first = parts.firstIndex(where: { $0.contains("a=T") }) else { return nil }
            var data = Data(), header = ""
            for part in parts[first...] {
                let halves = part.split(separator: ";", maxSplits: 1)
                guard halves.count == 2, halves[1].utf8.count <= 4_096, let bytes = Data(base64Encoded: String(halves[1])) else { return nil }
                if header.isEmpty { header = String(halves[0]) }
                data += bytes
                if halves[0].hasSuffix("m=0") { return (header, Array(data)) }
            }
            return nil
        }

        /// By DEC's description of sixels, as far as they are used.
        private static func decodeSixel(_ text: String) -> (width: Int, height: Int, colors: Int, bytes: [UInt8])? {
            guard let start = text.range(of: "\u{1b}P"), let end = text.range(of: "\u{1b}\\", range: start.upperBound..<text.endIndex) else { return nil }
            let body = Array(text[start.upperBound..<end.lowerBound].utf8)
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
            while at < body.count {
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
                case 0x24: x = 0; continue
                case 0x2d: x = 0; band += 1; continue
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
}
