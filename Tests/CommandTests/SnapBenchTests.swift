import Editing
import Foundation
import Support
import Testing

@Suite struct SnapBenchTests {
    /// The sample photos' objects are the hard ones of the set (fur, shade, stones among stones), whose mean shall be 0.85:
    /// their own mean may not fall under 0.8, and none may stay near its scribble's third.
    @Test func scribblesOnTheSamplePhotosSnap() throws {
        let outcome = try Executable(name: "madf-bench").run([
            "snap", PackageFolder.path("Assets/benchmarks/snap.txt"), PackageFolder.path("Assets/photos"),
        ])
        let shares = outcome.text.split(separator: "\n").compactMap { line -> Double? in
            let words = line.split(separator: " ")
            return words.count == 5 && words[4] == "s" ? Double(words[2]) : nil
        }
        #expect(shares.count == 5, "\(outcome.text)\(outcome.errors)")
        #expect(shares.allSatisfy { $0 > 0.66 } && shares.reduce(0, +) >= 0.8 * Double(shares.count), "\(shares)")
        // Photos that were not found are told.
        #expect(outcome.status == 1 && outcome.text.contains("no such photo"))
    }

    /// Of all objects the mean shall be 0.8; a dog is no one thing by its colors (face and ears), the others are.
    @Test func clicksOnTheSamplePhotosSelect() throws {
        let outcome = try Executable(name: "madf-bench").run([
            "snap", "--click", PackageFolder.path("Assets/benchmarks/snap.txt"), PackageFolder.path("Assets/photos"),
        ])
        let shares = outcome.text.split(separator: "\n").compactMap { line -> Double? in
            let words = line.split(separator: " ")
            return words.count > 5 && words[4] == "s" ? Double(words[2]) : nil
        }
        #expect(shares.count == 5 && shares.count { $0 > 0.7 } >= 4, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.text.contains("clicks beside the middle, mean"))
    }
}
