import Checkpoints
import Glibc

extension Network {
    /// Opens the checkpoint at `path`, or the one to use when none is named.
    public convenience init(checkpointOrBundled path: String?) throws(CheckpointError) {
        guard let path = path ?? Self.bundledCheckpoint() else { throw .notBundled }
        try self.init(checkpoint: path)
    }

    /// Path of the model to use when none is named: `$MADF_MODEL`, else the bundled one.
    ///
    /// The bundled one lies in `share/madf-tui` or in `Assets/weights` of a folder that the program is in, however deep: so
    /// it is found in a package, in a tarball, and in a build folder alike.
    public static func bundledCheckpoint() -> String? {
        if let told = getenv("MADF_MODEL"), told.pointee != 0 { return String(cString: told) }
        var folder = String(unsafeUninitializedCapacity: Int(PATH_MAX)) { bytes in
            bytes.withMemoryRebound(to: CChar.self) { max(0, readlink("/proc/self/exe", $0.baseAddress!, $0.count)) }
        }
        while let slash = folder.lastIndex(of: "/") {
            folder = String(folder[..<slash])
            for place in ["/share/madf-tui/", "/Assets/weights/"] {
                let path = folder + place + "madf-lite.safetensors"
                if access(path, R_OK) == 0 { return path }
            }
        }
        return nil
    }
}
