import Glibc
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
        to path: String, tensors shapes: [(name: String, shape: [Int])], metadata: [String: String], halves: Bool, replaces: Bool,
        cancellation: Cancellation = Cancellation()
    ) throws {
        func failed() -> CheckpointError { .unwritable(file: path, reason: String(cString: strerror(errno))) }
        if !replaces, access(path, F_OK) == 0 {
            throw CheckpointError.unwritable(file: path, reason: String(cString: strerror(EEXIST)))
        }
        let temporary = path + ".\(getpid()).tmp"
        guard let file = fopen(temporary, "wx") else { throw failed() }
        defer { unlink(temporary) }
        do {
            defer { fclose(file) }
            let header = header(shapes, metadata, halves: halves)
            try write([UInt8](header.utf8), to: file, after: UInt64(header.utf8.count), failed)
            for (name, shape) in shapes {
                try cancellation.check()
                let values = try values(name)
                let bytes = halves && shape.count > 1 ? Self.halves(values) : values.withUnsafeBytes { Array($0) }
                try write(bytes, to: file, after: nil, failed)
            }
            guard fflush(file) == 0, fsync(fileno(file)) == 0 else { throw failed() }
        }
        guard rename(temporary, path) == 0 else { throw failed() }
    }

    private func header(_ shapes: [(name: String, shape: [Int])], _ added: [String: String], halves: Bool) -> String {
        var metadata = metadata.merging(added) { $1 }
        metadata["format"] = "pt"
        metadata["converted_from"] = file.split(separator: "/").last.map(String.init) ?? file
        let fields = metadata.sorted { $0.key < $1.key }.map { "\(Self.quoted($0.key)):\(Self.quoted($0.value))" }
        var entries = ["\"__metadata__\":{" + fields.joined(separator: ",") + "}"], offset = 0
        for (name, shape) in shapes {
            let isHalf = halves && shape.count > 1
            let end = offset + shape.reduce(1, *) * (isHalf ? 2 : 4)
            entries.append("\(Self.quoted(name)):{\"dtype\":\"\(isHalf ? "F16" : "F32")\",\"shape\":\(shape),\"data_offsets\":[\(offset),\(end)]}")
            offset = end
        }
        // Spaces at the end so that the values begin on a multiple of 8 bytes.
        let text = "{" + entries.joined(separator: ",") + "}"
        return text + String(repeating: " ", count: -text.utf8.count & 7)
    }

    private static func quoted(_ text: String) -> String {
        "\""
            + text.unicodeScalars.reduce(into: "") { result, scalar in
                if scalar == "\"" || scalar == "\\" { result += "\\" }
                result.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
            } + "\""
    }

    private func write(
        _ bytes: [UInt8], to file: UnsafeMutablePointer<FILE>, after length: UInt64?, _ failed: () -> CheckpointError
    ) throws(CheckpointError) {
        if var length = length?.littleEndian, fwrite(&length, 8, 1, file) != 1 { throw failed() }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw failed() }
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
