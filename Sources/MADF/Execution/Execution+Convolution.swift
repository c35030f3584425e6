import CKernels

extension Execution {
    /// A convolution as products with windows; `positions` are indices of pixels of a map `width` wide.
    func convolve(
        _ weights: PackedMatrix, _ field: ReceptiveField, of sources: [FeatureMap], at positions: [Int32], width: Int,
        _ epilogue: Epilogue
    ) {
        convolve([
            WindowProducts(
                weights: weights, field: field, sources: sources, positions: positions, width: width, epilogue: epilogue)
        ])
    }

    /// Products of several matrices of equal sizes, each at positions of its own. Their turns alternate: where the positions
    /// lie side by side, so do reads and writes.
    func convolve(_ parts: [WindowProducts]) {
        let most = parts.reduce(0) { max($0, $1.positions.count) }, gathers = parts[0].epilogue.gathers
        // Few positions: the panels are shared out instead, or, where a pixel's panels must stay together, less is taken at a time.
        let isSmall = most < 8 * Scratch.chunk
        let chunk = isSmall && gathers ? 8 : Scratch.chunk
        let chunks = (most + chunk - 1) / chunk
        let groups = isSmall && !gathers ? parts[0].weights.panels.count : 1
        run(tasks: chunks * groups * parts.count) { task, worker in
            let (place, number) = task.quotientAndRemainder(dividingBy: parts.count)
            let (group, first) = place.quotientAndRemainder(dividingBy: chunks)
            let part = parts[number]
            let range = first * chunk..<max(first * chunk, min(part.positions.count, (first + 1) * chunk))
            guard !range.isEmpty else { return }
            let panels = part.weights.panels.count / groups
            convolve(part, at: part.positions.span.extracting(range), panels: group * panels..<(group + 1) * panels, worker)
        }
        for part in parts { count(multiplications: part.positions.count * part.weights.inputs * part.weights.outputs) }
    }

    /// The part of `convolve` that one task does, for at most `chunk` positions.
    private func convolve(_ part: WindowProducts, at positions: Span<Int32>, panels: Range<Int>, _ worker: Int) {
        let targets = scratch.targets(worker), values = scratch.values(worker), outputs = part.weights.outputs
        locate(part, positions, worker)
        multiply(part, panels: panels, blocks: (positions.count + 7) / 8, rows: scratch.rows(worker), targets: targets)
        guard part.epilogue.gathers else { return }
        for index in positions.indices {
            let (y, x) = Int(positions[index]).quotientAndRemainder(dividingBy: part.width)
            finish(values + index * outputs, outputs, part.epilogue, x, y)
        }
    }

    /// Sets the worker's rows and targets: of each block of eight positions, where its windows' rows begin, by segment and
    /// position, and where its products go.
    private func locate(_ part: WindowProducts, _ positions: Span<Int32>, _ worker: Int) {
        let values = scratch.values(worker), segments = part.segments, outputs = part.weights.outputs
        for block in 0..<(positions.count + 7) / 8 {
            let rows = scratch.rows(worker) + block * segments * 8, targets = scratch.targets(worker) + block * 8
            let isRun = part.field.isRun(positions, from: 8 * block, width: part.width)
            var step = outputs
            for lane in 0..<(isRun ? 1 : 8) {
                // The last block is filled up with the last position: it writes the same values again.
                let place = min(8 * block + lane, positions.count - 1)
                let (y, x) = Int(positions[place]).quotientAndRemainder(dividingBy: part.width)
                locate(part, x, y, rows + lane)
                if case .store(let map, _) = part.epilogue {
                    targets[lane] = map.pixel(x, y)
                    step = part.field.outputStep * map.channels
                } else {
                    targets[lane] = values + place * outputs
                }
            }
            guard isRun else { continue }
            spread(targets, by: step)
            for segment in 0..<segments {
                spread(rows + 8 * segment, by: part.field.inputStep * part.sources[segment % part.sources.count].channels)
            }
        }
    }

    /// Where the rows of the window of pixel (x, y) begin: every eighth pointer from `rows` on, by row and source.
    @inline(__always)
    private func locate(_ part: WindowProducts, _ x: Int, _ y: Int, _ rows: UnsafeMutablePointer<Scratch.Row>) {
        let left = part.field.start(x), top = part.field.start(y)
        for number in part.sources.indices {
            let stride = part.sources[number].stride
            var pixel = UnsafePointer(part.sources[number].pixel(left, top)), row = rows + 8 * number
            for _ in 0..<part.field.side {
                row.pointee = pixel
                pixel += stride
                row += 8 * part.sources.count
            }
        }
    }

    /// The pointers of a run, `step` floats apart, from its first one.
    private func spread<Pointer: Strideable>(_ pointers: UnsafeMutablePointer<Pointer>, by step: Int) where Pointer.Stride == Int {
        for lane in 1..<8 { pointers[lane] = pointers[0].advanced(by: lane * step) }
    }

    /// Panel by panel over blocks of eight rows; a panel stays in the cache for all of them.
    private func multiply(
        _ part: WindowProducts, panels: Range<Int>, blocks: Int, rows: UnsafeMutablePointer<Scratch.Row>,
        targets: UnsafeMutablePointer<Scratch.Target>
    ) {
        let segments = part.segments, weights = part.weights, slope = part.epilogue.slope
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: segments) { lengths in
            for index in 0..<segments {
                lengths[index] = UInt32(part.sources[index % part.sources.count].channels * part.field.side)
            }
            withUnsafeTemporaryAllocation(of: Scratch.Target.self, capacity: 8) { outputs in
                for panel in weights.panels[panels] {
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
}
