import CKernels

extension Execution {
    /// A 3 x 3 convolution by Winograd, over the tiles of outputs that hold any of `positions`.
    ///
    /// Three passes over as many tiles as the products' memory holds: inputs into the transformed domain, matrix
    /// products, and back. Source pixels that are not in `available` hold nothing yet and count as zero; they
    /// only reach outputs that nobody asked for.
    func convolveWinograd(
        _ weights: WinogradMatrix, of sources: [FeatureMap], available: Positions, at positions: Positions, _ epilogue: Epilogue
    ) {
        let tiles = Self.tiles(positions, weights.tile)
        guard !tiles.isEmpty else { return }
        let inputs = weights.inputs, outputs = weights.outputs
        let most = max(8, Scratch.transformed / (weights.components * (inputs + outputs)) / 8 * 8)
        for start in stride(from: 0, to: tiles.count, by: most) {
            if cancellation.isCancelled { return }
            let part = tiles[start..<min(tiles.count, start + most)]
            let spread = part.count.roundedUp(to: 8)
            let transformed = scratch.products.pointer
            let products = transformed + weights.components * spread * inputs
            transform(part, weights, of: sources, available: available, into: transformed, spread: spread)
            multiply(weights, transformed, spread: spread, into: products)
            finish(part, weights, products, spread: spread, positions, epilogue)
            multiplications += weights.components * spread * inputs * outputs
        }
    }

    /// Upper left corners, as positions, of the aligned tiles, `side` pixels wide and high, that meet `positions`.
    private static func tiles(_ positions: Positions, _ side: Int) -> [Int32] {
        let columns = positions.width / side
        var seen = [Bool](repeating: false, count: columns * (positions.height / side)), tiles: [Int32] = []
        for position in positions.list {
            let (y, x) = Int(position).quotientAndRemainder(dividingBy: positions.width)
            let tile = y / side * columns + x / side
            guard !seen[tile] else { continue }
            seen[tile] = true
            tiles.append(Int32(y / side * side * positions.width + x / side * side))
        }
        return tiles
    }

    private func transform(
        _ tiles: ArraySlice<Int32>, _ weights: WinogradMatrix, of sources: [FeatureMap], available: Positions,
        into transformed: UnsafeMutablePointer<Float>, spread: Int
    ) {
        let zero = scratch.zeros, side = weights.side, inputs = weights.inputs
        let transform = weights.tile == 4 ? kernels.transform_input4 : kernels.transform_input2
        let isDense = available.count == available.flags.count
        run(tasks: (tiles.count + 7) / 8) { task, worker in
            let pixels = scratch.rows(worker)
            for index in task * 8..<min(tiles.count, task * 8 + 8) {
                let (y, x) = Int(tiles[tiles.startIndex + index]).quotientAndRemainder(dividingBy: available.width)
                var channel = 0
                for source in sources {
                    for row in 0..<side {
                        for column in 0..<side {
                            let (line, place) = (y + row - 1, x + column - 1)
                            pixels[side * row + column] = isDense || available.contains(place, line)
                                ? UnsafePointer(source.pixel(place, line)) : zero
                        }
                    }
                    transform(pixels, source.channels, transformed + index * inputs + channel, spread * inputs)
                    channel += source.channels
                }
            }
        }
    }

    private func multiply(
        _ weights: WinogradMatrix, _ transformed: UnsafePointer<Float>, spread: Int, into products: UnsafeMutablePointer<Float>
    ) {
        let inputs = weights.inputs, outputs = weights.outputs, panels = weights.matrix.panels
        run(tasks: weights.components * panels.count) { task, _ in
            let (component, number) = task.quotientAndRemainder(dividingBy: panels.count)
            let panel = panels[number], multiply = multiply(width: panel.width)
            let from = transformed + component * spread * inputs
            let to = products + component * spread * outputs + panel.column
            let matrix = weights.weights.pointer + component * inputs * outputs + panel.offset
            var length = UInt32(inputs)
            withUnsafeTemporaryAllocation(of: Scratch.Row.self, capacity: 8) { rows in
                withUnsafeTemporaryAllocation(of: Scratch.Target.self, capacity: 8) { targets in
                    for block in stride(from: 0, to: spread, by: 8) {
                        for row in 0..<8 {
                            rows[row] = from + (block + row) * inputs
                            targets[row] = to + (block + row) * outputs
                        }
                        multiply(rows.baseAddress!, &length, 1, matrix, scratch.zeros, 1, targets.baseAddress!)
                    }
                }
            }
        }
    }

    private func finish(
        _ tiles: ArraySlice<Int32>, _ weights: WinogradMatrix, _ products: UnsafePointer<Float>, spread: Int,
        _ positions: Positions, _ epilogue: Epilogue
    ) {
        let outputs = weights.outputs, tile = weights.tile
        let transform = tile == 4 ? kernels.transform_output4 : kernels.transform_output2
        run(tasks: (tiles.count + 7) / 8) { task, worker in
            let targets = scratch.targets(worker), values = scratch.values(worker)
            for index in task * 8..<min(tiles.count, task * 8 + 8) {
                let (y, x) = Int(tiles[tiles.startIndex + index]).quotientAndRemainder(dividingBy: positions.width)
                var slope: Float = 1
                for pixel in 0..<tile * tile {
                    switch epilogue {
                    case .store(let map, let given):
                        targets[pixel] = map.pixel(x + pixel % tile, y + pixel / tile)
                        slope = given
                    default: targets[pixel] = values + pixel * outputs
                    }
                }
                transform(
                    products + index * outputs, spread * outputs, outputs, weights.matrix.bias.pointer, slope, targets)
                guard epilogue.gathers else { continue }
                for pixel in 0..<tile * tile where positions.contains(x + pixel % tile, y + pixel / tile) {
                    finish(values + pixel * outputs, outputs, epilogue, x + pixel % tile, y + pixel / tile)
                }
            }
        }
    }
}
