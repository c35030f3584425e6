/// Tiles that go through a Winograd convolution together, and the memory for what lies between its passes.
struct WinogradBatch {
    /// How many there are.
    let tiles: Int
    let weights: WinogradMatrix
    /// `[components][tiles][inputs]`, tiles filled up to a multiple of 8.
    let transformed: UnsafeMutablePointer<Float>
    /// `[components][tiles][outputs]`.
    let products: UnsafeMutablePointer<Float>

    /// Tiles of a batch below which weights are read too often for a worker to go alone.
    static let fewestAlone = 16
    /// Whether workers share the passes of a batch, since too few tiles would fit what one has alone.
    static func isShared(_ weights: WinogradMatrix) -> Bool { largest(weights, floats: Scratch.ownProducts) < fewestAlone }

    /// Floats between components, so that the same place of all of them does not fall on the same lines of a cache.
    private static let gap = 16

    init(tiles: Int, weights: WinogradMatrix, memory: UnsafeMutablePointer<Float>) {
        self.tiles = tiles
        self.weights = weights
        transformed = memory
        products = memory + weights.components * Self.stride(tiles, weights.inputs)
    }

    /// Groups of up to eight tiles, which workers that share the passes take on one by one.
    var groups: Int { (tiles + 7) / 8 }
    func group(_ number: Int) -> Range<Int> { number * 8..<min(tiles, number * 8 + 8) }

    /// Products of one component's matrix with one panel of weights.
    var matrixProducts: Int { weights.components * weights.matrix.panels.count }

    /// Floats from one component to the next.
    var inputStride: Int { Self.stride(tiles, weights.inputs) }
    var outputStride: Int { Self.stride(tiles, weights.outputs) }

    private static func stride(_ tiles: Int, _ channels: Int) -> Int { tiles.roundedUp(to: 8) * channels + gap }

    /// The most tiles, a multiple of 8, for which `floats` are enough.
    static func largest(_ weights: WinogradMatrix, floats: Int) -> Int {
        (floats / weights.components - 2 * gap) / (weights.inputs + weights.outputs) / 8 * 8
    }
}
