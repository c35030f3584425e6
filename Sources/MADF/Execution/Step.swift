/// One layer's work on the maps of a workspace, whatever the hole.
struct Step {
    let name: String
    let stage: Stage
    let map: FeatureMap
    var mask: FeatureMap?
    /// Estimated, for progress: multiplications at every position; 0 where there is nothing to do.
    let cost: (Places) -> Int
    let body: (inout Execution, Places) -> Void
}

extension TransposedConvolution {
    /// Multiplications of one output.
    var cost: Int { phases[0].inputs * phases[0].outputs }
}

extension Convolution {
    /// Multiplications of one output on a map `width` wide.
    func cost(width: Int) -> Int {
        let pairs = sources.reduce(0, +) * outputs
        guard let tile = winogradTile(width: width) else { return 9 * pairs }
        return pairs * (tile + 2) * (tile + 2) / (tile * tile)
    }
}
