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
    /// Those of `streams[0]` on which the coarse output depends; the rest can wait until it is out.
    let coarse: [Positions]

    /// Maps up to this width are computed at once: there it is reading the weights that takes the time.
    private static let undivided = 8

    /// `refinements` counts those to be run; `wanted` is `[height][width]`, not 0 where an output is.
    init(wanted flags: [UInt8], width: Int, height: Int, levels: Int, refinements: Int, in lists: ListMemory) {
        let wanted = Positions(width, height, in: lists) { target in
            for index in flags.indices { target[index] = flags[index] == 0 ? 0 : 1 }
        }
        self.wanted = wanted
        var streams: [[Positions]] = []
        for stream in (0...refinements).reversed() {
            var sets = [wanted]
            for level in 1...levels {
                // A refinement's level-0 step is a 1 x 1 convolution over the doubled map; the recovery decoder blends.
                let above = stream == 0 ? sets[level - 1].dilated(in: lists) : sets[level - 1]
                var set = above.halved(in: lists)
                if stream < refinements, level < levels {
                    set = set.union(streams[0][level].dilated(in: lists).dilated(in: lists), in: lists)
                }
                sets.append(set)
            }
            streams.insert(sets, at: 0)
        }
        self.streams = streams
        var coarse = [wanted]
        for level in 1...levels {
            let all = streams[0][level]
            coarse.append(all.width <= Self.undivided ? all : coarse[level - 1].dilated(in: lists).halved(in: lists))
        }
        self.coarse = coarse
    }
}
