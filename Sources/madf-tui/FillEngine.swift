import Inpainting
import Masks
import Photo
import Workers

/// What fills holes for the editor; runs on a thread that may be busy with it for long.
protocol FillEngine: Sendable {
    /// Calls `onProgress` (share of all work, what is being done) and `onStage` as it goes; throws `Cancelled`.
    func fill(
        _ photo: Raster, mask: Mask, cancellation: Cancellation,
        onProgress: (Double, String) -> Void, onStage: (Fill) -> Void) throws
}
