#if JPEGXL
import CJXL
import System

/// libjxl where it is installed, for it is loaded when it is needed.
enum JPEGXLLibrary {
    static var version: String? {
        cjxl_load().map {
            let version = $0.pointee.JxlDecoderVersion()
            return "\(version / 1_000_000).\(version / 1000 % 1000).\(version % 1000)"
        }
    }

    static func functions(_ path: FilePath) throws(PhotoError) -> cjxl_functions {
        guard let functions = cjxl_load() else { throw .unsupported(path: path, reason: "libjxl, which reads and writes JPEG XL, is not installed") }
        return functions.pointee
    }
}
#endif
