/// A picture as sixels: columns of six pixels, color by color, over a palette of its own.
package enum SixelPicture {
    /// `rgb` is `[height][width][3]`.
    package static func encode(_ rgb: [UInt8], width: Int, height: Int) -> [UInt8] {
        let palette = ReducedPalette(rgb)
        // Pixels are square, and those that no color sets keep what is there.
        var output = Array("\u{1b}P0;1;0q\"1;1;\(width);\(height)".utf8)
        for (index, color) in palette.colors.enumerated() {
            func percent(_ value: UInt8) -> Int { (Int(value) * 100 + 127) / 255 }
            output += Array("#\(index);2;\(percent(color.red));\(percent(color.green));\(percent(color.blue))".utf8)
        }
        var columns = [[UInt8]](repeating: [], count: palette.colors.count)
        for top in stride(from: 0, to: height, by: 6) {
            for row in top..<min(height, top + 6) {
                for x in 0..<width {
                    let color = palette.index(of: rgb, at: (row * width + x) * 3)
                    if columns[color].isEmpty { columns[color] = [UInt8](repeating: 0, count: width) }
                    columns[color][x] |= 1 << (row - top)
                }
            }
            for color in columns.indices where !columns[color].isEmpty {
                output += Array("#\(color)".utf8)
                append(columns[color], to: &output)
                // Back to the left border for the next color.
                output.append(0x24)
                columns[color] = []
            }
            output.append(0x2d)
        }
        return output + [0x1b, 0x5c]
    }

    /// Runs of more than three are counted.
    private static func append(_ sixels: [UInt8], to output: inout [UInt8]) {
        var start = 0
        while start < sixels.count {
            var end = start + 1
            while end < sixels.count, sixels[end] == sixels[start] { end += 1 }
            let character = sixels[start] + 0x3f
            if end - start > 3 {
                output += Array("!\(end - start)".utf8) + [character]
            } else {
                output += [UInt8](repeating: character, count: end - start)
            }
            start = end
        }
    }
}
