extension UnsafeRawBufferPointer {
    /// The first index from `start` on, and before `end`, whose byte is not `value`; `end` if there is none. Eight bytes at
    /// a time: masks are mostly long runs.
    public func end(ofRunOf value: UInt8, from start: Int, before end: Int) -> Int {
        precondition(start >= 0 && end <= count)
        let pattern = UInt64(value) &* 0x0101_0101_0101_0101
        var index = start
        while index + 8 <= end, loadUnaligned(fromByteOffset: index, as: UInt64.self) == pattern { index += 8 }
        while index < end, self[index] == value { index += 1 }
        return index
    }
}
