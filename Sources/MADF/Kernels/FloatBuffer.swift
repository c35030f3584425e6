import Glibc

/// Memory for floats, aligned to a page, zero at first; pages that are never touched take no memory.
final class FloatBuffer: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<Float>
    let count: Int

    init(count: Int) {
        self.count = count
        let bytes = max(count, 1) * MemoryLayout<Float>.stride
        guard let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            memory != MAP_FAILED
        else { fatalError("out of memory: \(bytes >> 20) MiB for the network") }
        pointer = memory.bindMemory(to: Float.self, capacity: max(count, 1))
    }

    /// Sets the first values.
    func set(_ values: [Float]) {
        precondition(values.count <= count)
        pointer.update(from: values, count: values.count)
    }

    deinit {
        munmap(pointer, max(count, 1) * MemoryLayout<Float>.stride)
    }
}
