import SystemPackage

public typealias Stat = SystemPackage.Stat

/// What tells one file from another, whatever its name.
public struct FileIdentity: Hashable, Sendable {
    private let device: UInt
    private let inode: UInt

    public init(_ status: Stat) {
        device = UInt(status.rawValue.st_dev)
        inode = UInt(status.rawValue.st_ino)
    }
}
