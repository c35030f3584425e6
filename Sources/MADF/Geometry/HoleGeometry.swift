/// What the hole of a run decides: where maps are computed, and how the encoder's windows share kernels.
struct HoleGeometry: Sendable {
    let cone: DependencyCone
    /// Of the mask itself at index 0, of level l at index l.
    let uniform: [UniformWindows]

    /// - Parameters:
    ///   - wanted: pixels of the outputs to be computed.
    ///   - kernels: their sides, of level l at index l.
    ///   - refinements: how many are to be run.
    init(wanted: Positions, mask: UniformWindows, kernels: [Int], refinements: Int) {
        cone = DependencyCone(wanted: wanted, levels: kernels.count - 1, refinements: refinements)
        var uniform = [mask]
        for side in kernels.dropFirst() { uniform.append(uniform[uniform.count - 1].reduced(side: side)) }
        self.uniform = uniform
    }
}
