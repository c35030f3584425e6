import CKernels
import Pixels
import Workers

/// Single layers on planar maps, so that every set of kernels can be compared with layers in their plainest form.
extension KernelSet {
    private func execution(on pool: WorkerPool, channels: Int) -> Execution {
        Execution(
            functions, Work(on: pool), Scratch(workers: pool.threads, rowLength: channels.roundedUp(to: 8), segments: 16))
    }

    /// A 3 x 3 convolution over the concatenation of `maps` and ReLU; by Winograd with tiles of 4 or 2 where
    /// `tile` says so, which sides must be multiples of. Narrow are maps of up to four channels, and then there are three outputs.
    package func convolution(
        _ maps: [Planes], weights: [Float], bias: [Float], tile: Int?, isNarrow: Bool = false, on pool: WorkerPool
    ) -> Planes {
        let layer = Convolution(sources: maps.map(\.channels), outputs: bias.count, isNarrow: isNarrow) { (weights, bias) }
        let sources = maps.map { FeatureMap($0, border: 1, isNarrow: isNarrow) }, (height, width) = (maps[0].height, maps[0].width)
        let result = FeatureMap(width: width, height: height, channels: bias.count, isNarrow: isNarrow)
        let execution = execution(on: pool, channels: (maps.map(\.channels) + [bias.count]).max()!)
        let all = Positions(all: width, height)
        if let tile {
            let weights = layer.winograd(tile: tile, execution)!
            execution.convolveWinograd(weights, of: sources, available: all, at: all, .store(result, slope: 0))
        } else {
            execution.convolveDirectly(layer, of: sources, at: all, .store(result, slope: 0))
        }
        return result.planes(channels: bias.count)
    }

    /// Whether workers share each pass of such a Winograd convolution, instead of a batch of tiles each.
    package static func sharesPasses(inputs: Int, outputs: Int, tile: Int) -> Bool {
        WinogradBatch.isShared(WinogradMatrix(tile: tile, inputs: inputs.roundedUp(to: 8), outputs: outputs))
    }

    /// Narrow: there are three outputs.
    package func transposedConvolution(
        _ map: Planes, weights: [Float], bias: [Float], isNarrow: Bool = false, on pool: WorkerPool
    ) -> Planes {
        let layer = TransposedConvolution(
            weights: weights, bias: bias, inputs: map.channels, normalization: BatchNormalization(none: bias.count),
            isNarrow: isNarrow)
        let result = FeatureMap(width: 2 * map.width, height: 2 * map.height, channels: bias.count, isNarrow: isNarrow)
        execution(on: pool, channels: max(map.channels, bias.count)).upsample(
            layer, of: FeatureMap(map, border: 1), at: Positions(all: 2 * map.width, 2 * map.height), into: result, slope: 1)
        return result.planes(channels: bias.count)
    }

    /// A mask-aware convolution's own weights, as a checkpoint has them.
    package struct MaskAwareWeights {
        let side, outputs: Int
        let mask, maskBias, generator, bias: [Float]

        /// - Parameters:
        ///   - mask: `[mask channels][mask channels below][side][side]`.
        ///   - generator: `[inputs * side * side * outputs][mask channels]`.
        package init(side: Int, outputs: Int, mask: [Float], maskBias: [Float], generator: [Float], bias: [Float]) {
            self.side = side
            self.outputs = outputs
            self.mask = mask
            self.maskBias = maskBias
            self.generator = generator
            self.bias = bias
        }
    }

    /// A level of the encoder on a mask of zeros (the hole) and ones: features and mask's features after ReLU.
    package func maskAware(
        _ map: Planes, mask: Planes, _ weights: MaskAwareWeights, on pool: WorkerPool
    ) -> (features: Planes, mask: Planes) {
        let side = weights.side, outputs = weights.outputs, maskChannels = weights.maskBias.count
        let filter = MaskAwareFilter(
            side: side,
            mask: PackedMatrix(
                square: weights.mask, bias: weights.maskBias, side: side, channels: mask.channels,
                spread: mask.channels.roundedUp(to: 8)),
            generator: weights.generator, bias: weights.bias, inputs: map.channels, spread: map.channels.roundedUp(to: 8),
            outputs: outputs)
        let features = FeatureMap(width: map.width / 2, height: map.height / 2, channels: outputs)
        let maskFeatures = FeatureMap(width: map.width / 2, height: map.height / 2, channels: maskChannels)
        let hole = mask.values[..<mask.area].map { $0 == 0 ? 1 as UInt8 : 0 }
        execution(on: pool, channels: (maskChannels + 1) * outputs.roundedUp(to: 8)).encode(
            filter, features: (FeatureMap(map, border: side / 2), features), mask: (FeatureMap(mask, border: side / 2), maskFeatures),
            UniformWindows(hole: hole, width: mask.width, height: mask.height).reduced(side: side),
            FloatBuffer(count: filter.partSize))
        return (features.planes(channels: outputs), maskFeatures.planes(channels: maskChannels))
    }
}

extension FeatureMap {
    /// A map of zeros with memory of its own.
    fileprivate init(width: Int, height: Int, channels: Int, border: Int = 0, isNarrow: Bool = false) {
        let shape = MapShape(width: width, height: height, channels: channels, border: border, isNarrow: isNarrow)
        self.init(shape, in: FloatBuffer(count: shape.floats))
    }

    fileprivate init(_ planes: Planes, border: Int, isNarrow: Bool = false) {
        self.init(width: planes.width, height: planes.height, channels: planes.channels, border: border, isNarrow: isNarrow)
        for channel in 0..<planes.channels {
            for y in 0..<height {
                for x in 0..<width { pixel(x, y)[channel] = planes[x, y, channel] }
            }
        }
    }
}
