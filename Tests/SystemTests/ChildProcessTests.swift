import Glibc
import System
import Testing

@Suite struct ChildProcessTests {
    /// A shell that runs `script`, whose standard input is `input`.
    private func shell(_ script: String, input: String = "") throws -> ChildProcess {
        try ChildProcess("/bin/sh", ["-c", script], input: File.inMemory(Array(input.utf8)))
    }

    @Test func readsItsInputAndIsRead() throws {
        let process = try shell("cat; echo more; echo unheard >&2", input: "input ")
        var bytes = [UInt8](repeating: 0, count: 11)
        #expect(try process.fill(&bytes) { false })
        #expect(String(decoding: bytes, as: UTF8.self) == "input more\n")
        #expect(try process.fill(&bytes) { false } == false)
    }

    @Test(arguments: ["kill -SEGV $$", "printf less", "exec sleep 1000"]) func whoFailsOrSleepsGivesNothing(script: String) throws {
        let process = try shell(script)
        var bytes = [UInt8](repeating: 0, count: 5)
        #expect(try process.fill(&bytes) { false } == false)
    }

    @Test func isEndedWhenItIsGivenUp() throws {
        var identifier: [UInt8] = []
        do {
            // Its number has no fixed length.
            let process = try shell("printf '%7d' $$; exec sleep 1000")
            var bytes = [UInt8](repeating: 0, count: 7)
            #expect(try process.fill(&bytes) { false })
            identifier = bytes.filter { $0 != 0x20 }
            #expect(throws: Errno.canceled) { try process.fill(&bytes) { true } }
        }
        let number = try #require(pid_t(String(decoding: identifier, as: UTF8.self)))
        #expect(kill(number, 0) == -1 && errno == ESRCH)
    }

    @Test func whatIsNoProgramDoesNotStart() throws {
        #expect(throws: Errno.noSuchFileOrDirectory) { _ = try ChildProcess("/nowhere/program", [], input: File.inMemory([])) }
    }
}
