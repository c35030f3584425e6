import Editing
import Foundation
import Support
import Testing

/// Files that begin as PyTorch's do and want more than to be read end in one line, in a second and 100 MiB.
@Suite struct HostileCheckpointTests {
    @Test(arguments: HostileCheckpoint.all) func isRefusedSoonInLittleMemory(file: HostileCheckpoint) throws {
        try withFolder { folder in
            let path = folder + "/" + file.name + ".pth"
            try file.content.write(to: URL(filePath: path))
            // Memory is what can be written to, in KiB; the second is the processor's. Past either the program would be killed.
            let limited = ["-c", #"ulimit -d 102400 -t 1 -c 0; exec "$0" "$@""#, Executable(name: "madf-tui").path]
            let outcome = try Executable(path: "/bin/bash").run(limited + ["convert", path, folder + "/out.safetensors"])
            #expect(outcome.status == 1 && outcome.output.isEmpty, "\(file.name): \(outcome.status)")
            #expect(outcome.errors.hasPrefix("madf-tui: \(path): "), "\(outcome.errors)")
            #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [file.name + ".pth"])
        }
    }
}
