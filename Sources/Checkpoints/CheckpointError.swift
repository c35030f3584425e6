import System

/// Why a checkpoint cannot be used.
public enum CheckpointError: Error, Equatable {
    case unreadable(file: FilePath, reason: String)
    case notACheckpoint(file: FilePath)
    /// The file has more bytes than `MappedFile.byteLimit`.
    case tooLarge(file: FilePath)
    case malformed(file: FilePath, what: String)
    case unsupportedType(file: FilePath, tensor: String, type: String)
    case missing(file: FilePath, tensor: String)
    case unexpected(file: FilePath, tensor: String)
    case wrongShape(file: FilePath, tensor: String, expected: [Int], found: [Int])
    case unusable(file: FilePath, tensor: String)
    case unwritable(file: FilePath, reason: String)
    /// None was named, and the bundled one is not where it belongs.
    case notBundled
}

extension CheckpointError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let file, let reason):
            "\(file): cannot read the model: \(reason)"
        case .notACheckpoint(let file):
            "\(file): not a model that this program knows; give a safetensors or PyTorch file of a MADF network"
        case .tooLarge(let file):
            "\(file): more than \(MappedFile.byteLimit >> 30) GiB, which no MADF network has"
        case .malformed(let file, let what):
            "\(file): the model file is damaged: \(what)"
        case .unsupportedType(let file, let tensor, let type):
            "\(file): tensor \(tensor) holds \(type) values; only float32 and float16 can be used"
        case .missing(let file, let tensor):
            "\(file): tensor \(tensor) is missing; this is not a whole MADF network"
        case .unexpected(let file, let tensor):
            "\(file): tensor \(tensor) is none of a MADF network's"
        case .wrongShape(let file, let tensor, let expected, let found):
            "\(file): tensor \(tensor) has shape \(found) where the rest of the network needs \(expected)"
        case .unwritable(let file, let reason):
            "\(file): cannot write the model: \(reason); choose another place or give --force"
        case .notBundled:
            "The bundled network is not beside the program; name one with --model FILE, or in MADF_MODEL."
        case .unusable(let file, let tensor):
            "\(file): tensor \(tensor) holds values that are not finite, or a negative variance"
        }
    }
}
