extension Configuration {
    /// Multiplications by part of the network.
    public struct Multiplications: Equatable, Sendable {
        public var encoder = 0
        /// The recovery decoder, then each refinement.
        public var decoders: [Int]

        public var total: Int { decoders.reduce(encoder, +) }
    }

    /// Multiplications of a dense run with a kernel built for every window, as in the paper's table IV.
    ///
    /// An output of a transposed convolution needs 4 of its 16 taps; profilers, and the paper, count all of them.
    public func multiplications(width: Int, height: Int, countingAllTaps: Bool = false) -> Multiplications {
        var count = Multiplications(decoders: [Int](repeating: 0, count: refinements + 1))
        for level in 1...levels {
            let pixels = (width >> level) * (height >> level)
            let below = decoderChannels[level - 1], here = decoderChannels[level]
            let window = kernels[level] * kernels[level]
            let kernel = encoderChannels[level - 1] * window * encoderChannels[level]
            count.encoder += pixels * ((level == 1 ? 3 : maskChannels) * window * maskChannels + (maskChannels + 1) * kernel)
            count.encoder += pixels * encoderChannels[level] * here
            let upsampling = pixels * here * below * (countingAllTaps ? 64 : 16)
            count.decoders[0] += upsampling + 4 * pixels * 9 * ((level == 1 ? 6 : below) + below) * below
            for k in 0..<refinements {
                count.decoders[k + 1] +=
                    level > 1
                    ? upsampling + 4 * pixels * 9 * 3 * below * modulationChannels
                    : 4 * pixels * (here + 9 + 3 * k) * 3
            }
        }
        return count
    }
}
