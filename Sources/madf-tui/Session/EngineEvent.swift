import Editing
import Inpainting
import Masks
import Pixels

/// What the threads that compute tell.
enum EngineEvent: Sendable {
    case ready(Inpainter)
    case failed(String)
    case progress(removal: Int, share: Double, phase: String)
    /// Copies for the editor to change while the engine reads the picture itself.
    case copied(removal: Int, Raster, Layer)
    case stage(removal: Int, Fill)
    /// Where everything is marked, nothing of the photo was left to fill from.
    case ended(removal: Int, isEverythingMarked: Bool)
    case snapped(Mask, revision: Int, generation: Int)
    case objectFound(Mask?, revision: Int, generation: Int)
    case linesFound([FoundLine], revision: Int, generation: Int)
}
