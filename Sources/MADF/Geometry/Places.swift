/// What the hole of a run decides: where maps are computed, and how the encoder's windows share kernels. All of it lies in the
/// run's list memory.
struct Places {
    let cone: Cone
    /// Of the mask itself at index 0, of level l at index l.
    let uniform: UnsafeMutableBufferPointer<UniformWindows>

    /// `hole` and `wanted` are `[height][width]`, not 0 in the hole and where an output is; `refinements` counts those to be run.
    init(
        hole: [UInt8], wanted: [UInt8], width: Int, height: Int, _ configuration: Configuration, refinements: Int, in lists: ListMemory
    ) {
        cone = Cone(
            wanted: wanted, width: width, height: height, levels: configuration.levels, refinements: refinements, in: lists)
        uniform = lists.take(configuration.levels + 1)
        uniform[0] = UniformWindows(hole: hole, width: width, height: height, in: lists)
        for level in 1...configuration.levels {
            uniform[level] = uniform[level - 1].reduced(side: configuration.kernels[level], in: lists)
        }
    }
}
