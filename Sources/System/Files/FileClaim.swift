import Glibc

/// The word of a process that it works on a file, to other processes and machines that share the folder: a file of ours beside it, which goes
/// with this value and with the process.
///
/// To make a file where there is none is one step on every file system, NFS and Lustre included, while locks may hold on one machine alone.
/// A claim is refreshed while its process lives; one that was not for five minutes of the file system's own clock is left over, and so is,
/// at once, that of a process of this machine that is no more.
public final class FileClaim: Sendable {
    private static let prefix = ".madf-tui-", suffix = ".claim"
    /// Seconds, and how often a claim is to be refreshed: file systems of networks remember times for a minute.
    private static let lifetime = 300
    public static let refreshing = 60.0

    private let file: TemporaryFile

    /// Claims what is or will be at `path`; nil where another process has.
    public init?(_ path: FilePath) throws(Errno) {
        let place = Self.place(for: path)
        if let file = try Self.made(at: place) {
            self.file = file
        } else {
            guard try Self.isLeftOver(place), Self.takeAway(place), let file = try Self.made(at: place) else { return nil }
            self.file = file
        }
    }

    deinit {
        // Another process may have taken it over from one that slept too long.
        if !file.file.isAt(file.path, followsLinks: false) { file.isGone() }
    }

    /// Says that the process lives.
    public func refresh() { futimens(file.file.descriptor.rawValue, nil) }

    /// Beside the file; names of any length have one.
    private static func place(for path: FilePath) -> FilePath {
        let name = String(ContentHash.of((path.lastComponent.map { FilePath(root: nil, components: $0).bytes } ?? [])[...]), radix: 16)
        return path.folder.appending(prefix + name + suffix)
    }

    private static func made(at place: FilePath) throws(Errno) -> TemporaryFile? {
        do throws(Errno) {
            // A claim without words, left by a process that was killed before it wrote them, would hold for five minutes.
            return try TemporaryFile(at: place, mode: 0o644, content: Array("\(machine) \(getpid())\n".utf8))
        } catch {
            if error == .fileExists { return nil }
            throw error
        }
    }

    private static func isLeftOver(_ place: FilePath) throws(Errno) -> Bool {
        guard let file = try? File(place, followsLinks: false), let status = try? file.status() else { return true }
        // The clock is that of the machine that has the folder.
        let now = try TemporaryFile(in: place.folder, mode: 0o600).file.status()
        if now.rawValue.st_mtim.tv_sec - status.rawValue.st_mtim.tv_sec > lifetime { return true }
        let words = String(decoding: (try? file.readAll(count: 1_000)) ?? [], as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count == 2, words[0] == machine, let process = pid_t(words[1]), kill(process, 0) != 0, errno == ESRCH else { return false }
        return file.lock()
    }

    /// Takes a claim that is left over away; false where another process was faster.
    private static func takeAway(_ place: FilePath) -> Bool {
        guard let old = try? File(place, followsLinks: false) else { return true }
        let aside = place.folder.appending("\(prefix)\(getpid())-\(ContentHash.of(place.bytes[...]))\(suffix).tmp")
        guard place.rename(to: aside, 0) == nil else { return true }
        guard old.isAt(aside, followsLinks: false) else {
            // It has been taken over meanwhile, and goes back.
            _ = aside.call(link, place)
            aside.remove()
            return false
        }
        aside.remove()
        return true
    }

    private static var machine: String {
        var name = utsname()
        uname(&name)
        return withUnsafeBytes(of: &name.nodename) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
