import System

/// The tensors of a file, by name; their values stay in the mapped file until they are asked for.
public struct Checkpoint: Sendable {
    package enum Element: Equatable, Sendable {
        case float32, float16
        /// A type of that name, which no layer can be.
        case other(String)
    }

    /// A tensor; what lies at its place was checked to be inside the file.
    package struct Tensor: Sendable {
        package let shape: [Int]
        let element: Element
        /// First byte in the file.
        let offset: Int
        /// Elements from one index to the next in each dimension.
        let strides: [Int]

        var count: Int { shape.reduce(1, *) }

        init(shape: [Int], element: Element, offset: Int, strides: [Int]? = nil) {
            self.shape = shape
            self.element = element
            self.offset = offset
            self.strides = strides ?? Self.rowMajor(shape)
        }

        var isRowMajor: Bool { strides == Self.rowMajor(shape) || count <= 1 }

        private static func rowMajor(_ shape: [Int]) -> [Int] {
            var strides = [Int](repeating: 1, count: shape.count)
            for index in shape.indices.dropLast().reversed() { strides[index] = strides[index + 1] &* shape[index + 1] }
            return strides
        }
    }

    /// What error messages call it.
    public let file: FilePath
    public let metadata: [String: String]
    package let tensors: [String: Tensor]
    private let source: Source

    enum Source: Sendable {
        case mapped(MappedFile)
        /// Values by a tensor's name and shape.
        case made(@Sendable (String, [Int]) -> [Float])
    }

    init(file: FilePath, metadata: [String: String], tensors: [String: Tensor], source: Source) {
        self.file = file
        self.metadata = metadata
        // PyTorch's wrappers around a network leave a prefix on every name.
        self.tensors = Dictionary(
            tensors.map { name, tensor in
                let prefix = ["module.model.", "module."].first { name.hasPrefix($0) } ?? ""
                return (String(name.dropFirst(prefix.count)), tensor)
            }, uniquingKeysWith: { first, _ in first })
        self.source = source
    }

    /// Opens the checkpoint at `path`, whatever its format.
    ///
    /// Reads only the list of tensors; the values are mapped.
    public init(path: FilePath) throws(CheckpointError) {
        try self.init(MappedFile(path: path), path: path)
    }

    /// Opens a file that is in memory; `path` is for messages only.
    package init(bytes: UnsafeRawBufferPointer, path: FilePath) throws(CheckpointError) {
        guard !bytes.isEmpty else { throw .notACheckpoint(file: path) }
        try self.init(MappedFile(copying: bytes), path: path)
    }

    private init(_ file: MappedFile, path: FilePath) throws(CheckpointError) {
        if Self.isPyTorch(file.bytes) {
            try self.init(pyTorch: file, path: path)
        } else {
            try self.init(safetensors: file, path: path)
        }
    }

    /// A checkpoint that is not in any file; `file` is what messages call it, and `values` makes those of a tensor.
    package init(
        made file: FilePath, shapes: [(name: String, shape: [Int])],
        values: @escaping @Sendable (_ name: String, _ shape: [Int]) -> [Float]
    ) {
        var tensors: [String: Tensor] = [:]
        for (name, shape) in shapes { tensors[name] = Tensor(shape: shape, element: .float32, offset: 0) }
        self.init(file: file, metadata: [:], tensors: tensors, source: .made(values))
    }

    /// The names of all tensors, sorted.
    package var names: [String] { tensors.keys.sorted() }

    /// The values of a tensor as float32.
    package func values(_ name: String) throws(CheckpointError) -> [Float] {
        guard let tensor = tensors[name] else { throw .missing(file: file, tensor: name) }
        let values: [Float]
        switch source {
        case .mapped(let file):
            let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[tensor.offset...])
            // A view reads as far as its last element; row-major tensors read just their own.
            let span = tensor.count == 0 ? 0 : zip(tensor.shape, tensor.strides).reduce(1) { $0 + ($1.0 - 1) * $1.1 }
            let read: [Float]
            switch tensor.element {
            case .float32: read = Self.float32(bytes, count: span)
            case .float16: read = Self.float16(bytes, count: span)
            case .other(let type): throw .unsupportedType(file: self.file, tensor: name, type: type)
            }
            file.release(tensor.offset..<tensor.offset + span * (tensor.element == .float16 ? 2 : 4))
            values = tensor.isRowMajor ? read : Self.rowMajor(read, tensor)
        case .made(let make): values = make(name, tensor.shape)
        }
        guard values.allFinite, !name.hasSuffix("running_var") || values.allSatisfy({ $0 >= 0 }) else {
            throw .unusable(file: file, tensor: name)
        }
        return values
    }
}

extension Checkpoint {
    private static func float32(_ bytes: UnsafeRawBufferPointer, count: Int) -> [Float] {
        [Float](unsafeUninitializedCapacity: count) { target, filled in
            UnsafeMutableRawBufferPointer(target).copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<(4 * count)]))
            filled = count
        }
    }

    private static func rowMajor(_ values: [Float], _ tensor: Tensor) -> [Float] {
        var result: [Float] = [], index = [Int](repeating: 0, count: tensor.shape.count), place = 0
        result.reserveCapacity(tensor.count)
        for _ in 0..<tensor.count {
            result.append(values[place])
            for dimension in tensor.shape.indices.reversed() {
                index[dimension] += 1
                place += tensor.strides[dimension]
                if index[dimension] < tensor.shape[dimension] { break }
                place -= tensor.strides[dimension] * tensor.shape[dimension]
                index[dimension] = 0
            }
        }
        return result
    }

    /// Half precision to single without the library call that Swift makes for each value: exponent and fraction move
    /// into place, and a product mends the bias of the exponent, subnormal values included. Infinities become NaN.
    private static func float16(_ bytes: UnsafeRawBufferPointer, count: Int) -> [Float] {
        let scale = Float(bitPattern: (127 + 112) << 23)
        precondition(2 * count <= bytes.count)
        guard count > 0, let start = bytes.baseAddress else { return [] }
        return [Float](unsafeUninitializedCapacity: count) { target, filled in
            for index in 0..<count {
                // From the pointer itself, whose loads go side by side.
                let half = UInt32(UInt16(littleEndian: (start + 2 * index).loadUnaligned(as: UInt16.self)))
                let magnitude = Float(bitPattern: (half & 0x7fff) << 13) * scale
                let sign = (half & 0x8000) << 16
                let special: UInt32 = half & 0x7c00 == 0x7c00 ? 0x7fc0_0000 : 0
                target[index] = Float(bitPattern: magnitude.bitPattern | sign | special)
            }
            filled = count
        }
    }
}

extension [Float] {
    /// Whether no value is infinite or NaN.
    fileprivate var allFinite: Bool {
        withUnsafeBufferPointer { values in
            var worst = SIMD8<UInt32>(repeating: 0)
            let whole = values.count / 8 * 8
            for index in stride(from: 0, to: whole, by: 8) {
                for lane in 0..<8 { worst[lane] = Swift.max(worst[lane], values[index + lane].bitPattern & 0x7fff_ffff) }
            }
            return worst.max() < 0x7f80_0000 && values[whole...].allSatisfy(\.isFinite)
        }
    }
}
