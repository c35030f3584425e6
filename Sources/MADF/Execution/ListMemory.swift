/// Memory for the lists of a run: taken piece by piece, and given back in the opposite order.
///
/// What was given back stays, so that a run takes nothing from the system once one before it needed as much. It serves the
/// thread that runs the steps; tasks only read.
final class ListMemory: @unchecked Sendable {
    private var blocks: [UnsafeMutableRawBufferPointer] = []
    private var block = 0
    private var used = 0

    /// Bytes of the smallest block.
    private static let smallest = 1 << 20

    deinit {
        for block in blocks { block.deallocate() }
    }

    /// Room for `count` elements, not initialized, until the scope ends.
    func take<Element: BitwiseCopyable>(_ count: Int, _ type: Element.Type = Element.self) -> UnsafeMutableBufferPointer<Element> {
        let bytes = max(1, count) * MemoryLayout<Element>.stride
        while block < blocks.count, used + bytes > blocks[block].count { (block, used) = (block + 1, 0) }
        if block == blocks.count { blocks.append(.allocate(byteCount: max(bytes, Self.smallest), alignment: 64)) }
        let start = blocks[block].baseAddress! + used
        used += bytes.roundedUp(to: 64)
        return UnsafeMutableBufferPointer(start: start.bindMemory(to: Element.self, capacity: count), count: count)
    }

    /// Gives back what `body` takes.
    func scoped<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        let before = (block, used)
        defer { (block, used) = before }
        return try body()
    }
}
