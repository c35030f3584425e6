import CPNG
import Foundation
import Pixels
import Support
import Testing

/// True pixels on terminals that say they can show them; the tests play the terminal.
extension RealProgram {
    struct Pixels {
        /// Larger than what fits, so that a part is shown.
        static let picture = Raster.pattern(width: 900, height: 700) { x, y in
            [UInt8(x / 8 * 4 & 255), UInt8(y / 8 * 4 & 255), UInt8((x / 64 + y / 64) * 16 & 255)]
        }

        /// Takes a tool without an outline of its own, presses `v` and answers with `answers` to the questions; returns the picture that is written after that.
        private func show(_ scene: Scene, answering answers: String) throws -> (header: String, pixels: [UInt8]) {
            scene.terminal.forgetOutput()
            scene.terminal.send("rv")
            #expect(scene.terminal.wait { $0.text.contains("\u{1b}[c") })
            let questions = scene.terminal.text
            #expect(questions.contains("\u{1b}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1b}\\") && questions.contains("\u{1b}[16t"))
            scene.terminal.send(answers)
            #expect(
                scene.terminal.wait { terminal in
                    // The last chunk, which is no longer than the protocol lets it be.
                    let end = String(decoding: terminal.output.suffix(4_200), as: UTF8.self)
                    return end.contains(/m=0;[^;]*\x1b\\/) && terminal.screen.text.contains("back to cells")
                })
            return try #require(Pixels.decodeKitty(scene.terminal.text))
        }

        @Test(arguments: terminalTypes) func kittyShowsTheVeryPixels(type: String) throws {
            try Scene.with(type: type, picture: Pixels.picture) { scene in
                let cells = scene.terminal.screen.cells.prefix(22)
                let (header, pixels) = try show(scene, answering: "\u{1b}_Gi=31;OK\u{1b}\\\u{1b}[6;20;10t\u{1b}[?62;4c")
                // 80 columns of 10 pixels; 22 rows of 20, above the two lines.
                #expect(header.contains("s=800") && header.contains("v=440") && header.contains("a=T") && header.contains("f=24"))
                let shown = Pixels.picture.crop(Rectangle(x: 50, y: 130, width: 800, height: 440))
                #expect(pixels == shown.bytes)
                scene.terminal.forgetOutput()
                scene.terminal.send("v")
                #expect(scene.terminal.wait { $0.text.contains("\u{1b}_Ga=d,d=I,i=31") && $0.screen.cells.prefix(22) == cells })
                #expect(scene.terminal.screen.line(23).contains("starts the rectangle"))
            }
        }

        /// What is for the terminal around tmux is passed on; what gives the picture its place is text.
        @Test(arguments: ["tmux-256color", "screen-256color"]) func kittyShowsThemThroughTmux(type: String) throws {
            try Scene.with(type: type, picture: Pixels.picture, ["TMUX": "/tmp/tmux,1,0"]) { scene in
                func passedOn(_ text: String) -> String { "\u{1b}Ptmux;\u{1b}\u{1b}_G" + text }
                scene.terminal.send("rv")
                #expect(scene.terminal.wait { $0.text.contains("\u{1b}[c") })
                #expect(scene.terminal.text.contains(passedOn("i=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1b}\u{1b}\\\u{1b}\\")))
                scene.terminal.send("\u{1b}[?1;2c\u{1b}[6;20;10t\u{1b}_Gi=31;OK\u{1b}\\")
                #expect(scene.terminal.wait { $0.text.contains(passedOn("a=T,f=24,i=31,q=2,U=1,c=80,r=22,o=z,s=800,v=440,m=")) })
                #expect(scene.terminal.wait { $0.text.unicodeScalars.count { $0 == "\u{10EEEE}" } == 80 * 22 })
                scene.terminal.send("v")
                #expect(scene.terminal.wait { $0.text.contains(passedOn("a=d,d=I,i=31,q=2")) && $0.screen.text.contains("starts the rectangle") })
            }
        }

        private static func inflated(_ data: Data) -> [UInt8] {
            var result: UnsafeMutablePointer<UInt8>?, count = 0
            guard cpng_inflate(Array(data), data.count, 1 << 24, &result, &count) == 0, let result else { return [] }
            defer { free(result) }
            return Array(UnsafeBufferPointer(start: result, count: count))
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
                if halves[0].hasSuffix("m=0") { return (header, inflated(data)) }
            }
            return nil
        }
    }
}
