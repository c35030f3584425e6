import CKernels
import Workers

extension KernelSet {
    /// Single layers on planar maps, for comparison with `Reference`. The memory of `held` stays until `body` returns: nothing else
    /// keeps it, since maps do not.
    private func run(_ held: [Held], on pool: WorkerPool, channels: Int, _ body: (inout Execution) -> Void) {
        withExtendedLifetime(held) {
            var execution = Execution(
                kernels: functions, pool: pool, cancellation: Cancellation(),
                scratch: Scratch(workers: pool.threads, rowLength: channels.roundedUp(to: 8), segments: 16), lists: ListMemory())
            body(&execution)
        }
    }

    private struct Held {
        let map: FeatureMap
        let memory: FloatBuffer

        init(channels: Int, height: Int, width: Int, border: Int, isNarrow: Bool = false) {
            memory = FloatBuffer(
                count: FeatureMap.size(width: width, height: height, channels: channels, border: border, isNarrow: isNarrow))
            map = FeatureMap(
                width: width, height: height, channels: channels, border: border, isNarrow: isNarrow, memory: memory.pointer)
        }

        init(_ map: Reference.Map, border: Int, isNarrow: Bool = false) {
            self.init(channels: map.channels, height: map.height, width: map.width, border: border, isNarrow: isNarrow)
            for channel in 0..<map.channels {
                for y in 0..<map.height {
                    for x in 0..<map.width { self.map.pixel(x, y)[channel] = map[channel, y, x] }
                }
            }
        }

        func planar(_ channels: Int) -> Reference.Map {
            withExtendedLifetime(memory) {
                Reference.Map(channels: channels, height: map.height, width: map.width, values: map.planar(channels: channels))
            }
        }
    }

    /// A 3 x 3 convolution over the concatenation of `maps` and ReLU; by Winograd with tiles of 4 or 2 where
    /// `tile` says so, which sides must be multiples of. Narrow are maps of up to four channels, and then there are three outputs.
    package func convolution(
        _ maps: [Reference.Map], weights: [Float], bias: [Float], tile: Int?, isNarrow: Bool = false, on pool: WorkerPool
    ) -> Reference.Map {
        let layer = Convolution(sources: maps.map(\.channels), outputs: bias.count, isNarrow: isNarrow) { (weights, bias) }
        let held = maps.map { Held($0, border: 1, isNarrow: isNarrow) }, (height, width) = (maps[0].height, maps[0].width)
        let result = Held(channels: bias.count, height: height, width: width, border: 0, isNarrow: isNarrow)
        run(held + [result], on: pool, channels: (maps.map(\.channels) + [bias.count]).max()!) { execution in
            let all = Positions(all: width, height, in: execution.lists)
            if let tile {
                let weights = layer.winograd(tile: tile, &execution)!
                execution.convolveWinograd(weights, of: held.map(\.map), available: all, at: all, .store(result.map, slope: 0))
            } else {
                execution.convolveDirectly(layer, of: held.map(\.map), at: all, .store(result.map, slope: 0))
            }
        }
        return result.planar(bias.count)
    }

    /// Whether workers share each pass of such a Winograd convolution, instead of a batch of tiles each.
    package static func sharesPasses(inputs: Int, outputs: Int, tile: Int) -> Bool {
        WinogradBatch.isShared(WinogradMatrix(tile: tile, inputs: inputs.roundedUp(to: 8), outputs: outputs))
    }

    /// Narrow: there are three outputs.
    package func transposedConvolution(
        _ map: Reference.Map, weights: [Float], bias: [Float], isNarrow: Bool = false, on pool: WorkerPool
    ) -> Reference.Map {
        let layer = TransposedConvolution(
            weights: weights, bias: bias, inputs: map.channels, outputs: bias.count,
            factor: [Float](repeating: 1, count: bias.count), offset: [Float](repeating: 0, count: bias.count), isNarrow: isNarrow)
        let held = Held(map, border: 1)
        let result = Held(channels: bias.count, height: 2 * map.height, width: 2 * map.width, border: 0, isNarrow: isNarrow)
        run([held, result], on: pool, channels: max(map.channels, bias.count)) { execution in
            execution.upsample(
                layer, of: [held.map], at: Positions(all: 2 * map.width, 2 * map.height, in: execution.lists), into: result.map, slope: 1)
        }
        return result.planar(bias.count)
    }

    /// A level of the encoder on a mask of zeros (the hole) and ones: features and mask's features after ReLU. `maskWeights` are `[mask channels out][in][side][side]`.
    package func maskAware(
        _ map: Reference.Map, mask: Reference.Map, maskWeights: [Float], maskBias: [Float], generator: [Float], bias: [Float],
        side: Int, outputs: Int, on pool: WorkerPool
    ) -> (features: Reference.Map, mask: Reference.Map) {
        let filter = MaskAwareFilter(
            side: side,
            mask: PackedMatrix(
                square: maskWeights, bias: maskBias, side: side, channels: mask.channels, spread: mask.channels.roundedUp(to: 8)),
            generator: generator, bias: bias, maskChannels: maskBias.count, inputs: map.channels,
            spread: map.channels.roundedUp(to: 8), outputs: outputs)
        let below = (Held(map, border: side / 2), Held(mask, border: side / 2))
        let features = Held(channels: outputs, height: map.height / 2, width: map.width / 2, border: 0)
        let maskFeatures = Held(channels: maskBias.count, height: map.height / 2, width: map.width / 2, border: 0)
        run([below.0, below.1, features, maskFeatures], on: pool, channels: (maskBias.count + 1) * outputs.roundedUp(to: 8)) { execution in
            execution.encode(
                filter, ([below.0.map], [below.1.map]), into: (features.map, maskFeatures.map),
                uniform: UniformWindows(
                    hole: mask.values[..<(mask.width * mask.height)].map { $0 == 0 ? 1 : 0 }, width: mask.width,
                    height: mask.height, in: execution.lists
                ).reduced(side: side, in: execution.lists), kernel: FloatBuffer(count: filter.partSize))
        }
        return (features.planar(outputs), maskFeatures.planar(maskBias.count))
    }
}
