/// What a file held when it was read or written, to tell later whether somebody else has changed it.
///
/// Its content decides. Times do not: two changes within a tick of the clock have the same, some programs set them back, and
/// who touches a file, or gives it a tag, has changed nothing that could be lost.
public struct FileVersion: Equatable, Sendable {
    /// Which file was read; nil for one that was written.
    public let identity: FileIdentity?
    private let size: Int
    private let hash: UInt64

    /// Of a file that had `status` and was read as `content`.
    public init(_ content: [UInt8], status: Stat) {
        identity = FileIdentity(status)
        size = content.count
        hash = ContentHash.of(content[...])
    }

    /// Of a file as it is written.
    init(of file: borrowing File) throws(Errno) {
        identity = nil
        (size, hash) = try Self.content(of: file)
    }

    /// Whether the file holds what it held.
    func holds(of file: borrowing File) throws(Errno) -> Bool {
        guard try file.status().size == size else { return false }
        return try Self.content(of: file) == (size, hash)
    }

    private static func content(of file: borrowing File) throws(Errno) -> (size: Int, hash: UInt64) {
        var hash = ContentHash(), size = 0
        file.rewind()
        while case let part = try file.readAll(count: 1 << 20), !part.isEmpty {
            hash.add(part[...])
            size += part.count
        }
        return (size, hash.value)
    }
}
