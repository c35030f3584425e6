import Checkpoints
import System

extension Network {
    /// Opens the checkpoint at `path`, or the one to use when none is named.
    public convenience init(checkpointOrBundled path: FilePath?) throws(CheckpointError) {
        try self.init(checkpointOrBundled: path, kernels: .best)
    }

    package convenience init(checkpointOrBundled path: FilePath?, kernels: KernelSet) throws(CheckpointError) {
        guard let path = path ?? Self.bundledCheckpoint() else { throw .notBundled }
        try self.init(Checkpoint(path: path), kernels: kernels)
    }

    /// Path of the model to use when none is named: `$MADF_MODEL`, else the bundled one.
    ///
    /// The bundled one lies in `share/madf-tui` or in `Assets/weights` of a folder that the program is in, however deep: so
    /// it is found in a package, in a tarball, and in a build folder alike.
    public static func bundledCheckpoint() -> FilePath? {
        if let told = Environment.path("MADF_MODEL") { return told }
        guard var folder = FilePath("/proc/self/exe").resolved else { return nil }
        while folder.removeLastComponent() {
            for place in ["share/madf-tui", "Assets/weights"] as [FilePath] {
                let path = folder.pushing(place).appending("madf-lite.safetensors")
                if path.isReadable { return path }
            }
        }
        return nil
    }
}
