/// The pixels of every map on which the hole's pixels depend: only they are computed.
///
/// From the hole back through the decoders (MODEL.md, "What follows from the algebra", 3): a refinement reads its
/// guide through two 3 x 3 convolutions, a blend reads skip and upsampled map through one, and every upsampling
/// reads half the size. The encoder is computed everywhere: its last level sees the whole input.
struct Cone: Sendable {
    /// Pixels of the outputs to be computed: the hole's.
    let wanted: Positions
    /// `streams[k][level]` of r (k = 0) and of f^k, k = 1 ... K, at level 0 ... L; of refinements level 0 is `wanted`.
    let streams: [[Positions]]

    /// `refinements` counts those to be run; `wanted` is `[height][width]`, not 0 where an output is.
    init(wanted flags: [UInt8], width: Int, height: Int, levels: Int, refinements: Int) {
        let wanted = Positions(width: width, height: height, flags: flags.map { $0 == 0 ? 0 : 1 })
        self.wanted = wanted
        var streams: [[Positions]] = []
        for stream in (0...refinements).reversed() {
            var sets = [wanted]
            for level in 1...levels {
                // A refinement's level-0 step is a 1 x 1 convolution over the doubled map; the recovery decoder blends.
                let above = stream == 0 ? sets[level - 1].dilated() : sets[level - 1]
                var set = above.halved()
                if stream < refinements, level < levels {
                    set = set.union(streams[0][level].dilated().dilated())
                }
                sets.append(set)
            }
            streams.insert(sets, at: 0)
        }
        self.streams = streams
    }

    /// Pixels of the skip u^l and of the upsampled map that the blend at `level` reads.
    func blended(_ level: Int) -> Positions { streams[0][level].dilated() }
}
