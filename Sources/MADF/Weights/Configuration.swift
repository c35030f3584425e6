/// The sizes of a network, read from the shapes in its checkpoint.
public struct Configuration: Equatable, Sendable {
    /// What follows the upsampling of a refinement (paper, table II).
    public enum Normalization: Sendable {
        /// Scale and shift a point from the decoder before (equation 1).
        case pointwise
        /// Batch normalization with affine, which looks at no other decoder.
        case batch
    }

    /// Channels of every mask feature map, C_m.
    public let maskChannels: Int
    /// Channels of e^l for l = 0 ... L; 6 at level 0 (image and mask).
    public let encoderChannels: [Int]
    /// Channels of u^l, r^l and f^l for l = 0 ... L; 3 at level 0.
    public let decoderChannels: [Int]
    /// Side of the square kernel of level l = 1 ... L, at index l; index 0 is unused.
    public let kernels: [Int]
    /// Hidden channels P of point-wise normalization.
    public let modulationChannels: Int
    /// Refinement decoders, K.
    public let refinements: Int
    public let normalization: Normalization

    public init(
        maskChannels: Int, encoderChannels: [Int], decoderChannels: [Int], kernels: [Int], modulationChannels: Int,
        refinements: Int, normalization: Normalization = .pointwise
    ) {
        self.maskChannels = maskChannels
        self.encoderChannels = encoderChannels
        self.decoderChannels = decoderChannels
        self.kernels = kernels
        self.modulationChannels = modulationChannels
        self.refinements = refinements
        self.normalization = normalization
    }

    /// Levels of the pyramid, L.
    public var levels: Int { encoderChannels.count - 1 }
    /// Sides of an input are multiples of this, 2^L.
    public var sideMultiple: Int { 1 << levels }

    /// The sizes of the paper and of its authors' weights.
    public static let paper = Configuration(
        maskChannels: 16, encoderChannels: [6, 16, 32, 64, 128, 128, 128, 128],
        decoderChannels: [3, 64, 128, 256, 512, 512, 512, 512], kernels: [0, 7, 5, 3, 3, 3, 3, 3],
        modulationChannels: 128, refinements: 2)

    /// The sizes of the bundled network.
    public static let lite = Configuration(
        maskChannels: 8, encoderChannels: [6, 16, 32, 64, 96, 96, 96, 96],
        decoderChannels: [3, 24, 48, 96, 192, 192, 192, 192], kernels: [0, 7, 5, 3, 3, 3, 3, 3],
        modulationChannels: 32, refinements: 2)
}

extension Configuration {
    /// The stages that differ: with fewer than two refinements a run repeats its last one.
    public var stages: [Stage] { Stage.allCases.filter { $0.rawValue <= refinements } }

    /// Values that training finds; the means and variances of batch norm are none.
    public var parameters: Int {
        tensors.filter { !$0.name.contains("running_") }.reduce(0) { $0 + $1.shape.reduce(1, *) }
    }

    /// Name and shape of every tensor that a checkpoint of these sizes holds.
    public var tensors: [(name: String, shape: [Int])] {
        var list: [(String, [Int])] = []
        func layer(_ name: String, _ shape: [Int], bias: Int) {
            list.append((name + ".weight", shape))
            list.append((name + ".bias", [bias]))
        }
        for level in 1...levels {
            let inner = encoderChannels[level - 1], outer = encoderChannels[level], kernel = kernels[level]
            let below = decoderChannels[level - 1], here = decoderChannels[level]
            let generated = inner * kernel * kernel * outer
            layer(
                "filter_gen_\(level).conv.0", [maskChannels, level == 1 ? 3 : maskChannels, kernel, kernel],
                bias: maskChannels)
            layer("filter_gen_\(level).conv1.0", [generated, maskChannels, 1, 1], bias: generated)
            layer("enc_up_\(level).0", [here, outer, 1, 1], bias: here)
            layer("deconv_\(level).0", [here, below, 4, 4], bias: below)
            layer("att_conv_\(level).conv.0", [below, (level == 1 ? 6 : below) + below, 3, 3], bias: below)
            if level > 1 {
                layer("deconv_\(level).1", [below], bias: below)
                list.append(("deconv_\(level).1.running_mean", [below]))
                list.append(("deconv_\(level).1.running_var", [below]))
            }
            for k in 0..<refinements {
                if level == 1 {
                    layer("dec_ref\(k)_1", [3, here + 9 + 3 * k, 1, 1], bias: 3)
                    continue
                }
                layer("dec_ref\(k)_\(level).deconv", [here, below, 4, 4], bias: below)
                let normalization = "dec_ref\(k)_\(level).bn"
                if self.normalization == .batch {
                    layer(normalization, [below], bias: below)
                    list.append((normalization + ".running_mean", [below]))
                    list.append((normalization + ".running_var", [below]))
                    continue
                }
                list.append((normalization + ".batch_norm.running_mean", [below]))
                list.append((normalization + ".batch_norm.running_var", [below]))
                layer(normalization + ".mlp_shared.0", [modulationChannels, below, 3, 3], bias: modulationChannels)
                layer(normalization + ".mlp_scale", [below, modulationChannels, 3, 3], bias: below)
                layer(normalization + ".mlp_bias", [below, modulationChannels, 3, 3], bias: below)
            }
        }
        return list
    }
}
