import Foundation
import Support
import System
import Testing

@Suite struct FileClaimTests {
    private func canClaim(_ path: FilePath) throws -> Bool { try FileClaim(path) != nil }

    private func claimName(_ folder: TemporaryFolder) throws -> String { try #require(folder.names.first { $0.hasSuffix(".claim") }) }

    /// Who claims first has it until it is done, and nothing stays behind.
    @Test func isHeldByOne() throws {
        let folder = try TemporaryFolder(), path = FilePath(folder.path("a.jpg"))
        do {
            let claim = try #require(try FileClaim(path))
            defer { withExtendedLifetime(claim) {} }
            #expect(try canClaim(path) == false)
            #expect(try canClaim(FilePath(folder.path("b.jpg"))))
        }
        #expect(folder.names.isEmpty)
        #expect(try canClaim(path))
    }

    /// A claim of another machine holds for five minutes from when it was refreshed.
    @Test(arguments: [(-400.0, true), (-200, false)]) func expires(age: Double, isFree: Bool) throws {
        let folder = try TemporaryFolder(), path = FilePath(folder.path("a.jpg"))
        let place: String
        do {
            let claim = try FileClaim(path)
            place = try withExtendedLifetime(claim) { folder.path(try claimName(folder)) }
        }
        try Data("elsewhere 1\n".utf8).write(to: URL(filePath: place))
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: age)], ofItemAtPath: place)
        #expect(try canClaim(path) == isFree)
    }

    /// That of a process of this machine holds as long as the process does.
    @Test func goesWithItsProcess() throws {
        let folder = try TemporaryFolder(), path = FilePath(folder.path("a.jpg"))
        var words: [Substring] = [], place = ""
        do {
            let claim = try FileClaim(path)
            try withExtendedLifetime(claim) {
                place = folder.path(try claimName(folder))
                words = try String(contentsOfFile: place, encoding: .utf8).split(separator: " ")
            }
        }
        let ended = Process()
        ended.executableURL = URL(filePath: "/bin/true")
        try ended.run()
        ended.waitUntilExit()
        try Data("\(words[0]) \(getpid())\n".utf8).write(to: URL(filePath: place))
        #expect(try canClaim(path) == false)
        try Data("\(words[0]) \(ended.processIdentifier)\n".utf8).write(to: URL(filePath: place))
        #expect(try canClaim(path))
    }

    /// Whose it is stands in it from the first moment: who is killed then leaves nothing that holds for longer than it does.
    @Test func isNeverWithoutWords() throws {
        let folder = try TemporaryFolder(), path = FilePath(folder.path("a.jpg"))
        let claiming = Thread { for _ in 0..<2000 { _ = try? FileClaim(path) } }
        claiming.start()
        var seen: Set<String> = []
        while !claiming.isFinished {
            for name in folder.names where name.hasSuffix(".claim") {
                if let words = try? String(contentsOfFile: folder.path(name), encoding: .utf8) { seen.insert(words) }
            }
        }
        #expect(seen.count == 1 && seen.first?.hasSuffix(" \(getpid())\n") == true, "\(seen)")
    }

    /// A refreshed claim is as good as a new one.
    @Test func canBeRefreshed() throws {
        let folder = try TemporaryFolder(), path = FilePath(folder.path("a.jpg")), claim = try #require(try FileClaim(path))
        let place = folder.path(try claimName(folder))
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -1000)], ofItemAtPath: place)
        claim.refresh()
        #expect(try canClaim(path) == false)
    }
}
