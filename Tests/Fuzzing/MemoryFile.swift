import Glibc

/// A file in memory without a name, for a reader that takes a path; one for the whole run.
// 0x410000 is O_TMPFILE, a macro that Swift does not see.
private let descriptor = open("/dev/shm", O_RDWR | 0x410000, 0o600)

/// Puts the input into the file, and zeros for the values of tensors behind it; returns the file's path.
func memoryFile(holding bytes: UnsafeBufferPointer<UInt8>, zeros: Int) -> String {
    ftruncate(descriptor, 0)
    pwrite(descriptor, bytes.baseAddress, bytes.count, 0)
    ftruncate(descriptor, bytes.count + zeros)
    return "/proc/self/fd/\(descriptor)"
}
