import Glibc

extension [UInt8] {
    /// A copy of what C has allocated, which is freed.
    public init(takingFromC memory: UnsafeMutablePointer<UInt8>?, count: Int) {
        self.init(UnsafeBufferPointer(start: memory, count: count))
        free(memory)
    }

    /// What `body` writes; nil where there is no memory for it.
    public init?<Failure: Error>(writing body: (FileStream) throws(Failure) -> Void) throws(Failure) {
        var bytes: UnsafeMutablePointer<CChar>?
        var count = 0
        guard let stream = open_memstream(&bytes, &count) else { return nil }
        defer { free(bytes) }
        do {
            defer { fclose(stream) }
            try body(stream)
        }
        self.init(UnsafeRawBufferPointer(start: bytes, count: count))
    }
}

extension UnsafeRawBufferPointer {
    public func isEqual(to other: UnsafeRawBufferPointer) -> Bool {
        count == other.count && (count == 0 || memcmp(baseAddress!, other.baseAddress!, count) == 0)
    }
}
