import Checkpoints

extension Configuration {
    /// Reads the sizes from the shapes of `checkpoint`, and checks that every tensor is there and fits.
    package init(_ checkpoint: Checkpoint) throws(CheckpointError) {
        func shape(_ name: String, rank: Int) throws(CheckpointError) -> [Int] {
            guard let tensor = checkpoint.tensors[name] else { throw .missing(file: checkpoint.file, tensor: name) }
            guard tensor.shape.count == rank, tensor.shape.allSatisfy({ (1...1 << 24).contains($0) }) else {
                throw .wrongShape(
                    file: checkpoint.file, tensor: name, expected: [Int](repeating: 1, count: rank), found: tensor.shape)
            }
            return tensor.shape
        }
        var levels = 1
        while levels < 12, checkpoint.tensors["filter_gen_\(levels + 1).conv.0.weight"] != nil { levels += 1 }
        var refinements = 0
        while refinements < 3, checkpoint.tensors["dec_ref\(refinements)_1.weight"] != nil { refinements += 1 }
        let mask = try shape("filter_gen_1.conv.0.weight", rank: 4)
        var encoder = [6], decoder = [3], kernels = [0]
        for level in 1...levels {
            let up = try shape("enc_up_\(level).0.weight", rank: 4)
            encoder.append(up[1])
            decoder.append(up[0])
            kernels.append(try shape("filter_gen_\(level).conv.0.weight", rank: 4)[2])
        }
        let normalization: Normalization = checkpoint.tensors["dec_ref0_\(levels).bn.running_mean"] == nil ? .pointwise : .batch
        let isGuided = refinements > 0 && normalization == .pointwise
        self.init(
            maskChannels: mask[0], encoderChannels: encoder, decoderChannels: decoder, kernels: kernels,
            modulationChannels: isGuided ? try shape("dec_ref0_\(levels).bn.mlp_shared.0.weight", rank: 4)[0] : 0,
            refinements: refinements, normalization: normalization)
        try check(checkpoint)
    }

    private func check(_ checkpoint: Checkpoint) throws(CheckpointError) {
        for level in 1...levels where kernels[level] % 2 == 0 || kernels[level] > 15 {
            throw .wrongShape(
                file: checkpoint.file, tensor: "filter_gen_\(level).conv.0.weight", expected: [maskChannels, maskChannels, 3, 3],
                found: checkpoint.tensors["filter_gen_\(level).conv.0.weight"]!.shape)
        }
        var expected: Set<String> = []
        for (name, shape) in tensors {
            guard let tensor = checkpoint.tensors[name] else { throw .missing(file: checkpoint.file, tensor: name) }
            guard tensor.shape == shape else {
                throw .wrongShape(file: checkpoint.file, tensor: name, expected: shape, found: tensor.shape)
            }
            expected.insert(name)
        }
        for name in checkpoint.tensors.keys.sorted() where !expected.contains(name) && !Self.isUnused(name) {
            throw .unexpected(file: checkpoint.file, tensor: name)
        }
    }

    /// What the authors' files carry and the network never reads.
    static func isUnused(_ name: String) -> Bool {
        name.hasSuffix(".num_batches_tracked") || (name.hasPrefix("enc_conv_") && name.contains(".bn."))
    }
}
