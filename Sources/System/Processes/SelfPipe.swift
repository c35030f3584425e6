import Glibc

/// A pipe by which a signal or a thread wakes the one that waits: that one polls `readEnd` with all else that it waits for.
///
/// Nothing blocks: a pipe that is full wakes as well as one that is not.
public struct SelfPipe: ~Copyable, Sendable {
    /// Readable while bytes wait.
    public let readEnd: Int32
    private let writeEnd: Int32

    public init() {
        var ends: [Int32] = [-1, -1]
        precondition(pipe(&ends) == 0, "the system refused a pipe")
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// Does nothing that a signal's handler must not do.
    public func send(_ byte: UInt8 = 1) {
        let saved = errno
        var byte = byte
        _ = write(writeEnd, &byte, 1)
        errno = saved
    }

    /// The bytes that wait.
    public func drain() -> [UInt8] {
        var bytes: [UInt8] = [], part = [UInt8](repeating: 0, count: 64)
        while case let count = read(readEnd, &part, part.count), count > 0 { bytes += part.prefix(count) }
        return bytes
    }

    /// Waits for a byte.
    public func next() -> UInt8 {
        while true {
            var byte: UInt8 = 0, waiting = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
            if read(readEnd, &byte, 1) == 1 { return byte }
            poll(&waiting, 1, -1)
        }
    }
}
