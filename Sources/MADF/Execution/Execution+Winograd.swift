import CKernels

extension Execution {
    /// A 3 x 3 convolution by Winograd, over the tiles of outputs that hold any of `positions`.
    ///
    /// Three passes over a batch of tiles: inputs into the transformed domain, matrix products, and back. With few channels a
    /// worker takes a batch through all three on its own, so that everything but the weights stays in its second cache; with
    /// many the workers share each pass, over as many tiles as fit the last cache, and read the weights less often. Source
    /// pixels that are not in `available` hold nothing yet and count as zero; they only reach outputs that nobody asked for.
    func convolveWinograd(
        _ weights: WinogradMatrix, of sources: [FeatureMap], available: Positions, at positions: Positions, _ epilogue: Epilogue
    ) {
        let tiles = positions.tiles(side: weights.tile)
        guard !tiles.isEmpty else { return }
        if WinogradBatch.isShared(weights) {
            let most = max(8, WinogradBatch.largest(weights, floats: Scratch.sharedProducts))
            for start in stride(from: 0, to: tiles.count, by: most) {
                if isCancelled { return }
                let range = start..<min(tiles.count, start + most)
                let batch = WinogradBatch(tiles: range.count, weights: weights, memory: scratch.products(0))
                run(tasks: batch.groups) { task, worker in
                    let tiles = tiles.span.extracting(range)
                    transform(batch, tiles, batch.group(task), of: sources, available: available, worker)
                }
                run(tasks: batch.matrixProducts) { product, _ in multiply(batch, product) }
                run(tasks: batch.groups) { task, worker in
                    finish(batch, tiles.span.extracting(range), batch.group(task), positions, epilogue, worker)
                }
            }
        } else {
            // Of a small map no worker should take much more than another.
            let most = min(
                WinogradBatch.largest(weights, floats: Scratch.ownProducts), max(8, (tiles.count / 16).roundedUp(to: 8)))
            run(tasks: (tiles.count + most - 1) / most) { task, worker in
                let tiles = tiles.span.extracting(task * most..<min(tiles.count, (task + 1) * most))
                let batch = WinogradBatch(tiles: tiles.count, weights: weights, memory: scratch.products(worker))
                transform(batch, tiles, tiles.indices, of: sources, available: available, worker)
                for product in 0..<batch.matrixProducts { multiply(batch, product) }
                finish(batch, tiles, tiles.indices, positions, epilogue, worker)
            }
        }
        count(multiplications: weights.components * tiles.count.roundedUp(to: 8) * weights.inputs * weights.outputs)
    }

    private func transform(
        _ batch: WinogradBatch, _ tiles: Span<Int32>, _ range: Range<Int>, of sources: [FeatureMap], available: Positions,
        _ worker: Int
    ) {
        let zero = scratch.zeros, side = batch.weights.side
        let transform = batch.weights.tile == 4 ? kernels.transform_input4 : kernels.transform_input2
        let pixels = scratch.rows(worker)
        for index in range {
            let (y, x) = Int(tiles[index]).quotientAndRemainder(dividingBy: available.width)
            let isComplete = available.isAll || available.containsSquare(x - 1, y - 1, side: side)
            var target = batch.transformed + index * batch.weights.inputs
            for source in sources {
                for row in 0..<side {
                    let line = UnsafePointer(source.pixel(x - 1, y - 1 + row))
                    for column in 0..<side {
                        pixels[side * row + column] =
                            isComplete || available.contains(x - 1 + column, y - 1 + row)
                            ? line + column * source.channels : zero
                    }
                }
                transform(pixels, source.channels, target, batch.inputStride)
                target += source.channels
            }
        }
    }

    /// The products of one component's matrix with one panel of weights.
    private func multiply(_ batch: WinogradBatch, _ product: Int) {
        let weights = batch.weights, inputs = weights.inputs, outputs = weights.outputs
        let (component, number) = product.quotientAndRemainder(dividingBy: weights.matrix.panels.count)
        let panel = weights.matrix.panels[number], multiply = multiply(width: panel.width)
        let from = UnsafePointer(batch.transformed + component * batch.inputStride)
        let to = batch.products + component * batch.outputStride + panel.column
        let matrix = weights.weights.pointer + component * inputs * outputs + panel.offset
        var length = UInt32(inputs)
        withUnsafeTemporaryAllocation(of: Scratch.Row.self, capacity: 8) { rows in
            withUnsafeTemporaryAllocation(of: Scratch.Target.self, capacity: 8) { targets in
                for block in stride(from: 0, to: batch.tiles, by: 8) {
                    for row in 0..<8 {
                        rows[row] = from + (block + row) * inputs
                        targets[row] = to + (block + row) * outputs
                    }
                    multiply(rows.baseAddress!, &length, 1, matrix, scratch.zeros, 1, targets.baseAddress!)
                }
            }
        }
    }

    private func finish(
        _ batch: WinogradBatch, _ tiles: Span<Int32>, _ range: Range<Int>, _ positions: Positions, _ epilogue: Epilogue,
        _ worker: Int
    ) {
        let outputs = batch.weights.outputs, tile = batch.weights.tile
        let transform = tile == 4 ? kernels.transform_output4 : kernels.transform_output2
        let targets = scratch.targets(worker), values = scratch.values(worker)
        for index in range {
            let (y, x) = Int(tiles[index]).quotientAndRemainder(dividingBy: positions.width)
            for pixel in 0..<tile * tile {
                if case .store(let map, _) = epilogue {
                    targets[pixel] = map.pixel(x + pixel % tile, y + pixel / tile)
                } else {
                    targets[pixel] = values + pixel * outputs
                }
            }
            transform(
                batch.products + index * outputs, batch.outputStride, outputs, batch.weights.matrix.bias.pointer,
                epilogue.slope, targets)
            guard epilogue.gathers else { continue }
            for pixel in 0..<tile * tile where positions.contains(x + pixel % tile, y + pixel / tile) {
                finish(values + pixel * outputs, outputs, epilogue, x + pixel % tile, y + pixel / tile)
            }
        }
    }
}
