import Glibc

/// Memory in whole pages, and files in the place of memory; who maps unmaps.
public enum MappedMemory {
    /// Zeros that take no memory until they are touched; nil where the system refuses them.
    public static func anonymous(count: Int) -> UnsafeMutableRawBufferPointer? {
        let memory = mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard memory != MAP_FAILED else { return nil }
        return UnsafeMutableRawBufferPointer(start: memory, count: count)
    }

    public static func unmap(_ bytes: UnsafeRawBufferPointer) {
        munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count)
    }

    /// Lets go of the pages of a mapped file in which `bytes` lie, until they are touched again.
    public static func release(_ bytes: UnsafeRawBufferPointer) {
        let page = Int(getpagesize())
        guard let start = bytes.baseAddress else { return }
        let before = Int(bitPattern: start) % page
        madvise(UnsafeMutableRawPointer(mutating: start - before), before + bytes.count, MADV_DONTNEED)
    }
}

extension FileDescriptor {
    /// The first `count` bytes of the file, which must be as long and stay so, read as they are touched.
    public func map(count: Int) throws(Errno) -> UnsafeRawBufferPointer {
        guard let memory = mmap(nil, count, PROT_READ, MAP_PRIVATE, rawValue, 0), memory != MAP_FAILED else { throw .last }
        return UnsafeRawBufferPointer(start: memory, count: count)
    }
}
