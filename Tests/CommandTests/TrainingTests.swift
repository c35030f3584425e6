import Editing
import Foundation
import Support
import Testing

/// What the training kit makes, the engine runs with the same result.
@Suite struct TrainingTests {
    /// A Python with what Assets/training needs.
    static let python = ProcessInfo.processInfo.environment["MADF_PYTHON"]

    @Test(.enabled(if: python != nil, "set MADF_PYTHON to a Python with torch, numpy, pillow and safetensors"))
    func tenStepsExportedAgreeWithPyTorch() throws {
        try withFolder { folder in
            let script = Executable(path: PackageFolder.path("Assets/training/smoke.sh"))
            let training = try script.run([folder], environment: ["PYTHON": Self.python!])
            try #require(training.status == 0, "\(training.errors)")
            #expect(training.text.contains("MiB, 10 steps"))
            let parity = try Executable(name: "madf-bench").run(["parity", folder + "/parity"])
            #expect(parity.status == 0 && parity.text.matches(of: /ok\n/).count == 6, "\(parity.text)\(parity.errors)")
        }
    }
}
