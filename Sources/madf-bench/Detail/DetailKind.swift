import ArgumentParser
import Inpainting

/// What fills.
enum DetailKind: String, CaseIterable, ExpressibleByArgument {
    /// The network's final stage.
    case network
    /// The detail stage without the network's opinion.
    case shifts
    /// Patches that vote, begun with the network's fill.
    case patches
    /// What the product chooses.
    case product

    /// What the product is asked for.
    var stage: FillStage { self == .network || self == .patches ? .final : .detail }
}
