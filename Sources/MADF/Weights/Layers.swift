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
}
