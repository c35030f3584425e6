import Pixels
import Workers

/// What the network makes of a mask, for those who study it (paper, section III-B and figure 5).
extension Network {
    /// The mask's features m^l, level l at index l - 1, each `[C_m][height / 2^l][width / 2^l]`; no image is needed for them.
    ///
    /// - Parameters:
    ///   - hole: `[height][width]`, not 0 in the hole.
    ///   - width, height: multiples of `configuration.sideMultiple`.
    package func maskFeatures(hole: [UInt8], width: Int, height: Int, work: Work) throws(Cancelled) -> [Planes] {
        var features: [Planes] = []
        let channels = configuration.maskChannels
        let input = NetworkInput(
            image: [Float](repeating: 0, count: 3 * width * height), hole: hole,
            wanted: [UInt8](repeating: 0, count: width * height), width: width, height: height)
        _ = try forward(input, through: .coarse, work: work) { step in
            if let mask = step.maskPlanes(channels: channels) { features.append(mask) }
        }
        return features
    }

    /// The kernel of level `level` for a window whose mask features are `features`: Theta = B + sum of m[j] * W_j, from the very
    /// weights that runs use: at level 1 those of the image's channels and of one mask, which the three equal ones are added up in.
    package func kernel(level: Int, features: [Float]) -> WindowKernel {
        precondition((1...configuration.levels).contains(level) && features.count == configuration.maskChannels)
        let filter = layers.levels[level - 1].filter, parts = filter.parts
        var kernel = WindowKernel(
            outputs: configuration.encoderChannels[level], inputs: level == 1 ? 4 : configuration.encoderChannels[level - 1],
            side: filter.side)
        let spread = parts.inputs / (filter.side * filter.side), panelsOfPart = parts.panels.count / (filter.maskChannels + 1)
        for output in 0..<kernel.outputs {
            for input in 0..<kernel.inputs {
                for tap in 0..<filter.side * filter.side {
                    var weight: Float = 0
                    for (part, feature) in (features + [1]).enumerated() {
                        let panel = parts.panels[part * panelsOfPart + output / 32]
                        weight += feature * parts.weights.pointer[panel.offset + (tap * spread + input) * panel.width + output % 32]
                    }
                    kernel[output, input, tap] = weight
                }
            }
        }
        return kernel
    }
}
