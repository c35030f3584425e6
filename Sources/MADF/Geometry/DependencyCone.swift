/// The pixels of every map on which the hole's pixels depend: only they are computed.
///
/// From the hole back through the decoders (Model.md, "Shortcuts", 3): a refinement reads its guide through two 3 x 3
/// convolutions, a blend reads skip and upsampled map through one, and every upsampling reads half the size. At inference batch
/// normalization is affine, so nothing looks at a whole map. The encoder is computed everywhere: its last level sees the whole
/// input.
struct DependencyCone: Sendable {
    /// Pixels of a map, and those that a 3 x 3 convolution at them reads.
    struct Part: Sendable {
        let positions, read: Positions

        init(_ positions: Positions) {
            self.init(positions: positions, read: positions.dilated)
        }

        init(positions: Positions, read: Positions) {
            self.positions = positions
            self.read = read
        }

        func subtracting(_ other: Part) -> Part {
            Part(positions: positions.subtracting(other.positions), read: read.subtracting(other.read))
        }
    }

    /// Pixels of the outputs to be computed: the hole's.
    let wanted: Positions
    /// Those at half the size that `wanted` reads when doubled.
    let half: Positions
    /// Of r (index 0) and of f^k, k = 1 ... K, by level 0 ... L; of refinements level 0 is `wanted`.
    let streams: [[Part]]
    /// Those of `streams[0]` on which the coarse output depends; the rest can wait until it is out.
    let coarse: [Part]
    /// `streams[0]` without `coarse`.
    let rest: [Part]
    /// Of the skips u^l, at level l = 1 ... L.
    let skips: [Positions]

    /// Maps up to this width are computed at once: there it is reading the weights that takes the time.
    private static let undivided = 8

    /// `refinements` counts those to be run.
    init(wanted: Positions, levels: Int, refinements: Int) {
        self.wanted = wanted
        half = wanted.halved
        let outputs = Part(wanted)
        var streams: [[Part]] = []
        // The last decoder first: what it reads of its guide, the decoder before must give.
        for stream in (0...refinements).reversed() {
            var parts = [outputs]
            for level in 1...levels {
                // A refinement's level-0 step is a 1 x 1 convolution over the doubled map; the recovery decoder blends.
                var set = (stream == 0 ? parts[level - 1].read : parts[level - 1].positions).halved
                if level < levels, let guided = streams.first { set = set.union(guided[level].read.dilated) }
                parts.append(Part(set))
            }
            streams.insert(parts, at: 0)
        }
        let recovery = streams[0]
        var coarse = [outputs]
        for level in 1...levels {
            let all = recovery[level]
            coarse.append(all.positions.width <= Self.undivided ? all : Part(coarse[level - 1].read.halved))
        }
        self.streams = streams
        self.coarse = coarse
        rest = zip(recovery, coarse).map { $0.subtracting($1) }
        // Every stream begins with the last skip.
        skips = recovery.dropLast().map(\.read) + [streams.reduce(recovery[levels].positions) { $0.union($1[levels].positions) }]
    }
}
