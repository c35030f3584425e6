import System
import Workers

extension Checkpoint {
    /// Writes the tensors of these names and shapes, in this order, as a safetensors file, whole or not at all.
    ///
    /// - Parameters:
    ///   - metadata: added to what the file has, and taken instead where both have a key.
    ///   - halves: matrices as float16; vectors stay float32.
    ///   - replaces: whether a file that is there may be replaced.
    ///
    /// Throws `CheckpointError` or `Cancelled`.
    public func writeSafetensors(
        to path: FilePath, tensors shapes: [(name: String, shape: [Int])], metadata: [String: String], halves: Bool, replaces: Bool,
        cancellation: Cancellation = Cancellation()
    ) throws {
        func failure(_ error: FileError) -> any Error {
            CheckpointError.unwritable(file: path, reason: error.errno.description)
        }
        let file = try AtomicFile(to: path, replacing: replaces ? .source : .never, failure: failure) { (file) throws in
            func write(_ bytes: [UInt8]) throws { try translating({ failure(.system($0)) }) { () throws(Errno) in try file.write(bytes) } }
            let header = header(shapes, metadata, halves: halves)
            try write([UInt8](header.utf8.count, bytes: 8, .littleEndian) + header.utf8)
            for (name, shape) in shapes {
                try cancellation.check()
                let values = try values(name)
                try write(halves && shape.count > 1 ? Self.halves(values) : values.withUnsafeBytes { Array($0) })
            }
        }
        try translating(failure) { () throws(FileError) in _ = try file.place() }
    }

    private func header(_ shapes: [(name: String, shape: [Int])], _ added: [String: String], halves: Bool) -> String {
        var metadata = metadata.merging(added) { $1 }
        metadata["format"] = "pt"
        metadata["converted_from"] = file.shownName
        let fields = metadata.sorted { $0.key < $1.key }.map { (key: $0.key, value: JSON.text($0.value)) }
        var entries = [(key: "__metadata__", value: JSON.object(fields))], offset = 0
        for (name, shape) in shapes {
            let isHalf = halves && shape.count > 1
            let end = offset + shape.reduce(1, *) * (isHalf ? 2 : 4)
            entries.append(
                (
                    name,
                    .object([
                        ("dtype", .text(isHalf ? "F16" : "F32")), ("shape", .list(shape.map { .number($0) })),
                        ("data_offsets", .list([.number(offset), .number(end)])),
                    ])
                ))
            offset = end
        }
        // Spaces at the end so that the values begin on a multiple of 8 bytes.
        let text = JSON.object(entries).description
        return text + String(repeating: " ", count: -text.utf8.count & 7)
    }

    /// To half precision, rounding to even; values beyond its range become its largest.
    private static func halves(_ values: [Float]) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 2 * values.count)
        for (index, value) in values.enumerated() {
            let half = Float16(max(-65_504, min(65_504, value))).bitPattern
            bytes[2 * index] = UInt8(truncatingIfNeeded: half)
            bytes[2 * index + 1] = UInt8(truncatingIfNeeded: half >> 8)
        }
        return bytes
    }
}
