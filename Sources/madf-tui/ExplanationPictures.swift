import Inpainting
import MADF
import Masks
import Photo
import Workers

/// The pictures of `madf-tui explain`, each with the words that go with it.
struct ExplanationPictures {
    let network: Network
    /// 8-bit RGB, as large as the network sees it.
    let picture: Raster
    /// Not 0 in the hole; something is.
    let hole: Mask
    let pool: WorkerPool

    /// Pixels between pictures that stand side by side.
    private static let gap = 4

    /// The mask's features, level l at index l - 1.
    func features() throws(Cancelled) -> [Reference.Map] {
        try network.maskFeatures(
            hole: hole.bytes, width: hole.width, height: hole.height, on: pool, cancellation: Interruption.cancellation)
    }

    /// The input, its hole gray, and the stages that the network has.
    func stages() throws(Cancelled) -> (picture: Raster, line: String) {
        var input = picture
        for index in hole.bytes.indices where hole.bytes[index] != 0 {
            for byte in 3 * index..<3 * index + 3 { input.bytes[byte] = 128 }
        }
        let stages = try network.stages(of: picture, hole: hole, on: pool, cancellation: Interruption.cancellation)
        let names = ["input"] + stages.map { "\($0.stage)" }
        return (Raster(row: [input] + stages.map(\.picture), gap: Self.gap), "\(names.joined(separator: ", ")), from left to right")
    }

    /// The channels of m^l, enlarged to half the input's size, white at the level's largest value.
    func mask(_ level: Int, _ features: Reference.Map) -> (picture: Raster, line: String) {
        let largest = max(features.values.max()!, .leastNormalMagnitude), scale = 1 << (level - 1)
        let columns = 4, rows = (features.channels + columns - 1) / columns
        let width = scale * features.width, height = scale * features.height
        var sheet = Raster(sheet: columns * (width + Self.gap) - Self.gap, rows * (height + Self.gap) - Self.gap)
        for channel in 0..<features.channels {
            let left = channel % columns * (width + Self.gap), top = channel / columns * (height + Self.gap)
            for y in 0..<height {
                for x in 0..<width {
                    let value = UInt8(255 * features[channel, y / scale, x / scale] / largest + 0.5)
                    sheet.paint(left + x, top + y, (value, value, value))
                }
            }
        }
        let silent = (0..<features.channels).count { channel in
            !features.values[channel * features.width * features.height..<(channel + 1) * features.width * features.height].contains { $0 > 0 }
        }
        return (
            sheet,
            "the \(features.channels) mask features of level \(level), \(features.width) x \(features.height) windows each; black 0, "
                + "white \(largest); \(silent) of them 0 everywhere"
        )
    }

    /// The kernels of three windows side by side.
    func kernels(_ level: Int, _ features: Reference.Map) -> (picture: Raster, line: String) {
        let windows = windows.map { name, x, y in
            let (column, row) = (x >> level, y >> level)
            return (
                label: "\(name) (\(column), \(row))",
                kernel: network.kernel(level: level, features: (0..<features.channels).map { features[$0, row, column] })
            )
        }
        // Beyond three deviations colors are full: few weights are, and the others show.
        let limit = 3 * windows.map(\.kernel.magnitude).max()!
        let last = windows[windows.count - 1].kernel
        let differences = windows.dropLast().map { "\(Int(100 * $0.kernel.distance(to: last) + 0.5)) %" }
        return (
            Raster(row: windows.map { Raster($0.kernel, limit: limit) }, gap: 4 * Self.gap),
            "kernels of level \(level), \(last.side) x \(last.side), \(last.inputs) input channels across, \(last.outputs) output "
                + "channels down, of the windows \(windows.map(\.label).joined(separator: ", ")) from left to right; red above 0, blue "
                + "below, full color at \(limit)"
                + (differences.isEmpty ? "" : "; they differ from the last by \(differences.joined(separator: " and ")) of its size")
        )
    }

    /// A pixel deepest in the hole, the nearest one on its rim, and the known one farthest from it, where there is one; the last
    /// not near the border, beyond which windows see zeros.
    private var windows: [(name: String, x: Int, y: Int)] {
        let width = hole.width
        var known = hole
        known.invert()
        let inside = hole.depths(limit: width), outside = known.depths(limit: width)
        let deep = inside.indices.max { inside[$0] < inside[$1] }!, middle = width / 8..<width - width / 8
        let far = outside.indices.filter { middle.contains($0 % width) && middle.contains($0 / width) }.max { outside[$0] < outside[$1] }!
        func distance(_ index: Int) -> Int {
            let dx = index % width - deep % width, dy = index / width - deep / width
            return dx * dx + dy * dy
        }
        var windows = [("deep in the hole", deep)]
        if let rim = inside.indices.filter({ inside[$0] == 1 }).min(by: { distance($0) < distance($1) }) { windows.append(("at its rim", rim)) }
        if outside[far] > 0 { windows.append(("outside", far)) }
        return windows.map { ($0.0, $0.1 % width, $0.1 / width) }
    }
}
