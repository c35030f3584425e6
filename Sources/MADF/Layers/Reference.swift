/// Every layer in its plainest form, planar `[channels][height][width]`, summed in double precision: the oracle of the fast
/// kernels, one loop nest each.
package enum Reference {
    /// A planar map.
    package struct Map: Equatable, Sendable {
        package let channels, height, width: Int
        package var values: [Float]

        package init(channels: Int, height: Int, width: Int, values: [Float]) {
            precondition(values.count == channels * height * width)
            self.channels = channels
            self.height = height
            self.width = width
            self.values = values
        }

        package init(channels: Int, height: Int, width: Int) {
            self.init(channels: channels, height: height, width: width, values: [Float](repeating: 0, count: channels * height * width))
        }

        /// Zero outside.
        package subscript(channel: Int, y: Int, x: Int) -> Float {
            get { y >= 0 && y < height && x >= 0 && x < width ? values[(channel * height + y) * width + x] : 0 }
            set { values[(channel * height + y) * width + x] = newValue }
        }

        /// The channels of `self` and then those of `other`.
        package func concatenated(_ other: Map) -> Map {
            Map(channels: channels + other.channels, height: height, width: width, values: values + other.values)
        }

        package func mapped(_ transform: (Float) -> Float) -> Map {
            Map(channels: channels, height: height, width: width, values: values.map(transform))
        }
    }

    /// A convolution with weights `[outputs][inputs][side][side]` and padding side / 2.
    package static func convolution(_ map: Map, weights: [Float], bias: [Float], side: Int, stride: Int = 1) -> Map {
        var result = Map(channels: bias.count, height: map.height / stride, width: map.width / stride)
        for output in 0..<bias.count {
            for y in 0..<result.height {
                for x in 0..<result.width {
                    var sum = Double(bias[output])
                    for input in 0..<map.channels {
                        for tap in 0..<side * side {
                            let weight = weights[(output * map.channels + input) * side * side + tap]
                            sum += Double(weight)
                                * Double(map[input, y * stride + tap / side - side / 2, x * stride + tap % side - side / 2])
                        }
                    }
                    result[output, y, x] = Float(sum)
                }
            }
        }
        return result
    }

    /// A transposed convolution with weights `[inputs][outputs][4][4]`, stride 2, padding 1.
    package static func transposedConvolution(_ map: Map, weights: [Float], bias: [Float]) -> Map {
        var result = Map(channels: bias.count, height: 2 * map.height, width: 2 * map.width)
        var sums = [Double](repeating: 0, count: result.values.count)
        for input in 0..<map.channels {
            for y in 0..<map.height {
                for x in 0..<map.width {
                    for output in 0..<bias.count {
                        for tap in 0..<16 {
                            let (row, column) = (2 * y - 1 + tap / 4, 2 * x - 1 + tap % 4)
                            guard row >= 0, row < result.height, column >= 0, column < result.width else { continue }
                            sums[(output * result.height + row) * result.width + column] +=
                                Double(weights[(input * bias.count + output) * 16 + tap]) * Double(map[input, y, x])
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
    package static func maskAwareConvolution(
        _ map: Map, mask: Map, generator: [Float], bias: [Float], side: Int, outputs: Int
    ) -> Map {
        var result = Map(channels: outputs, height: map.height / 2, width: map.width / 2)
        for y in 0..<result.height {
            for x in 0..<result.width {
                for output in 0..<outputs {
                    var sum = 0.0
                    for input in 0..<map.channels {
                        for tap in 0..<side * side {
                            let row = (input * side * side + tap) * outputs + output
                            var weight = Double(bias[row])
                            for feature in 0..<mask.channels {
                                weight += Double(generator[row * mask.channels + feature]) * Double(mask[feature, y, x])
                            }
                            sum += weight * Double(map[input, 2 * y + tap / side - side / 2, 2 * x + tap % side - side / 2])
                        }
                    }
                    result[output, y, x] = Float(sum)
                }
            }
        }
        return result
    }

    /// Bilinear doubling with half-pixel centers and clamped edges.
    package static func doubled(_ map: Map) -> Map {
        var result = Map(channels: map.channels, height: 2 * map.height, width: 2 * map.width)
        func taps(_ position: Int, _ count: Int) -> (Int, Int, Float) {
            let source = max(0, (Float(position) + 0.5) / 2 - 0.5)
            return (Int(source), min(count - 1, Int(source) + 1), source - Float(Int(source)))
        }
        for channel in 0..<map.channels {
            for y in 0..<result.height {
                for x in 0..<result.width {
                    let (top, bottom, down) = taps(y, map.height), (left, right, across) = taps(x, map.width)
                    let above = map[channel, top, left] * (1 - across) + map[channel, top, right] * across
                    let below = map[channel, bottom, left] * (1 - across) + map[channel, bottom, right] * across
                    result[channel, y, x] = above * (1 - down) + below * down
                }
            }
        }
        return result
    }
}
