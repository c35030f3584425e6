/// The pixels of every map on which the hole's pixels depend: only they are computed.
///
/// From the hole back through the decoders (Model.md, "Shortcuts", 3): a refinement reads its
/// guide through two 3 x 3 convolutions, a blend reads skip and upsampled map through one, and every upsampling
/// reads half the size. The encoder is computed everywhere: its last level sees the whole input.
struct Cone {
    /// Pixels of a map, and those that a 3 x 3 convolution at them reads.
    struct Part {
        let positions, read: Positions
    }

    /// Of one decoder, by level 0 ... L.
    typealias Decoder = UnsafeMutableBufferPointer<Part>

    /// Pixels of the outputs to be computed: the hole's.
    let wanted: Positions
    /// Those at half the size that `wanted` reads when doubled.
    let half: Positions
    /// Of r (index 0) and of f^k, k = 1 ... K; of refinements level 0 is `wanted`.
    let streams: UnsafeMutableBufferPointer<Decoder>
    /// Those of `streams[0]` on which the coarse output depends; the rest can wait until it is out.
    let coarse: Decoder
    /// `streams[0]` without `coarse`.
    let rest: Decoder
    /// Of the skips u^l, at level l = 1 ... L.
    let skips: UnsafeMutableBufferPointer<Positions>

    /// Maps up to this width are computed at once: there it is reading the weights that takes the time.
    private static let undivided = 8

    /// `refinements` counts those to be run; `wanted` is `[height][width]`, not 0 where an output is.
    init(wanted flags: [UInt8], width: Int, height: Int, levels: Int, refinements: Int, in lists: ListMemory) {
        wanted = Positions(width, height, in: lists) { target in
            for index in flags.indices { target[index] = flags[index] == 0 ? 0 : 1 }
        }
        half = wanted.halved(in: lists)
        func part(_ positions: Positions) -> Part { Part(positions: positions, read: positions.dilated(in: lists)) }
        let outputs = part(wanted)
        streams = lists.take(refinements + 1)
        for stream in streams.indices.reversed() {
            let parts: Decoder = lists.take(levels + 1)
            parts[0] = outputs
            for level in 1...levels {
                // A refinement's level-0 step is a 1 x 1 convolution over the doubled map; the recovery decoder blends.
                var set = (stream == 0 ? parts[level - 1].read : parts[level - 1].positions).halved(in: lists)
                if stream < refinements, level < levels {
                    set = set.union(streams[stream + 1][level].read.dilated(in: lists), in: lists)
                }
                parts[level] = part(set)
            }
            streams[stream] = parts
        }
        (coarse, rest, skips) = (lists.take(levels + 1), lists.take(levels + 1), lists.take(levels + 1))
        coarse[0] = outputs
        for level in 1...levels {
            let all = streams[0][level]
            coarse[level] = all.positions.width <= Self.undivided ? all : part(coarse[level - 1].read.halved(in: lists))
        }
        for level in 0...levels {
            let all = streams[0][level], first = coarse[level]
            rest[level] = Part(
                positions: all.positions.subtracting(first.positions, in: lists), read: all.read.subtracting(first.read, in: lists))
            skips[level] = all.read
        }
        // Every stream begins with the last skip.
        skips[levels] = streams.reduce(streams[0][levels].positions) { $0.union($1[levels].positions, in: lists) }
    }
}
