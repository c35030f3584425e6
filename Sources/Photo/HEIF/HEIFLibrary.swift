#if HEIF
import CHEIF
import System

/// What all uses of libheif share.
enum HEIFLibrary {
    /// Loads its plugins once.
    static let isReady = heif_init(nil).code == heif_error_Ok

    static func check(_ error: heif_error, _ path: FilePath) throws(PhotoError) {
        let words = error.message.map { " (libheif: \(String(cString: $0)))" } ?? ""
        switch error.code {
        case heif_error_Ok: return
        case heif_error_Memory_allocation_error: throw .outOfMemory(path: path)
        case heif_error_Unsupported_feature, heif_error_Unsupported_filetype:
            throw .unsupported(path: path, reason: "it is of a kind that is not known\(words)")
        case heif_error_Encoder_plugin_error, heif_error_Encoding_error: throw .cannotEncode(path: path, reason: "the encoder gives up\(words)")
        default: throw .damaged(path: path, reason: "it cannot be decoded\(words)")
        }
    }
}
#endif
