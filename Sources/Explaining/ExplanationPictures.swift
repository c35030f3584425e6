import Inpainting
import MADF
import Masks
import Pixels
import Workers

/// The pictures of `madf-tui explain`, each with the words that go with it.
package struct ExplanationPictures {
    let network: Network
    /// 8-bit RGB, as large as the network sees it.
    let picture: Raster
    /// Not 0 in the hole; something is.
    let hole: Mask
    let pool: WorkerPool

    /// - Parameters:
    ///   - picture: 8-bit RGB, as large as the network sees it.
    ///   - hole: not 0 in the hole; something is.
    package init(network: Network, picture: Raster, hole: Mask, pool: WorkerPool) {
        self.network = network
        self.picture = picture
        self.hole = hole
        self.pool = pool
    }

    /// Most channels of a kernel that are shown: weights should be large enough to be seen.
    private static let channels = 16

    /// The mask's features, level l at index l - 1.
    package func features() throws(Cancelled) -> [Planes] {
        try network.maskFeatures(hole: hole.bytes, width: hole.width, height: hole.height, work: Work(on: pool))
    }

    /// The input, its hole gray, and the stages that the network has.
    package func stages() throws(Cancelled) -> (picture: Raster, line: String) {
        let stages = try network.stages(of: picture, hole: hole, Work(on: pool))
        let panels = [Panel(label: "input", picture: input)] + stages.map { Panel(label: "\($0.stage)", picture: $0.picture) }
        let title = "Stages of the network, \(hole.width) x \(hole.height)"
        return (Raster(title: title, panels: panels, columns: panels.count), "\(panels.map(\.label).joined(separator: ", ")), from left to right")
    }

    private var input: Raster {
        var input = picture
        for index in hole.bytes.indices where hole.bytes[index] != 0 {
            for byte in 3 * index..<3 * index + 3 { input.bytes[byte] = 128 }
        }
        return input
    }

    /// The channels of m^l, enlarged to half the input's size, white at the level's largest value.
    package func mask(_ level: Int, _ features: Planes) -> (picture: Raster, line: String) {
        let largest = max(features.values.max()!, .leastNormalMagnitude), area = features.width * features.height
        let panels = (0..<features.channels).map { channel in
            let values = features.values[channel * area..<(channel + 1) * area]
            let gray = values.flatMap { [UInt8](repeating: UInt8(255 * $0 / largest + 0.5), count: 3) }
            let picture = Raster(width: features.width, height: features.height, model: .rgb, bytes: gray)
            return Panel(label: "\(channel + 1)\(values.contains { $0 > 0 } ? "" : ": all 0")", picture: picture.enlarged(1 << (level - 1)))
        }
        let title = "Mask features of level \(level), \(features.width) x \(features.height) windows: black 0, white \(largest.short)"
        let silent = panels.count { $0.label.contains(":") }
        return (
            Raster(title: title, panels: panels, columns: 4),
            "the \(features.channels) mask features of level \(level), \(features.width) x \(features.height) windows each; black 0, "
                + "white \(largest.short); \(silent) of them 0 everywhere"
        )
    }

    /// The kernels of three windows side by side, after the input with the parts that the three see.
    package func kernels(_ level: Int, _ features: Planes) -> (picture: Raster, line: String) {
        let windows = windows.map { window in
            let (column, row) = (window.x >> level, window.y >> level)
            let kernel = network.kernel(level: level, features: (0..<features.channels).map { features[column, row, $0] })
            return (label: window.name, color: window.color, column: column, row: row, kernel: kernel)
        }
        // Beyond three deviations colors are full: few weights are, and the others show.
        let limit = 3 * windows.map(\.kernel.magnitude).max()!
        let last = windows[windows.count - 1].kernel
        let sheets = windows.map { Panel(label: $0.label, picture: Raster($0.kernel, channels: Self.channels, limit: limit), color: $0.color) }
        let scale = max(1, sheets[0].picture.height / picture.height)
        var seen = input.enlarged(scale)
        for window in windows { seen.outline(field(level, window.column, window.row, scale), window.color) }
        func count(_ channels: Int) -> String { channels > Self.channels ? "\(Self.channels) of \(channels)" : "\(channels)" }
        let sizes = "level \(level), \(last.side) x \(last.side): \(count(last.inputs)) inputs across, \(count(last.outputs)) outputs down"
        let differences = windows.dropLast().map { "\(Int(100 * $0.kernel.distance(to: last) + 0.5)) %" }
        return (
            Raster(
                title: "Kernels of \(sizes), red above 0, blue below, full at \(limit.short)",
                panels: [Panel(label: "What the three see", picture: seen)] + sheets, columns: 1 + sheets.count),
            "kernels of \(sizes), of the windows "
                + windows.map { "\($0.label) (\($0.column), \($0.row))" }.joined(separator: ", ")
                + " from left to right; red above 0, blue below, full color at \(limit.short)"
                + (differences.isEmpty ? "" : "; they differ from the last by \(differences.joined(separator: " and ")) of its size")
        )
    }

    /// The part of the mask, in the input's pixels times `scale`, on which the kernel of a window depends.
    private func field(_ level: Int, _ column: Int, _ row: Int, _ scale: Int) -> Rectangle {
        let kernels = network.configuration.kernels
        let side = (1...level).reduce(1) { $0 + (kernels[$1] - 1) << ($1 - 1) }
        return Rectangle(
            x: (column << level - side / 2) * scale, y: (row << level - side / 2) * scale, width: side * scale, height: side * scale)
    }

    /// A pixel deepest in the hole, the nearest one on its rim, and the known one farthest from it, where there is one; the last
    /// not near the border, beyond which windows see zeros.
    private var windows: [(name: String, color: Raster.Color, x: Int, y: Int)] {
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
        var windows: [(String, Raster.Color, Int)] = [("deep in the hole", (255, 220, 0), deep)]
        if let rim = inside.indices.filter({ inside[$0] == 1 }).min(by: { distance($0) < distance($1) }) {
            windows.append(("at its rim", (0, 255, 255), rim))
        }
        if outside[far] > 0 { windows.append(("outside", (255, 0, 255), far)) }
        return windows.map { ($0.0, $0.1, $0.2 % width, $0.2 / width) }
    }
}

extension Float {
    /// Three digits after the point at most.
    fileprivate var short: Float { (1_000 * self).rounded() / 1_000 }
}
