/// The maps of one input size, the scratch of the workers, and the steps of a run: all that runs have in common, and all the
/// memory of one.
///
/// A finished run leaves it for the next one, so that repeated runs of a size allocate nothing. It belongs to one run
/// at a time, which is what makes passing it between threads safe.
final class Workspace: @unchecked Sendable {
    /// Image (channels 0, 1, 2), mask (3).
    let input: FeatureMap
    /// e^l and m^l at index l - 1.
    let features: [FeatureMap]
    let masks: [FeatureMap]
    /// u^l at index l; index 0 is `input`.
    let skips: [FeatureMap]
    /// The upsampled map that a blend or a refinement reads, at index l - 1 for level l's step.
    let upsampled: [[FeatureMap]]
    /// Hidden map of point-wise normalization, by refinement and level as in `upsampled`.
    let hidden: [[FeatureMap]]
    /// r^l (stream 0) and f^{l,k} (stream k), at index l; level L is the last skip, level 0 is not used.
    let streams: [[FeatureMap]]
    /// Output of each stream.
    let outputs: [FeatureMap]
    /// The doubled map's three channels at half the size, one for each refinement.
    let reduced: [FeatureMap]
    let kernel: FloatBuffer
    let scratch: Scratch
    let lists = ListMemory()
    let width, height: Int
    let workers: Int
    /// In order, those of a stage after those of the stage before.
    private(set) var steps: [Step] = []
    private let memory: FloatBuffer

    init(_ configuration: Configuration, _ layers: Layers, width: Int, height: Int, workers: Int) {
        let c = configuration, levels = c.levels, count = c.refinements + 1
        let end = levels * (count + 2)
        // Steps in time: the encoder's levels 0 ..< L, then each pass's, from level L down to 1. Pass 0 is the recovery decoder,
        // pass 1 what of it was left until the coarse output was out, pass k + 1 refinement k.
        func time(_ pass: Int, _ level: Int) -> Int { levels * (pass + 1) + levels - level }
        var plan = ArenaPlan(), shapes: [(level: Int, channels: Int, border: Int, isNarrow: Bool)] = []
        func map(_ level: Int, _ channels: Int, border: Int, isNarrow: Bool = false, _ time: ClosedRange<Int>) -> Int {
            shapes.append((level, channels, border, isNarrow))
            return plan.reserve(
                FeatureMap.size(width: width >> level, height: height >> level, channels: channels, border: border, isNarrow: isNarrow),
                during: time)
        }
        let input = map(0, 4, border: max(1, c.kernels[1] / 2), isNarrow: true, 0...end)
        var features: [Int] = [], masks: [Int] = [], skips = [input]
        for level in 1...levels {
            let border = level < levels ? c.kernels[level + 1] / 2 : 0, life = level - 1...level
            features.append(map(level, c.encoderChannels[level], border: border, life))
            masks.append(map(level, c.maskChannels, border: border, life))
            skips.append(map(level, c.decoderChannels[level], border: 1, level - 1...(level < levels ? time(1, level + 1) : end)))
        }
        var upsampled: [[Int]] = [], hidden: [[Int]] = [], streams: [[Int]] = [], outputs: [Int] = [], reduced: [Int] = []
        for stream in 0..<count {
            var ups: [Int] = [], hides: [Int] = [], maps = [input]
            for level in 1...levels {
                let now = time(stream + 1, level), below = c.decoderChannels[level - 1]
                let isUsed = stream == 0 || level > 1
                ups.append(
                    map(
                        level - 1, isUsed ? below : 0, border: 1, isNarrow: level == 1, (stream == 0 ? time(0, level) : now)...now))
                hides.append(map(level - 1, stream > 0 && level > 1 ? c.modulationChannels : 0, border: 1, now...now))
                if level == levels { maps.append(skips[levels]); continue }
                // Made by the step of level + 1, read by the next step and by the stream that it guides.
                let first = time(stream == 0 ? 0 : stream + 1, level + 1)
                let last = max(time(stream + 1, level), stream + 1 < count ? time(stream + 2, level + 1) : 0)
                maps.append(map(level, c.decoderChannels[level], border: 1, first...last))
            }
            upsampled.append(ups)
            hidden.append(hides)
            streams.append(maps)
            outputs.append(map(0, 3, border: 0, isNarrow: true, time(stream == 0 ? 0 : stream + 1, 1)...end))
            reduced.append(map(1, 3, border: 0, isNarrow: true, time(stream + 1, 1)...time(stream + 1, 1)))
        }
        let (offsets, size) = plan.place()
        let memory = FloatBuffer(count: size)
        let maps = shapes.indices.map { index in
            FeatureMap(
                width: width >> shapes[index].level, height: height >> shapes[index].level, channels: shapes[index].channels,
                border: shapes[index].border, isNarrow: shapes[index].isNarrow, memory: memory.pointer + offsets[index])
        }
        self.input = maps[input]
        self.features = features.map { maps[$0] }
        self.masks = masks.map { maps[$0] }
        self.skips = skips.map { maps[$0] }
        self.upsampled = upsampled.map { $0.map { maps[$0] } }
        self.hidden = hidden.map { $0.map { maps[$0] } }
        self.streams = streams.map { $0.map { maps[$0] } }
        self.outputs = outputs.map { maps[$0] }
        self.reduced = reduced.map { maps[$0] }
        self.memory = memory
        self.width = width
        self.height = height
        self.workers = workers
        kernel = FloatBuffer(count: (1...levels).map {
            c.encoderChannels[$0 - 1].roundedUp(to: 8) * c.kernels[$0] * c.kernels[$0] * c.encoderChannels[$0].roundedUp(to: 8)
        }.max()!)
        let widest = (c.encoderChannels + c.decoderChannels + [c.modulationChannels]).max()!.roundedUp(to: 8)
        scratch = Scratch(
            workers: workers, rowLength: max(2 * widest, (c.maskChannels + 1) * c.encoderChannels.max()!.roundedUp(to: 8)),
            segments: max(c.kernels.max()!, 6))
        steps = makeSteps(layers)
    }
}
