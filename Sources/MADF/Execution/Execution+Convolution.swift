import CKernels

/// Where the products of a convolution go.
enum Epilogue {
    /// Into a map, through max(x, slope * x).
    case store(FeatureMap, slope: Float)
    /// They are scale and shift of point-wise normalization (paper, equation 1): the outputs' first half scales
    /// `input`, the second shifts it, and leaky ReLU 0.2 follows.
    case modulate(FeatureMap, into: FeatureMap)
    /// They are those of all parts of a mask-aware kernel: each part counts as the mask's feature says, the last one
    /// fully, and ReLU follows.
    case weigh(mask: FeatureMap, parts: Int, into: FeatureMap)

    /// Whether all outputs of a pixel are needed before any can be written.
    var gathers: Bool {
        if case .store = self { return false }
        return true
    }
}

extension Execution {
    /// A convolution at `positions` (indices into a map `width` wide), as products of rows of memory with panels of
    /// weights: every row of a window is one run of memory in each source, so nothing is copied.
    ///
    /// Inputs of `weights` are ordered by row of the window, source, column, channel.
    mutating func convolve(
        _ weights: PackedMatrix, _ window: Window, of sources: [FeatureMap], at positions: Positions.List, width: Int,
        _ epilogue: Epilogue
    ) {
        withUnsafePointer(to: weights) { weights in
            withUnsafePointer(to: positions) { positions in
                convolve(
                    UnsafeBufferPointer(start: weights, count: 1), window, of: sources,
                    at: UnsafeBufferPointer(start: positions, count: 1), width: width, epilogue)
            }
        }
    }

    /// As above with several matrices of equal sizes, each at positions of its own. Their turns alternate: where the positions
    /// lie side by side, so do reads and writes.
    mutating func convolve(
        _ weights: UnsafeBufferPointer<PackedMatrix>, _ window: Window, of sources: [FeatureMap],
        at positions: UnsafeBufferPointer<Positions.List>, width: Int, _ epilogue: Epilogue
    ) {
        let parts = weights.count, most = positions.reduce(0) { max($0, $1.count) }
        // Few positions: the panels are shared out instead, or, where a pixel's panels must stay together, less is taken at a time.
        let isSmall = most < 8 * Self.chunk
        let chunk = isSmall && epilogue.gathers ? 8 : Self.chunk
        let chunks = (most + chunk - 1) / chunk
        let groups = isSmall && !epilogue.gathers ? weights[0].panels.count : 1
        run(
            tasks: chunks * groups * parts, with: (weights, window, sources, positions, width, epilogue, chunk, chunks, groups)
        ) { execution, context, task, worker in
            let (weights, window, sources, positions, width, epilogue, chunk, chunks, groups) = context
            let (place, part) = task.quotientAndRemainder(dividingBy: weights.count)
            let (group, first) = place.quotientAndRemainder(dividingBy: chunks)
            let range = first * chunk..<max(first * chunk, min(positions[part].count, (first + 1) * chunk))
            guard !range.isEmpty else { return }
            let panels = weights[part].panels.count / groups
            execution.convolve(
                weights[part], panels: weights[part].panels[group * panels..<(group + 1) * panels], window, of: sources,
                at: Positions.List(rebasing: positions[part][range]), width: width, epilogue, worker: worker)
        }
        for part in 0..<parts { multiplications += positions[part].count * weights[part].inputs * weights[part].outputs }
    }

    /// The part of `convolve` that one task does, for at most `chunk` positions.
    private func convolve(
        _ weights: PackedMatrix, panels: ArraySlice<PackedMatrix.Panel>, _ window: Window, of sources: [FeatureMap],
        at positions: Positions.List, width: Int, _ epilogue: Epilogue, worker: Int
    ) {
        let rows = scratch.rows(worker), targets = scratch.targets(worker), values = scratch.values(worker)
        let segments = window.side * sources.count, blocks = (positions.count + 7) / 8
        for block in 0..<blocks {
            let rows = rows + block * segments * 8, targets = targets + block * 8
            let isRun = window.isRun(positions, from: 8 * block, width: width)
            var step = weights.outputs
            for lane in 0..<(isRun ? 1 : 8) {
                // The last block is filled up with the last position: it writes the same values again.
                let place = min(8 * block + lane, positions.count - 1)
                let (y, x) = Int(positions[place]).quotientAndRemainder(dividingBy: width)
                locate(window, of: sources, x, y, rows + lane)
                if case .store(let map, _) = epilogue {
                    targets[lane] = map.pixel(x, y)
                    step = window.outputStep * map.channels
                } else {
                    targets[lane] = values + place * weights.outputs
                }
            }
            guard isRun else { continue }
            spread(targets, by: step)
            for segment in 0..<segments {
                spread(rows + 8 * segment, by: window.inputStep * sources[segment % sources.count].channels)
            }
        }
        var slope: Float = 1
        if case .store(_, let given) = epilogue { slope = given }
        multiply(weights, panels: panels, window, of: sources, rows: rows, targets: targets, blocks: blocks, slope: slope)
        guard epilogue.gathers else { return }
        for (index, position) in positions.enumerated() {
            let (y, x) = Int(position).quotientAndRemainder(dividingBy: width)
            finish(values + index * weights.outputs, weights.outputs, epilogue, x, y)
        }
    }

    /// Where the rows of the window of pixel (x, y) begin: every eighth pointer from `rows` on, by row and source.
    @inline(__always)
    private func locate(
        _ window: Window, of sources: [FeatureMap], _ x: Int, _ y: Int, _ rows: UnsafeMutablePointer<Scratch.Row>
    ) {
        let left = window.start(x), top = window.start(y)
        for number in sources.indices {
            var pixel = UnsafePointer(sources[number].pixel(left, top)), row = rows + 8 * number
            for _ in 0..<window.side {
                row.pointee = pixel
                pixel += sources[number].stride
                row += 8 * sources.count
            }
        }
    }

    /// The pointers of a run, `step` floats apart, from its first one.
    private func spread<Pointer: Strideable>(_ pointers: UnsafeMutablePointer<Pointer>, by step: Int) where Pointer.Stride == Int {
        for lane in 1..<8 { pointers[lane] = pointers[0].advanced(by: lane * step) }
    }

    /// Panel by panel over blocks of eight rows; a panel stays in the cache for all of them.
    private func multiply(
        _ weights: PackedMatrix, panels: ArraySlice<PackedMatrix.Panel>, _ window: Window, of sources: [FeatureMap],
        rows: UnsafeMutablePointer<Scratch.Row>, targets: UnsafeMutablePointer<Scratch.Target>, blocks: Int, slope: Float
    ) {
        let segments = sources.count * window.side
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: segments) { lengths in
            for index in 0..<segments { lengths[index] = UInt32(sources[index % sources.count].channels * window.side) }
            withUnsafeTemporaryAllocation(of: Scratch.Target.self, capacity: 8) { outputs in
                for panel in panels {
                    let multiply = multiply(width: panel.width)
                    for block in 0..<blocks {
                        for row in 0..<8 { outputs[row] = targets[block * 8 + row] + panel.column }
                        multiply(
                            rows + block * segments * 8, lengths.baseAddress!, segments, weights.weights.pointer + panel.offset,
                            weights.bias.pointer + panel.column, slope, outputs.baseAddress!)
                    }
                }
            }
        }
    }

    /// Writes pixel (x, y) from all its `count` products.
    func finish(_ values: UnsafeMutablePointer<Float>, _ count: Int, _ epilogue: Epilogue, _ x: Int, _ y: Int) {
        switch epilogue {
        case .store: return
        case .modulate(let input, let output):
            kernels.modulate(input.pixel(x, y), values, values + count / 2, count / 2, 0.2, output.pixel(x, y))
        case .weigh(let mask, let parts, let output):
            let channels = count / parts, sum = values + (parts - 1) * channels
            let factors = mask.pixel(x, y)
            for part in 0..<parts - 1 where factors[part] != 0 {
                kernels.accumulate(values + part * channels, factors[part], channels, sum)
            }
            let target = output.pixel(x, y)
            for channel in 0..<channels { target[channel] = max(0, sum[channel]) }
        }
    }
}
