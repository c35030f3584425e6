import Editing
import Foundation
import Support
import Testing

/// The program finds its network wherever it is installed.
@Suite struct PackageTests {
    @Test(arguments: ["share/madf-tui", "Assets/weights"]) func networkIsFoundBesideTheProgram(place: String) throws {
        try withFolder { folder in
            let files = FileManager.default
            for path in ["bin", place] { try files.createDirectory(atPath: folder + "/" + path, withIntermediateDirectories: true) }
            try files.copyItem(atPath: Executable(name: "madf-tui").path, toPath: folder + "/bin/madf-tui")
            try BatchTests.write(folder + "/a.png", mask: folder + "/m.png")
            let tool = Executable(path: folder + "/bin/madf-tui")
            let arguments = ["--mask", folder + "/m.png", folder + "/a.png"]
            let without = try tool.run(arguments, environment: ["MADF_MODEL": ""])
            #expect(without.status == 1 && without.errors.contains("--model"))
            try files.copyItem(atPath: BatchTests.model, toPath: folder + "/" + place + "/madf-lite.safetensors")
            let with = try tool.run(arguments, environment: ["MADF_MODEL": ""])
            #expect(with.status == 0 && with.errors.isEmpty)
        }
    }
}
