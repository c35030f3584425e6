/// The nearest entry of a terminal's palette, by distance in OKLab.
///
/// Distances of RGB triples turn blues violet and grays pink; OKLab (B. Ottosson, "A perceptual color space
/// for image processing", 2020) is near to what eyes call near.
public final class Palette {
    private struct Lab {
        var lightness, a, b: Float

        func squaredDistance(to other: Lab) -> Float { product(to: other, to: other) }

        /// The product of the ways from here to two colors.
        func product(to first: Lab, to second: Lab) -> Float {
            (first.lightness - lightness) * (second.lightness - lightness) + (first.a - a) * (second.a - a) + (first.b - b) * (second.b - b)
        }

        func mixed(with other: Lab, _ share: Float) -> Lab {
            Lab(
                lightness: lightness + (other.lightness - lightness) * share, a: a + (other.a - a) * share, b: b + (other.b - b) * share)
        }
    }

    private let entries: [(index: UInt8, lab: Lab)]
    /// Answers so far by the upper 6, 6 and 6 bits of a color; -1 where not yet asked.
    private var known = [Int16](repeating: -1, count: 1 << 18)

    /// The same of mixtures, by the upper 5 bits.
    private var mixtures: [Int: (first: UInt8, second: UInt8, share: Int)] = [:]

    private init(_ colors: [(UInt8, RGB)]) {
        entries = colors.map { ($0.0, Palette.lab($0.1)) }
    }

    /// Entries 16 to 255 of xterm's palette: a cube of six levels and 24 grays.
    public static func upper240() -> Palette {
        let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
        var colors: [(UInt8, RGB)] = []
        for red in 0..<6 {
            for green in 0..<6 {
                for blue in 0..<6 {
                    colors.append((UInt8(16 + red * 36 + green * 6 + blue), RGB(levels[red], levels[green], levels[blue])))
                }
            }
        }
        for step in 0..<24 {
            let gray = UInt8(8 + 10 * step)
            colors.append((UInt8(232 + step), RGB(gray, gray, gray)))
        }
        return Palette(colors)
    }

    /// The first `count` (8 or 16) entries, at the values of xterm, which most terminals come near.
    public static func basic(count: Int) -> Palette {
        let colors = [
            RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0),
            RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205), RGB(229, 229, 229),
            RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
            RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
        ]
        return Palette(colors.prefix(count).enumerated().map { (UInt8($0.offset), $0.element) })
    }

    /// The entry nearest to `color`.
    public func nearest(_ color: RGB) -> UInt8 {
        let key = Int(color.red >> 2) << 12 | Int(color.green >> 2) << 6 | Int(color.blue >> 2)
        if known[key] >= 0 { return UInt8(known[key]) }
        // The middle of the key's range, with both ends kept exact.
        func middle(_ value: UInt8) -> UInt8 { (value >> 2) << 2 | (value >> 6) }
        let wanted = Palette.lab(RGB(middle(color.red), middle(color.green), middle(color.blue)))
        var best: UInt8 = 0, least = Float.infinity
        for (index, lab) in entries {
            let distance = lab.squaredDistance(to: wanted)
            if distance < least {
                least = distance
                best = index
            }
        }
        known[key] = Int16(best)
        return best
    }

    /// Two entries and how many of 64 pixels have the second: evenly mixed they come nearer to `color` than either alone.
    func mixture(_ color: RGB) -> (first: UInt8, second: UInt8, share: Int) {
        let key = Int(color.red >> 3) << 10 | Int(color.green >> 3) << 5 | Int(color.blue >> 3)
        if let known = mixtures[key] { return known }
        func middle(_ value: UInt8) -> UInt8 { (value >> 3) << 3 | (value >> 5) }
        let wanted = Palette.lab(RGB(middle(color.red), middle(color.green), middle(color.blue)))
        let near = entries.sorted { $0.lab.squaredDistance(to: wanted) < $1.lab.squaredDistance(to: wanted) }.prefix(16)
        var best = (cost: Float.infinity, mixture: (first: near[0].index, second: near[0].index, share: 0))
        for (number, first) in near.enumerated() {
            for second in near.dropFirst(number) {
                let spread = first.lab.squaredDistance(to: second.lab)
                let along = spread > 0 ? first.lab.product(to: wanted, to: second.lab) / spread : 0
                let share = Int((64 * min(1, max(0, along))).rounded()), part = Float(share) / 64
                // What is mixed of colors that differ much is grainy.
                let cost = first.lab.mixed(with: second.lab, part).squaredDistance(to: wanted) + 0.1 * spread * part * (1 - part)
                if cost < best.cost { best = (cost, (first.index, second.index, share)) }
            }
        }
        mixtures[key] = best.mixture
        return best.mixture
    }

    private static func lab(_ color: RGB) -> Lab {
        let red = linear(color.red), green = linear(color.green), blue = linear(color.blue)
        let long = root(0.412_221_47 * red + 0.536_332_54 * green + 0.051_445_99 * blue)
        let medium = root(0.211_903_50 * red + 0.680_699_55 * green + 0.107_396_96 * blue)
        let short = root(0.088_302_46 * red + 0.281_718_84 * green + 0.629_978_70 * blue)
        return Lab(
            lightness: 0.210_454_26 * long + 0.793_617_79 * medium - 0.004_072_05 * short,
            a: 1.977_998_50 * long - 2.428_592_21 * medium + 0.450_593_71 * short,
            b: 0.025_904_04 * long + 0.782_771_77 * medium - 0.808_675_77 * short)
    }
}
