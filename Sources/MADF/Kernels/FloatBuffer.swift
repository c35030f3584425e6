import System

/// Memory for floats, aligned to a page, zero at first; pages that are never touched take no memory.
final class FloatBuffer: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<Float>
    let count: Int

    init(count: Int) {
        self.count = count
        let bytes = max(count, 1) * MemoryLayout<Float>.stride
        guard let memory = MappedMemory.anonymous(count: bytes) else { fatalError("out of memory: \(bytes >> 20) MiB for the network") }
        pointer = memory.bindMemory(to: Float.self).baseAddress!
    }

    /// Sets the first values.
    func set(_ values: [Float]) {
        precondition(values.count <= count)
        pointer.update(from: values, count: values.count)
    }

    deinit {
        MappedMemory.unmap(UnsafeRawBufferPointer(start: pointer, count: max(count, 1) * MemoryLayout<Float>.stride))
    }
}
