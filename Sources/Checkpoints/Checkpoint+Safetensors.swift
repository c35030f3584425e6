import System

extension Checkpoint {
    /// Longest header that is read; real ones have some hundred bytes a tensor.
    private static let longestHeader = 1 << 20

    /// Reads a safetensors file: a length in 8 bytes, that much JSON, then the values.
    /// Source: the format's specification, github.com/huggingface/safetensors, "Format".
    init(safetensors file: MappedFile, path: FilePath) throws(CheckpointError) {
        let bytes = file.bytes
        guard bytes.count > 9 else { throw .notACheckpoint(file: path) }
        guard bytes[8] == UInt8(ascii: "{") else { throw .notACheckpoint(file: path) }
        guard let length = bytes.number(at: 0, bytes: 8, .littleEndian), length <= Self.longestHeader, length <= bytes.count - 8 else {
            throw .malformed(file: path, what: "its header is longer than the file, or than any real one")
        }
        let base = 8 + length
        var reader = JSONReader(UnsafeRawBufferPointer(rebasing: bytes[8..<base]))
        guard case .object(let entries)? = reader.document() else {
            throw .malformed(file: path, what: "its header is not JSON")
        }
        var metadata: [String: String] = [:], tensors: [String: Tensor] = [:]
        for (name, value) in entries {
            if name == "__metadata__" {
                if case .object(let fields) = value {
                    for case (let key, .string(let text)) in fields { metadata[key] = text }
                }
                continue
            }
            guard tensors[name] == nil else { throw .malformed(file: path, what: "tensor \(name) comes twice") }
            tensors[name] = try Self.tensor(name, value, data: base..<bytes.count, path: path)
        }
        self.init(file: path, metadata: metadata, tensors: tensors, source: .mapped(file))
    }

    private static func tensor(
        _ name: String, _ value: JSONReader.Value, data: Range<Int>, path: FilePath
    ) throws(CheckpointError) -> Tensor {
        guard case .object(let fields) = value,
            case .string(let type)? = fields.first(where: { $0.0 == "dtype" })?.1,
            case .array(let sides)? = fields.first(where: { $0.0 == "shape" })?.1,
            case .array(let ends)? = fields.first(where: { $0.0 == "data_offsets" })?.1, ends.count == 2,
            case .integer(let start) = ends[0], case .integer(let end) = ends[1]
        else { throw .malformed(file: path, what: "the entry of tensor \(name)") }
        let element: Element, size: Int
        switch type {
        case "F32": (element, size) = (.float32, 4)
        case "F16": (element, size) = (.float16, 2)
        default: throw .unsupportedType(file: path, tensor: name, type: type)
        }
        var shape: [Int] = [], count = size
        for case .integer(let side) in sides {
            let (product, overflow) = count.multipliedReportingOverflow(by: side)
            guard side >= 0, !overflow else { throw .malformed(file: path, what: "the shape of tensor \(name)") }
            shape.append(side)
            count = product
        }
        guard shape.count == sides.count, start >= 0, end >= start, end - start == count, end <= data.count else {
            throw .malformed(file: path, what: "tensor \(name) does not lie inside the file")
        }
        return Tensor(shape: shape, element: element, offset: data.lowerBound + start)
    }
}
