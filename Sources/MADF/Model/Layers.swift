import Checkpoints

/// The packed weights of a network, shared by all its runs.
struct Layers: Sendable {
    /// What level l adds to encoder and decoders.
    struct Level: Sendable {
        let filter: MaskAwareFilter
        /// `enc_up`: 1 x 1, from e^l to the skip u^l.
        let skip: PackedMatrix
        let upsampling: TransposedConvolution
        let blend: Convolution
        /// Of each refinement; empty at level 1.
        let refinements: [Refinement]
    }

    /// F^{l,k}: upsampling with its normalization folded in, and what the decoder before does to it.
    struct Refinement: Sendable {
        let upsampling: TransposedConvolution
        /// nil with plain batch normalization.
        let modulation: Modulation?
    }

    /// The convolutions of point-wise normalization.
    struct Modulation: Sendable {
        let shared: Convolution
        /// Scale (with its 1 added) and shift side by side.
        let scaleAndShift: Convolution
    }

    /// Level l at index l - 1.
    let levels: [Level]
    /// Of each refinement, its last step.
    let syntheses: [Synthesis]

    init(_ checkpoint: Checkpoint, _ configuration: Configuration) throws(CheckpointError) {
        let builder = LayerBuilder(checkpoint: checkpoint, configuration: configuration)
        var levels: [Level] = []
        for level in 1...configuration.levels { levels.append(try builder.level(level)) }
        self.levels = levels
        var syntheses: [Synthesis] = []
        for k in 0..<configuration.refinements { syntheses.append(try builder.synthesis(k)) }
        self.syntheses = syntheses
    }
}
