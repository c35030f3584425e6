import Synchronization

/// A 3 x 3 convolution over the concatenation of maps, in the two forms that the engine runs: products with windows,
/// and Winograd. A form is packed when it is first used, and then shared by every run.
final class Convolution: Sendable {
    /// Real channels of each source, in order.
    let sources: [Int]
    let outputs: Int
    /// Whether sources and outputs are narrow maps, and the outputs RGB.
    private let isNarrow: Bool
    private let load: @Sendable () -> (weights: [Float], bias: [Float])
    private let directForm = Mutex<PackedMatrix?>(nil)
    private let winogradForms = Mutex<[Int: WinogradMatrix]>([:])

    /// `load` gives weights `[outputs][sum of sources][3][3]` and `outputs` biases.
    init(
        sources: [Int], outputs: Int, isNarrow: Bool = false, load: @escaping @Sendable () -> (weights: [Float], bias: [Float])
    ) {
        self.sources = sources
        self.outputs = outputs
        self.isNarrow = isNarrow
        self.load = load
    }

    /// Side of the Winograd tile to use on a map `width` wide; nil where products with windows are faster. Measured with
    /// `madf-bench speed --profile`, paper sizes and all of the input in the hole.
    ///
    /// Transformed weights are larger, fourfold for tiles of 4. On a map 32 wide there are few tiles to share them: there
    /// tiles of 4 are left to layers whose weights stay in the last cache, which also bounds the memory for them.
    func winogradTile(width: Int) -> Int? {
        switch width {
        case _ where isNarrow: nil
        case 64...: 4
        case 32...: sources.reduce(0, +) * outputs <= 1 << 16 ? 4 : 2
        case 16...: 2
        default: nil
        }
    }

    /// Multiplications of one output on a map `width` wide.
    func cost(width: Int) -> Int {
        let pairs = sources.reduce(0, +) * outputs
        guard let tile = winogradTile(width: width) else { return 9 * pairs }
        return pairs * (tile + 2) * (tile + 2) / (tile * tile)
    }

    /// The form for products with windows; nil where its packing was cancelled.
    func direct(_ execution: Execution) -> PackedMatrix? {
        directForm.withLock { form in
            if form == nil { form = packDirect(execution) }
            return form
        }
    }

    /// The form for Winograd tiles; nil where its packing was cancelled.
    func winograd(tile: Int, _ execution: Execution) -> WinogradMatrix? {
        winogradForms.withLock { forms in
            if forms[tile] == nil { forms[tile] = packWinograd(tile: tile, execution) }
            return forms[tile]
        }
    }

    private func packDirect(_ execution: Execution) -> PackedMatrix? {
        execution.countPacking()
        let (weights, bias) = load()
        let inner = sources.reduce(0, +), step = isNarrow ? MapShape.narrow : 8
        let inputs = 9 * sources.reduce(0) { $0 + $1.roundedUp(to: step) }
        let packed = isNarrow ? PackedMatrix(toRGBFrom: inputs) : PackedMatrix(inputs: inputs, outputs: outputs)
        packed.bias.set(bias)
        execution.run(tasks: packed.panels.count) { panel, _ in
            let weights = weights.span
            var input = 0
            for row in 0..<3 {
                var first = 0
                for source in sources {
                    for column in 0..<3 {
                        for channel in 0..<source {
                            let tap = (first + channel) * 9 + 3 * row + column
                            packed.setRow(input + channel, of: packed.panels[panel], count: outputs) { weights[$0 * inner * 9 + tap] }
                        }
                        input += source.roundedUp(to: step)
                    }
                    first += source
                }
            }
        }
        return execution.isCancelled ? nil : packed
    }

    private func packWinograd(tile: Int, _ execution: Execution) -> WinogradMatrix? {
        execution.countPacking()
        let (weights, bias) = load()
        let inner = sources.reduce(0, +)
        let packed = WinogradMatrix(
            tile: tile, inputs: sources.reduce(0) { $0 + $1.roundedUp(to: 8) }, outputs: outputs)
        packed.matrix.bias.set(bias)
        execution.run(tasks: packed.matrix.panels.count) { number, _ in
            let panel = packed.matrix.panels[number], weights = weights.span
            var input = 0, first = 0
            for source in sources {
                for channel in 0..<source {
                    // Outputs innermost: they lie side by side in every one of the transformed matrices.
                    for output in panel.column..<min(outputs, panel.column + panel.width) {
                        let kernel = (output * inner + first + channel) * 9
                        packed.set(input: input + channel, output: output, weights.extracting(kernel..<kernel + 9))
                    }
                }
                input += source.roundedUp(to: 8)
                first += source
            }
        }
        return execution.isCancelled ? nil : packed
    }
}

extension Execution {
    /// Runs the convolution in the form that suits the map's width; `available` says which source pixels are computed.
    func convolve(
        _ convolution: Convolution, of sources: [FeatureMap], available: Positions, at positions: Positions,
        _ epilogue: Epilogue
    ) {
        if let tile = convolution.winogradTile(width: positions.width) {
            guard let weights = convolution.winograd(tile: tile, self) else { return }
            convolveWinograd(weights, of: sources, available: available, at: positions, epilogue)
        } else {
            convolveDirectly(convolution, of: sources, at: positions, epilogue)
        }
    }

    /// Runs the convolution as products with windows.
    func convolveDirectly(
        _ convolution: Convolution, of sources: [FeatureMap], at positions: Positions, _ epilogue: Epilogue
    ) {
        guard let weights = convolution.direct(self) else { return }
        convolve(
            weights, .square(side: 3, stride: 1), of: sources, at: positions.list, width: positions.width, epilogue)
    }
}
