import CLinux
import Foundation
import Glibc
import Support
import System
import Testing

/// What somebody else has written is not replaced, and what the file system keeps with a file goes on to the next one.
@Suite struct AtomicFileTests {
    private let folder: TemporaryFolder
    private let file: String
    private let known: FileVersion

    init() throws {
        folder = try TemporaryFolder()
        file = folder.path("file")
        try Data("old".utf8).write(to: URL(filePath: file))
        known = FileVersion(Array("old".utf8), status: try FilePath(file).stat())
    }

    private var content: String { (try? String(contentsOfFile: file, encoding: .utf8)) ?? "none" }

    private func write(_ text: String, _ name: String = "file") throws {
        let handle = try FileHandle(forWritingTo: URL(filePath: folder.path(name)))
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    /// Writes "new", has `event` happen, and puts it into its place.
    @discardableResult
    private func place(_ policy: ReplacePolicy? = nil, after event: () throws -> Void = {}) throws -> Placement {
        let new = try AtomicFile(to: FilePath(file), replacing: policy ?? .known(known), failure: { $0 }) { (stream) throws(FileError) in
            try translating(FileError.system) { () throws(Errno) in try stream.write(Array("new".utf8)) }
        }
        try event()
        return try new.place()
    }

    enum Event: String, CaseIterable {
        case write, sameSize, sameSizeAndTimes, rename, truncation, growth, link, linkToTheSame, folder, writerInTheMiddle
    }

    @Test(arguments: Event.allCases) func changesOfOthersStay(event: Event) throws {
        let files = FileManager.default
        var writer: FileHandle?
        #expect(throws: event == .folder ? FileError.notAFile : .changed) {
            try place {
                switch event {
                case .write: try write("theirs")
                case .sameSize: try write("OLD")
                case .sameSizeAndTimes:
                    let times = try files.attributesOfItem(atPath: file)
                    try write("OLD")
                    try files.setAttributes([.modificationDate: times[.modificationDate]!], ofItemAtPath: file)
                case .rename:
                    try Data("theirs".utf8).write(to: URL(filePath: folder.path("theirs")))
                    Glibc.rename(folder.path("theirs"), file)
                case .truncation: truncate(file, 0)
                case .growth: truncate(file, 4)
                case .link:
                    try files.removeItem(atPath: file)
                    try files.createSymbolicLink(atPath: file, withDestinationPath: "elsewhere")
                    try Data("theirs".utf8).write(to: URL(filePath: folder.path("elsewhere")))
                case .linkToTheSame:
                    try files.moveItem(atPath: file, toPath: folder.path("archive"))
                    try files.createSymbolicLink(atPath: file, withDestinationPath: "archive")
                case .folder:
                    try files.removeItem(atPath: file)
                    try files.createDirectory(atPath: file, withIntermediateDirectories: false)
                case .writerInTheMiddle: writer = try FileHandle(forUpdating: URL(filePath: file))
                }
            }
        }
        #expect(content != "new")
        #expect(folder.names.allSatisfy { !$0.hasSuffix(".tmp") })
        if let writer {
            try writer.write(contentsOf: Data("their work".utf8))
            #expect(content == "their work")
        }
    }

    /// What says something about the file alone is no change of it.
    @Test(arguments: [[], ["touch"], ["chmod", "640"], ["cp", "-p"]]) func touchesAreNoChange(command: [String]) throws {
        try place {
            switch command.first {
            case "touch": try FileManager.default.setAttributes([.modificationDate: Date.distantPast], ofItemAtPath: file)
            case "chmod": chmod(file, 0o640)
            case "cp":
                try FileManager.default.copyItem(atPath: file, toPath: folder.path("copy"))
                Glibc.rename(folder.path("copy"), file)
            default: break
            }
        }
        #expect(content == "new" && folder.names == ["file"])
        if command.first == "chmod" { #expect(try FilePath(file).stat().permissions.rawValue & 0o777 == 0o640) }
    }

    @Test func whatAppearsMeanwhileStays() throws {
        for policy in [ReplacePolicy.never, .known(known)] {
            try FileManager.default.removeItem(atPath: file)
            #expect(throws: policy == .never ? FileError.exists : .changed) {
                try place(policy) { try Data("theirs".utf8).write(to: URL(filePath: file)) }
            }
            #expect(content == "theirs")
        }
        // Who asks for that gets it.
        try FileManager.default.removeItem(atPath: file)
        try place(.otherFiles) { try Data("theirs".utf8).write(to: URL(filePath: file)) }
        #expect(content == "new")
        try FileManager.default.removeItem(atPath: file)
        try place()
        #expect(content == "new")
    }

    @Test func versionsOfWhatIsWritten() throws {
        func placed() throws -> FileVersion {
            let first = try AtomicFile(to: FilePath(file), replacing: .source, failure: { $0 }) { (stream) throws(FileError) in
                try translating(FileError.system) { () throws(Errno) in try stream.write(Array("first".utf8)) }
            }
            defer { #expect(throws: Never.self) { try first.place() } }
            return try first.version
        }
        let version = try placed()
        #expect(content == "first")
        try place(.known(version))
        #expect(content == "new")
        #expect(throws: FileError.changed) { try place(.known(version)) }
    }

    @Test func protectedFilesStay() throws {
        chmod(file, 0o444)
        #expect(throws: FileError.isProtected) { try AtomicFile.check(FilePath(file), replacing: .known(known), source: nil) }
        #expect(throws: FileError.isProtected) { try place() }
        #expect(content == "old")
        try place(.source)
        #expect(content == "new")
        #expect(try FilePath(file).stat().permissions.rawValue & 0o777 == 0o444)
    }

    @Test func linksAreCounted() throws {
        #expect(try place(.source).otherNames == 0)
        link(file, folder.path("second"))
        link(file, folder.path("third"))
        #expect(try place(.source).otherNames == 2)
        #expect(content == "new" && folder.names == ["file", "second", "third"])
    }

    /// Whether the file system of temporary files has extended attributes.
    private static let hasAttributes: Bool = {
        guard let folder = try? TemporaryFolder(), (try? Data().write(to: URL(filePath: folder.path("a")))) != nil else { return false }
        return setxattr(folder.path("a"), "user.tag", "1", 1, 0) == 0 && setxattr(folder.path("a"), acl, rules, rules.count, 0) == 0
    }()
    private static let acl = "system.posix_acl_access"
    /// Version 2; read and write for the owner and for user 33, a mask of both, read for group and others.
    private static let rules: [UInt8] = [
        2, 0, 0, 0, 1, 0, 6, 0, 255, 255, 255, 255, 2, 0, 6, 0, 33, 0, 0, 0, 4, 0, 4, 0, 255, 255, 255, 255, 16, 0, 6, 0, 255, 255, 255, 255, 32,
        0, 4, 0, 255, 255, 255, 255,
    ]

    private func attribute(_ name: String) -> [UInt8]? {
        var value = [UInt8](repeating: 0, count: 1000)
        let count = getxattr(file, name, &value, value.count)
        return count < 0 ? nil : Array(value.prefix(count))
    }

    @Test(.enabled(if: hasAttributes)) func attributesGoOn() throws {
        setxattr(file, "user.xdg.tags", "sea", 3, 0)
        setxattr(file, "user.empty", "", 0, 0)
        setxattr(file, Self.acl, Self.rules, Self.rules.count, 0)
        #expect(try place().lostAttributes.isEmpty)
        #expect(attribute("user.xdg.tags") == Array("sea".utf8) && attribute("user.empty") == [])
        #expect(attribute(Self.acl) == Self.rules)
        #expect(try FilePath(file).stat().permissions.rawValue & 0o777 == 0o664)
    }

    /// A folder's list for new files is not the old file's.
    @Test(.enabled(if: hasAttributes)) func listsOfTheFolderAreNotTaken() throws {
        setxattr(folder.url.path, "system.posix_acl_default", Self.rules, Self.rules.count, 0)
        chmod(file, 0o600)
        #expect(try place().lostAttributes.isEmpty)
        #expect(attribute(Self.acl) == nil)
        #expect(try FilePath(file).stat().permissions.rawValue & 0o777 == 0o600)
    }
}
