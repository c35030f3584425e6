import Foundation
import Support
import Testing

/// A file system of its own in memory, mounted on a folder as long as it lives.
final class Mount {
    let folder: TemporaryFolder

    /// Nil where mounting is not allowed.
    init?(bytes: Int) {
        guard let folder = try? TemporaryFolder(), mount("tmpfs", folder.url.path, "tmpfs", 0, "size=\(bytes)") == 0 else { return nil }
        self.folder = folder
    }

    deinit { umount2(folder.url.path, Int32(MNT_DETACH)) }

    func makeReadOnly() -> Bool { mount("tmpfs", folder.url.path, "tmpfs", UInt(MS_RDONLY | MS_REMOUNT), nil) == 0 }

    /// Whether this process may mount; where it may not, tests that need it are left out.
    static let isPossible = Mount(bytes: 1 << 16) != nil
    static let reason: Comment = "needs the right to mount a file system (CAP_SYS_ADMIN)"
}
