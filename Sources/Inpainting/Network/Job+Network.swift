import MADF
import Masks
import Pixels
import Workers

extension Job {
    /// What the network makes of a crop: planes of the crop's size and the photo's channels, for each stage. `onStage` is called on this
    /// thread, as soon as a stage is there.
    func stages(
        of crop: Crop, through last: Stage, _ work: Work, onStage: (Stage, Planes) -> Void = { _, _ in }
    ) throws(Cancelled) -> [Stage: Planes] {
        try stages(of: photo.reduced(crop.part, mask: mask, to: crop.width, crop.height, work), crop, through: last, work, onStage: onStage)
    }

    /// As above, for a crop that is reduced already. With `best`, the mean of what the network makes of it and of its mirror
    /// image: their errors differ. On the set *new*, low-passed, the network gains 0.2 dB by it, detail 0.05; twice the
    /// offsets lose that again, and more trials with a wider context lost as much: what is far off fits by chance (Measurements.md,
    /// "Network").
    func stages(
        of reduction: Reduction, _ crop: Crop, through last: Stage, _ work: Work, onStage: (Stage, Planes) -> Void = { _, _ in }
    ) throws(Cancelled) -> [Stage: Planes] {
        guard options.best else { return try singleStages(of: reduction, crop, through: last, work, onStage) }
        let straight = try singleStages(of: reduction, crop, through: last, work.part(0...0.5)) { _, _ in }
        let mirrored = try singleStages(of: reduction.mirrored, crop, through: last, work.part(0.5...1)) { _, _ in }
        let mixed = straight.merging(mirrored.mapValues(\.mirrored)) { $0.mixed(with: $1) }
        for stage in Stage.allCases where stage <= last { onStage(stage, mixed[stage]!) }
        return mixed
    }

    private func singleStages(
        of reduction: Reduction, _ crop: Crop, through last: Stage, _ work: Work, _ onStage: (Stage, Planes) -> Void
    ) throws(Cancelled) -> [Stage: Planes] {
        var reduction = reduction
        let passes = Self.passes(of: photo.model).filter { !Self.fillConstant($0, &reduction) }
        let columns = Crop.reflection(crop.width, padded: crop.paddedWidth)
        let rows = Crop.reflection(crop.height, padded: crop.paddedHeight)
        let hole = Self.padded(reduction.hole.kinds.map { $0 == .known ? 0 : 1 as UInt8 }, width: crop.width, columns, rows)
        var result: [Stage: Planes] = [:]
        for stage in Stage.allCases where stage <= last { result[stage] = reduction.planes }
        for (number, pass) in passes.enumerated() {
            var image: [Float] = []
            for channel in pass {
                let plane = reduction.planes.values[channel * reduction.planes.area..<(channel + 1) * reduction.planes.area]
                image += Self.padded(Array(plane), width: crop.width, columns, rows)
            }
            let input = NetworkInput(image: image, hole: hole, width: crop.paddedWidth, height: crop.paddedHeight)
            try network.run(input, through: last, work: work.part(number, of: passes.count)) { stage, output in
                Self.gather(output, pass, hole: reduction.hole, crop, into: &result[stage]!)
                if number == passes.count - 1 { onStage(stage, result[stage]!) }
            }
        }
        // Where all channels are constant the network has nothing to say.
        if passes.isEmpty { for stage in Stage.allCases where stage <= last { onStage(stage, result[stage]!) } }
        return result
    }

    /// The channels that the network sees as red, green and blue, run by run.
    ///
    /// A channel that does not belong to a color of three (gray, alpha, black ink) is seen as gray.
    private static func passes(of model: Raster.Model) -> [[Int]] {
        switch model {
        case .gray: [[0, 0, 0]]
        case .grayAlpha: [[0, 0, 0], [1, 1, 1]]
        case .rgb: [[0, 1, 2]]
        case .rgba, .cmyk: [[0, 1, 2], [3, 3, 3]]
        }
    }

    /// Whether the pass is of one channel whose known pixels are all the same; then its hole is filled with that.
    private static func fillConstant(_ pass: [Int], _ reduction: inout Reduction) -> Bool {
        let area = reduction.planes.area, start = pass[0] * area
        guard pass[0] == pass[1], let known = reduction.hole.kinds.firstIndex(of: .known) else { return false }
        let value = reduction.planes.values[start + known]
        for index in 0..<area where reduction.hole[index] == .known && reduction.planes.values[start + index] != value {
            return false
        }
        for index in 0..<area { reduction.planes.values[start + index] = value }
        return true
    }

    private static func padded<Value>(_ plane: [Value], width: Int, _ columns: [Int], _ rows: [Int]) -> [Value] {
        rows.flatMap { row in columns.map { plane[row * width + $0] } }
    }

    /// Takes the hole's pixels out of a padded output; of a gray channel, the mean of the three.
    private static func gather(_ output: [Float], _ pass: [Int], hole: Hole, _ crop: Crop, into planes: inout Planes) {
        let area = crop.paddedWidth * crop.paddedHeight
        for y in 0..<crop.height {
            for x in 0..<crop.width where hole[y * crop.width + x] == .hole {
                let pixel = y * crop.paddedWidth + x, target = y * crop.width + x
                if pass[0] == pass[1] {
                    planes.values[pass[0] * planes.area + target] =
                        (output[pixel] + output[area + pixel] + output[2 * area + pixel]) / 3
                } else {
                    for (index, channel) in pass.enumerated() {
                        planes.values[channel * planes.area + target] = output[index * area + pixel]
                    }
                }
            }
        }
    }
}
