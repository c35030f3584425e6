import System

extension Checkpoint {
    /// Reads a file of `torch.save`: a zip of one pickle and storages, or the stream of pickles that came before.
    ///
    /// Tensors are the file's own dictionary, or the one under `model` beside training state, which is never read.
    init(pyTorch file: MappedFile, path: FilePath) throws(CheckpointError) {
        let tensors: [String: Tensor]
        do {
            tensors = file.bytes.starts(with: [0x50, 0x4b]) ? try Self.zip(file.bytes) : try Self.stream(file.bytes)
        } catch { throw .malformed(file: path, what: error.what) }
        guard !tensors.isEmpty else { throw .malformed(file: path, what: "there are no tensors in it") }
        self.init(file: path, metadata: [:], tensors: tensors, source: .mapped(file))
    }

    /// Whether this is how such a file begins: a zip, or a pickle of protocol 2 with PyTorch's magic number.
    static func isPyTorch(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.starts(with: [0x50, 0x4b, 3, 4]) || bytes.starts(with: magic)
    }

    /// Pickle of 0x1950a86a20f9469cfc6c.
    private static let magic: [UInt8] = [
        0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e,
    ]

    private static func zip(_ bytes: UnsafeRawBufferPointer) throws(PickleReader.Failure) -> [String: Tensor] {
        guard let directory = ZipDirectory(bytes),
            let pickle = directory.entries.first(where: { $0.key.hasSuffix("/data.pkl") || $0.key == "data.pkl" })
        else { throw PickleReader.Failure(what: "it is no zip file of torch.save, or not whole") }
        let folder = pickle.key.dropLast("data.pkl".count)
        if let order = directory.entries[folder + "byteorder"], !bytes[order].elementsEqual("little".utf8) {
            throw PickleReader.Failure(what: "its values have big-endian bytes")
        }
        var reader = PickleReader(
            UnsafeRawBufferPointer(rebasing: bytes[..<pickle.value.upperBound]), at: pickle.value.lowerBound)
        let found = try reader.read(collect)
        return try resolve(found, fileSize: bytes.count) { directory.entries[folder + "data/" + $0] }
    }

    /// Pickles of magic number, protocol version, writing machine, object and storage keys; then, for every key, a count
    /// in 8 bytes and the values.
    private static func stream(_ bytes: UnsafeRawBufferPointer) throws(PickleReader.Failure) -> [String: Tensor] {
        var place = magic.count
        for _ in 0..<2 {
            var skipped = PickleReader(bytes, at: place)
            try skipped.read { _ in }
            place = skipped.next
        }
        var object = PickleReader(bytes, at: place)
        let found = try object.read(collect)
        var list = PickleReader(bytes, at: object.next)
        let keys = try list.read { value throws(PickleReader.Failure) in try texts(value) }
        place = list.next
        var places: [String: Range<Int>] = [:]
        for key in keys {
            guard let type = object.storageTypes[key], let size = elementSize(type), place <= bytes.count - 8 else {
                throw PickleReader.Failure(what: "its list of storages does not fit its tensors")
            }
            guard let count = bytes.number(at: place, bytes: 8, .littleEndian), count <= (bytes.count - place - 8) / size else {
                throw PickleReader.Failure(what: "storage \(key) is longer than the file")
            }
            places[key] = place + 8..<place + 8 + count * size
            place += 8 + count * size
        }
        return try resolve(found, fileSize: bytes.count) { places[$0] }
    }

    private static func texts(_ value: PickleReader.Value) throws(PickleReader.Failure) -> [String] {
        guard case .list(let box) = value else { throw PickleReader.Failure(what: "it has no list of storages") }
        return box.values.compactMap { if case .text(let text) = $0 { text } else { nil } }
    }

    /// The tensors by name of the file's dictionary, or of the one under `model`.
    private static func collect(_ value: PickleReader.Value) throws(PickleReader.Failure) -> [String: PickleReader.Tensor] {
        try collect(value, isOutermost: true)
    }

    private static func collect(
        _ value: PickleReader.Value, isOutermost: Bool
    ) throws(PickleReader.Failure) -> [String: PickleReader.Tensor] {
        guard case .dictionary(let box) = value else { throw PickleReader.Failure(what: "it holds no dictionary of tensors") }
        var tensors: [String: PickleReader.Tensor] = [:]
        for index in stride(from: 0, to: box.values.count, by: 2) {
            guard case .text(let name) = box.values[index] else { continue }
            switch box.values[index + 1] {
            case .dictionary where isOutermost && name == "model":
                return try collect(box.values[index + 1], isOutermost: false)
            case .tensor(let tensor): tensors[name] = tensor
            default: continue
            }
        }
        return tensors
    }

    /// Bytes of an element of a type of storage; nil for one that PyTorch 1.0 does not know.
    private static func elementSize(_ type: String) -> Int? {
        ["Double": 8, "Long": 8, "Float": 4, "Int": 4, "Half": 2, "BFloat16": 2, "Short": 2, "Char": 1, "Byte": 1, "Bool": 1][type]
    }

    /// Finds every tensor's values in the file, and checks that they lie inside their storage.
    ///
    /// Tensors may share storages, and a stride of 0 repeats values; but they must not be more values than the file has
    /// bytes, so that a small file is no large network.
    private static func resolve(
        _ found: [String: PickleReader.Tensor], fileSize: Int, _ place: (String) -> Range<Int>?
    ) throws(PickleReader.Failure) -> [String: Tensor] {
        var tensors: [String: Tensor] = [:], values = 0
        for (name, tensor) in found {
            guard let size = elementSize(tensor.storage.type), let bytes = place(tensor.storage.key),
                let first = firstElement(tensor, of: bytes.count / size)
            else { throw PickleReader.Failure(what: "tensor \(name) does not lie inside its storage") }
            values += tensor.shape.reduce(1, *)
            guard values <= fileSize else { throw PickleReader.Failure(what: "its tensors share more values than they store") }
            let element: Element =
                switch tensor.storage.type {
                case "Float": .float32
                case "Half": .float16
                default: .other(tensor.storage.type.lowercased())
                }
            tensors[name] = Tensor(
                shape: tensor.shape, element: element, offset: bytes.lowerBound + first * size,
                strides: tensor.strides)
        }
        return tensors
    }

    /// Index of the tensor's first element among the `limit` of its storage, 0 for an empty one; nil where it does not fit.
    private static func firstElement(_ tensor: PickleReader.Tensor, of limit: Int) -> Int? {
        guard tensor.shape.count == tensor.strides.count, tensor.offset >= 0 else { return nil }
        let (first, overflow) = tensor.storage.start.addingReportingOverflow(tensor.offset)
        guard !overflow, tensor.shape.allSatisfy({ $0 >= 0 }), tensor.strides.allSatisfy({ $0 >= 0 }) else { return nil }
        if tensor.shape.contains(0) { return 0 }
        guard first < limit else { return nil }
        var last = first, count = 1
        for (side, stride) in Swift.zip(tensor.shape, tensor.strides) {
            // A stride of 0 repeats values, by which a small file could ask for much memory; no network needs that.
            guard count <= limit / side, side == 1 || stride <= limit / (side - 1) else { return nil }
            count *= side
            last += (side - 1) * stride
            guard last < limit else { return nil }
        }
        return first
    }
}
