import Checkpoints
import MADF
import Photo
import Pixels
import System

/// Foundation, by which tests make and read files, has texts for their names; what is tested takes `FilePath`.
extension Photo {
    package static func load(path: String) throws(PhotoError) -> Photo { try load(path: FilePath(path)) }

    package static func preview(path: String, maximumSide: Int) throws(PhotoError) -> Raster {
        try preview(path: FilePath(path), maximumSide: maximumSide)
    }

    package func save(
        _ result: Raster, changed: [UInt8], to path: String, replacing policy: ReplacePolicy = .never, _ options: SaveOptions = SaveOptions()
    ) throws(PhotoError) -> SaveReport {
        try save(result, changed: changed, to: FilePath(path), replacing: policy, options)
    }
}

extension Raster {
    package func writePNG(to path: String) throws(PhotoError) { try writePNG(to: FilePath(path)) }
}

extension Network {
    package convenience init(checkpoint path: String) throws(CheckpointError) { try self.init(checkpoint: FilePath(path)) }
}

extension Checkpoint {
    package init(path: String) throws(CheckpointError) { try self.init(path: FilePath(path)) }
}

extension Activations {
    package init(path: String) throws(CheckpointError) { try self.init(path: FilePath(path)) }
}
