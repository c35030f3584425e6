import Foundation
import Masks
import Pixels
import Support
import Testing

/// The comparison of fills by people: what a page holds, and how answers count.
@Suite struct StudyTests {
    private static func run(_ arguments: [String], in folder: String) throws -> Executable.Outcome {
        try Executable(path: "/usr/bin/env").run(
            ["-C", folder, TrainingTests.python!, PackageFolder.path("Assets/benchmarks/study.py")] + arguments)
    }

    /// Twelve cases and two rivals, of which one has filled ten; `mine` is preferred to `rival` in all but two.
    @Test(.enabled(if: TrainingTests.python != nil, "set MADF_PYTHON to a Python with numpy and pillow"))
    func pageAndScore() throws {
        try withFolder { folder in
            for name in ["cases", "mine", "rival", "third"] {
                try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: false)
            }
            for number in 0..<12 {
                try BatchTests.write("\(folder)/cases/case\(number).png", mask: "\(folder)/cases/case\(number)_mask.png")
                for name in ["mine", "third"] + (number < 10 ? ["rival"] : []) {
                    try BatchTests.write("\(folder)/\(name)/case\(number).png", mask: nil)
                }
            }
            let made = try Self.run(["page", "cases", "mine", "rival", "third", "--seed", "5"], in: folder)
            #expect(made.text.hasPrefix("22 pairs"), "\(made.errors)")
            let page = try String(contentsOfFile: folder + "/study.html", encoding: .utf8)
            #expect(page.matches(of: /data:image\/png;base64,/).count == 66)
            #expect(!["case", "mine", "rival", "third", "http"].contains { page.contains($0) })

            let key = try #require(
                try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: folder + "/key.json"))) as? [String: Any])
            let pairs = try #require(key["pairs"] as? [[String: Any]])
            var answers: [String: String] = [:]
            for (number, pair) in pairs.enumerated() {
                let sides = try #require(pair["sides"] as? [String])
                let isLost = ["case3", "case4"].contains(pair["case"] as? String)
                answers["\(number)"] = sides.contains("third") ? "=" : (sides[0] == "mine") != isLost ? "1" : "2"
            }
            // Sides are shuffled: twenty-two pairs of one order would be one chance in two million.
            #expect(Set(pairs.compactMap { ($0["sides"] as? [String])?.firstIndex(of: "mine") }).count == 2)
            let file = URL(filePath: folder + "/answers.json")
            try JSONSerialization.data(withJSONObject: ["study": key["study"]!, "answers": answers]).write(to: file)
            let score = try Self.run(["score", "key.json", "answers.json"], in: folder).text
            // Wilson's interval of 8 in 10 is 49 to 94 %, of 6 in 12 it is 25 to 75 %.
            #expect(score.contains("mine against rival: 10 judged, 8 won, 2 lost, 0 alike; 80 % (49 to 94 %)"))
            #expect(score.contains("mine against third: 12 judged, 0 won, 0 lost, 12 alike; 50 % (25 to 75 %)"))
            try JSONSerialization.data(withJSONObject: ["study": "another", "answers": answers]).write(to: file)
            let other = try Self.run(["score", "key.json", "answers.json"], in: folder)
            #expect(other.status != 0 && other.errors.contains("whose key is not among the files"))
        }
    }
}
