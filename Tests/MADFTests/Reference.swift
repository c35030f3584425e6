import Pixels

/// Every layer in its plainest form, summed in double precision: the oracle of the fast kernels, one loop nest each.
enum Reference {
    /// A convolution with weights `[outputs][inputs][side][side]` and padding side / 2.
    static func convolution(_ map: Planes, weights: [Float], bias: [Float], side: Int, stride: Int = 1) -> Planes {
        var result = Planes(width: map.width / stride, height: map.height / stride, channels: bias.count)
        for output in 0..<bias.count {
            for y in 0..<result.height {
                for x in 0..<result.width {
                    var sum = Double(bias[output])
                    for input in 0..<map.channels {
                        for tap in 0..<side * side {
                            let weight = weights[(output * map.channels + input) * side * side + tap]
                            sum +=
                                Double(weight)
                                * Double(map.padded(x * stride + tap % side - side / 2, y * stride + tap / side - side / 2, input))
                        }
                    }
                    result[x, y, output] = Float(sum)
                }
            }
        }
        return result
    }

    /// A transposed convolution with weights `[inputs][outputs][4][4]`, stride 2, padding 1.
    static func transposedConvolution(_ map: Planes, weights: [Float], bias: [Float]) -> Planes {
        var result = Planes(width: 2 * map.width, height: 2 * map.height, channels: bias.count)
        var sums = [Double](repeating: 0, count: result.values.count)
        for input in 0..<map.channels {
            for y in 0..<map.height {
                for x in 0..<map.width {
                    for output in 0..<bias.count {
                        for tap in 0..<16 {
                            let (row, column) = (2 * y - 1 + tap / 4, 2 * x - 1 + tap % 4)
                            guard row >= 0, row < result.height, column >= 0, column < result.width else { continue }
                            sums[(output * result.height + row) * result.width + column] +=
                                Double(weights[(input * bias.count + output) * 16 + tap]) * Double(map[x, y, input])
                        }
                    }
                }
            }
        }
        let plane = result.height * result.width
        result.values = sums.enumerated().map { Float($1 + Double(bias[$0 / plane])) }
        return result
    }

    /// The mask-aware convolution (paper, section III-B) before ReLU: for every window a kernel of its own, built from the
    /// mask's features there. `generator` is `[inputs * side * side * outputs][mask channels]`, rows by input, tap, output.
    static func maskAwareConvolution(
        _ map: Planes, mask: Planes, generator: [Float], bias: [Float], side: Int, outputs: Int
    ) -> Planes {
        var result = Planes(width: map.width / 2, height: map.height / 2, channels: outputs)
        for y in 0..<result.height {
            for x in 0..<result.width {
                for output in 0..<outputs {
                    var sum = 0.0
                    for input in 0..<map.channels {
                        for tap in 0..<side * side {
                            let row = (input * side * side + tap) * outputs + output
                            var weight = Double(bias[row])
                            for feature in 0..<mask.channels {
                                weight += Double(generator[row * mask.channels + feature]) * Double(mask[x, y, feature])
                            }
                            sum += weight * Double(map.padded(2 * x + tap % side - side / 2, 2 * y + tap / side - side / 2, input))
                        }
                    }
                    result[x, y, output] = Float(sum)
                }
            }
        }
        return result
    }
}

extension Planes {
    /// A sample, zero outside.
    func padded(_ x: Int, _ y: Int, _ channel: Int) -> Float {
        x >= 0 && x < width && y >= 0 && y < height ? self[x, y, channel] : 0
    }

    /// The channels of `self` and then those of `other`.
    func concatenated(_ other: Planes) -> Planes {
        Planes(width: width, height: height, channels: channels + other.channels, values: values + other.values)
    }

    /// Negative values become 0.
    var rectified: Planes { Planes(width: width, height: height, channels: channels, values: values.map { max(0, $0) }) }
}
