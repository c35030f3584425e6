import Foundation
import Support
import Testing

/// What a batch would do, and photos in folders of folders.
@Suite struct PlanTests {
    private func withPhotos(_ body: (String) throws -> Void) throws {
        try withFolder { folder in
            for name in ["a", "a/b", "a/.hidden", "out", "out/old"] {
                try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: false)
            }
            for name in ["one", "a/two", "a/b/three", "a/.hidden/four", "out/old/five"] {
                try BatchTests.write("\(folder)/\(name).png", mask: "\(folder)/\(name)_mask.png")
            }
            // Round and round.
            try FileManager.default.createSymbolicLink(atPath: "\(folder)/a/b/again", withDestinationPath: "..")
            try body(folder)
        }
    }

    private func files(_ folder: String) -> Set<String> { Set(FileManager.default.subpaths(atPath: folder) ?? []) }

    @Test func dryRunSaysWhatWouldBeDone() throws {
        try withPhotos { folder in
            let mask = ["--dry-run", "--recursive", "--mask", "{stem}_mask.png"], before = files(folder)
            let outcome = try BatchTests.run(mask + ["--output-dir", "\(folder)/out", folder])
            #expect(outcome.status == 0, "\(outcome.errors)")
            let lines = outcome.text.split(separator: "\n")
            #expect(lines.map { String($0.prefix { $0 != ":" }) } == ["one", "a/two", "a/b/three"].map { "\(folder)/\($0).png" })
            #expect(lines[1].contains("\(folder)/a/two_mask.png") && lines[1].contains("\(folder)/out/two.png"))
            #expect(outcome.errors.contains("3 to do") && files(folder) == before)
            // A folder for results that is not there is not made either.
            #expect(try BatchTests.run(mask + ["--output-dir", "\(folder)/new", "\(folder)/a"]).status == 0 && files(folder) == before)
        }
    }

    @Test func dryRunTellsOfWhatIsMissingAndWhatIsDone() throws {
        try withPhotos { folder in
            try FileManager.default.removeItem(atPath: "\(folder)/a/two_mask.png")
            try Data().write(to: URL(filePath: "\(folder)/one-removed.png"))
            let outcome = try BatchTests.run(
                ["--dry-run", "--json", "--mask", "{stem}_mask.png", "\(folder)/one.png", "\(folder)/a/two.png", "\(folder)/a/b/three.png"])
            let states = outcome.text.split(separator: "\n").compactMap { $0.firstMatch(of: /"status": ?"([a-z]+)"/).map { String($0.1) } }
            #expect(states == ["skipped", "failed", "planned"] && outcome.status == 1, "\(outcome.text)")
        }
    }

    @Test func foldersOfFoldersAreTaken() throws {
        try withPhotos { folder in
            let outcome = try BatchTests.run([
                "--stage", "coarse", "--recursive", "--mask", "{stem}_mask.png", "--output-dir", "\(folder)/out", folder,
            ])
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(files("\(folder)/out") == ["old", "old/five.png", "old/five_mask.png", "one.png", "two.png", "three.png"])
        }
    }

    /// What lies in the working folder has no folder before its name.
    @Test func workingFolderIsNotNamed() throws {
        try withPhotos { folder in
            let outcome = try Executable(path: "/bin/sh").run(
                ["-c", "cd \"$1\" && \"$2\" --dry-run --mask '{stem}_mask.png' .", "sh", folder, BatchTests.tool.path])
            #expect(outcome.text.hasPrefix("one.png: ") && outcome.text.hasSuffix("to one-removed.png.\n"), "\(outcome.text)")
        }
    }

    /// Without it only the folder's own.
    @Test func otherwiseFoldersAreFlat() throws {
        try withPhotos { folder in
            let outcome = try BatchTests.run(["--dry-run", "--mask", "{stem}_mask.png", folder])
            #expect(outcome.text.split(separator: "\n").count == 1 && outcome.text.contains("one.png"))
        }
    }
}
