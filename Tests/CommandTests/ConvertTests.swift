import Editing
import Foundation
import Support
import Testing

/// `madf-tui convert`: any model file as safetensors that runs as the original does.
@Suite struct ConvertTests {
    private static let fixtures = PackageFolder.path("Tests/MADFTests/Fixtures") + "/"

    @Test(arguments: [
        ("tiny", "network-legacy.pth", "2", "pointwise"), ("tiny", "network-zip.pth", "2", "pointwise"),
        ("refinements-0", "network.safetensors", "0", "pointwise"), ("refinements-3", "network.safetensors", "3", "pointwise"),
        ("batch-normalization", "network.safetensors", "2", "batch"),
    ])
    func resultRunsAsTheOriginal(fixture: String, file: String, refinements: String, normalization: String) throws {
        try withFolder { folder in
            let original = Self.fixtures + fixture + "/" + file
            for (name, precision) in [("network.safetensors", "float32"), ("network-f16.safetensors", "float16")] {
                let outcome = try BatchTests.tool.run(["convert", original, folder + "/" + name, "--precision", precision])
                #expect(outcome.status == 0 && outcome.errors.isEmpty && outcome.text.hasPrefix("Wrote \(folder)/\(name): "), "\(outcome.errors)")
            }
            try FileManager.default.copyItem(
                atPath: Self.fixtures + fixture + "/activations.safetensors", toPath: folder + "/activations.safetensors")
            let parity = try Executable(name: "madf-bench").run(["parity", folder])
            #expect(parity.status == 0 && parity.text.matches(of: /ok\n/).count == 6, "\(parity.text)")
            let card = try Self.card(folder + "/network.safetensors")
            #expect(card["refinements"] == refinements && card["normalization"] == normalization && card["converted_from"] == file)
        }
    }

    @Test func nothingIsReplacedUnasked() throws {
        try withFolder { folder in
            let output = folder + "/out.safetensors", arguments = ["convert", BatchTests.model, output]
            try Data("mine".utf8).write(to: URL(filePath: output))
            let refused = try BatchTests.tool.run(arguments)
            #expect(refused.status == 1 && refused.errors.contains("--force") && refused.errors.split(separator: "\n").count == 1)
            #expect(FileManager.default.contents(atPath: output) == Data("mine".utf8))
            #expect(try BatchTests.tool.run(arguments + ["--force"]).status == 0)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["out.safetensors"])
        }
    }

    private static func card(_ path: String) throws -> [String: String] {
        let data = try Data(contentsOf: URL(filePath: path))
        let length = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        let header = try JSONSerialization.jsonObject(with: data.dropFirst(8).prefix(length)) as? [String: Any]
        return header?["__metadata__"] as? [String: String] ?? [:]
    }
}
