import Editing
import Foundation
import Masks
import Photo
import Pixels
import Support
import System
import Testing

/// `madf-bench masks` and `quality`, on small pictures with a small network.
@Suite struct QualityTests {
    static let tool = Executable(name: "madf-bench")

    private static func means(_ outcome: Executable.Outcome) throws -> [[String: Any]] {
        let object = try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any]
        return try #require(object?["means"] as? [[String: Any]])
    }

    @Test func masksAreTheSameForASeed() throws {
        try withFolder { folder in
            for (name, seed) in [("a", "3"), ("b", "3"), ("c", "4")] {
                let outcome = try Self.tool.run([
                    "masks", "--output-dir", "\(folder)/\(name)", "--size", "64", "--count", "2", "--seed", seed, "--json",
                ])
                let object = try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any]
                #expect((object?["masks"] as? [[String: Any]])?.count == 12)
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/a").sorted()
            #expect(names.count == 12)
            func contents(_ run: String) -> [Data?] { names.map { FileManager.default.contents(atPath: "\(folder)/\(run)/\($0)") } }
            #expect(contents("a") == contents("b") && contents("a") != contents("c"))
        }
    }

    /// Stages and detail by ratio and with the regular mask, which counts by itself; the pairs that were written measure the same; a fill
    /// that is the photo is perfect.
    @Test func stagesAndPeers() throws {
        try withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder + "/photos", withIntermediateDirectories: false)
            for name in ["a", "b"] { try BatchTests.write("\(folder)/photos/\(name).png", mask: nil) }
            let base = ["--model", BatchTests.model, "--size", "128", "--json"]
            let first = try Self.means(Self.tool.run(["quality", folder + "/photos", "--write", folder + "/pairs"] + base))
            #expect(first.count == 4 * 8)
            let columns = first[..<8].map { $0["ratio"] as? String }
            #expect(columns.first == "(0.01,0.1]" && columns[6...] == ["all", "regular"])
            #expect(first.map { $0["fill"] as? String }.enumerated().allSatisfy { $1 == ["coarse", "first", "final", "detail"][$0 / 8] })
            #expect(first.allSatisfy { ($0["psnr"] as! Double).isFinite && (-1...1).contains($0["ssim"] as! Double) })
            let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/pairs").filter { $0.hasSuffix("_mask.png") }
            #expect(names.count == 14)
            let regular = try Mask(Photo.load(path: FilePath(folder + "/pairs/a-regular_mask.png")).raster)
            #expect(regular.boundingBox == Rectangle(x: 32, y: 32, width: 64, height: 64) && regular.bytes.count { $0 != 0 } == 64 * 64)
            // Each ratio has two pairs, and all of them together twelve: the regular ones are not among them.
            let whole = first.first { $0["ratio"] as? String == "all" }, ratios = first[..<6].compactMap { $0["l1"] as? Double }
            #expect(abs((whole?["l1"] as? Double ?? 0) - ratios.reduce(0, +) / 6) < 1e-5)
            for name in names {
                let pair = "\(folder)/pairs/" + name.dropLast("_mask.png".count)
                try FileManager.default.copyItem(atPath: pair + ".png", toPath: pair + ".truth.png")
            }
            let second = try Self.means(Self.tool.run(["quality", folder + "/pairs", "--vs", "truth"] + base))
            #expect(second.count == 5 * 8)
            #expect(NSArray(array: Array(second[..<32])) == NSArray(array: first))
            #expect(second[32...].allSatisfy { $0["psnr"] is NSNull && $0["ssim"] as! Double == 1 && $0["l1"] as! Double == 0 })
        }
    }

    @Test func masksFromAFolder() throws {
        try withFolder { folder in
            for name in ["photos", "masks"] {
                try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: false)
            }
            try BatchTests.write(folder + "/photos/a.png", mask: nil)
            var mask = Mask(width: 128, height: 128)
            mask.drawRectangle(from: Point(x: 0, y: 0), to: Point(x: 127, y: 31), value: 255)
            try mask.picture.writePNG(to: folder + "/masks/m.png")
            let arguments = ["quality", folder + "/photos", "--masks", folder + "/masks", "--model", BatchTests.model, "--size", "128", "--json"]
            let ratios = try Self.means(Self.tool.run(arguments)).map { $0["ratio"] as? String }
            #expect(Set(ratios) == ["(0.2,0.3]", "all"])
        }
    }
}
