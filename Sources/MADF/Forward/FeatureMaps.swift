/// All maps of a run. Sizes below are `[height][width][channels]` for an input of H x W; b is the border.
struct FeatureMaps<Map> {
    /// Image (channels 0, 1, 2) and mask (3): `[H][W][4]`, b = half of level 1's kernel.
    let input: Map
    /// e^l at index l - 1: `[H / 2^l][W / 2^l][Ce(l)]`, b = half of the next level's kernel.
    let features: [Map]
    /// m^l at index l - 1: `[H / 2^l][W / 2^l][Cm]`, b as above.
    let masks: [Map]
    /// u^l at index l - 1: `[H / 2^l][W / 2^l][Cd(l)]`, b = 1.
    let skips: [Map]
    /// What level l of decoder k upsamples, at index l - 1: `[H / 2^(l - 1)][W / 2^(l - 1)][Cd(l - 1)]`, b = 1. The refinements'
    /// level 1 has none.
    let upsampled: [[Map]]
    /// Hidden map of point-wise normalization, indexed and sized as above, P channels.
    let hidden: [[Map]]
    /// r^l (k = 0) and f^{l,k} at index l - 1 for l = 1 ..< L: `[H / 2^l][W / 2^l][Cd(l)]`, b = 1.
    let streams: [[Map]]
    /// Of decoder k: `[H][W][4]`, RGB.
    let outputs: [Map]
    /// Of decoder k: f^{1,k} reduced to RGB, `[H / 2][W / 2][4]`; the recovery decoder has none.
    let reduced: [Map]
}

extension FeatureMaps {
    /// What decoder `k` begins level `level` with: every decoder begins with the last skip.
    func stream(_ k: Int, _ level: Int) -> Map { level == skips.count ? skips[level - 1] : streams[k][level - 1] }

    /// The skip that joins level `level`; at the bottom that is the input.
    func skip(_ level: Int) -> Map { level == 0 ? input : skips[level - 1] }

    /// The same maps as something else.
    func map<Other>(_ transform: (Map) -> Other) -> FeatureMaps<Other> {
        FeatureMaps<Other>(
            input: transform(input), features: features.map(transform), masks: masks.map(transform), skips: skips.map(transform),
            upsampled: upsampled.map { $0.map(transform) }, hidden: hidden.map { $0.map(transform) },
            streams: streams.map { $0.map(transform) }, outputs: outputs.map(transform), reduced: reduced.map(transform))
    }
}

extension FeatureMaps<MapRequest> {
    init(_ configuration: Configuration, width: Int, height: Int) {
        let c = configuration, levels = 1...c.levels, decoders = 0...c.refinements
        let schedule = Schedule(levels: c.levels, refinements: c.refinements)
        func map(_ level: Int, _ channels: Int, border: Int, isNarrow: Bool = false, _ time: ClosedRange<Int>) -> MapRequest {
            let shape = MapShape(
                width: width >> level, height: height >> level, channels: channels, border: border, isNarrow: isNarrow)
            return MapRequest(shape: shape, time: time)
        }
        /// From the encoder's step of a level on, until the next level's has read it.
        func encoder(_ level: Int, _ channels: Int) -> MapRequest {
            let first = schedule.time(encoder: level)
            return map(level, channels, border: level < c.levels ? c.kernels[level + 1] / 2 : 0, first...first + 1)
        }
        input = map(0, 4, border: max(1, c.kernels[1] / 2), isNarrow: true, 0...schedule.end)
        features = levels.map { encoder($0, c.encoderChannels[$0]) }
        masks = levels.map { encoder($0, c.maskChannels) }
        skips = levels.map {
            let last = $0 < c.levels ? schedule.time(.rest, $0 + 1) : schedule.end
            return map($0, c.decoderChannels[$0], border: 1, schedule.time(encoder: $0)...last)
        }
        upsampled = decoders.map { k in
            levels.map { level in
                let channels = k == 0 || level > 1 ? c.decoderChannels[level - 1] : 0
                return map(
                    level - 1, channels, border: 1, isNarrow: level == 1, schedule.first(k, level)...schedule.last(k, level))
            }
        }
        hidden = decoders.map { k in
            levels.map { level in
                let now = schedule.last(k, level)
                return map(level - 1, k > 0 && level > 1 ? c.modulationChannels : 0, border: 1, now...now)
            }
        }
        streams = decoders.map { k in
            levels.dropLast().map { level in
                // Made by the step of the level above, read by this level's and by the decoder that it guides.
                let guided = k < c.refinements ? schedule.last(k + 1, level + 1) : 0
                return map(
                    level, c.decoderChannels[level], border: 1,
                    schedule.first(k, level + 1)...max(schedule.last(k, level), guided))
            }
        }
        outputs = decoders.map { map(0, 3, border: 0, isNarrow: true, schedule.first($0, 1)...schedule.end) }
        reduced = decoders.map { map(1, $0 == 0 ? 0 : 3, border: 0, isNarrow: true, schedule.last($0, 1)...schedule.last($0, 1)) }
    }
}
