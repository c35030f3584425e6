import MADF
import Pixels

/// A picture on a sheet, with the words above it.
struct Panel {
    let label: String
    let picture: Raster
    var color: Raster.Color = (255, 255, 255)
}

/// Pictures made of pictures.
extension Raster {
    typealias Color = (red: UInt8, green: UInt8, blue: UInt8)

    /// A dark gray ground for what is put on it.
    init(sheet width: Int, _ height: Int) {
        self.init(width: width, height: height, model: .rgb, bytes: [UInt8](repeating: 48, count: 3 * width * height))
    }

    mutating func paint(_ x: Int, _ y: Int, _ color: Color) {
        let index = 3 * (y * width + x)
        (bytes[index], bytes[index + 1], bytes[index + 2]) = color
    }

    /// RGB pictures in rows of `columns`, a title above them all.
    init(title: String, panels: [Panel], columns: Int) {
        let gap = 8, line = Lettering.height + gap
        var lefts = [gap]
        for column in 0..<min(columns, panels.count) {
            let shown = stride(from: column, to: panels.count, by: columns).map { panels[$0] }
            lefts.append(lefts[column] + shown.map { max($0.picture.width, Lettering.width($0.label)) }.max()! + gap)
        }
        let height = panels.map(\.picture.height).max()! + line + gap
        let rows = (panels.count + columns - 1) / columns
        self.init(sheet: max(lefts.last!, Lettering.width(title) + 2 * gap), rows * height + line + gap)
        write(title.uppercased(), gap, gap)
        for (index, panel) in panels.enumerated() {
            let left = lefts[index % columns], top = gap + line + index / columns * height
            write(panel.label.uppercased(), left, top, panel.color)
            put(panel.picture, left, top + line)
        }
    }

    private mutating func put(_ picture: Raster, _ left: Int, _ top: Int) {
        for y in 0..<picture.height {
            let from = 3 * y * picture.width, to = 3 * ((top + y) * width + left)
            bytes.replaceSubrange(to..<to + 3 * picture.width, with: picture.bytes[from..<from + 3 * picture.width])
        }
    }

    private mutating func write(_ text: String, _ left: Int, _ top: Int, _ color: Color = (255, 255, 255)) {
        for (place, character) in text.enumerated() {
            for (row, bits) in Lettering.rows(character).enumerated() {
                for column in 0..<5 where bits >> (4 - column) & 1 == 1 {
                    fill(
                        Rectangle(
                            x: left + (6 * place + column) * Lettering.scale, y: top + row * Lettering.scale, width: Lettering.scale,
                            height: Lettering.scale), color)
                }
            }
        }
    }

    /// The outline of a rectangle, two pixels wide.
    mutating func outline(_ rectangle: Rectangle, _ color: Color) {
        let (x, y, width, height) = (rectangle.x, rectangle.y, rectangle.width, rectangle.height)
        fill(Rectangle(x: x, y: y, width: width, height: 2), color)
        fill(Rectangle(x: x, y: y + height - 2, width: width, height: 2), color)
        fill(Rectangle(x: x, y: y, width: 2, height: height), color)
        fill(Rectangle(x: x + width - 2, y: y, width: 2, height: height), color)
    }

    /// As much of the rectangle as lies on the picture.
    private mutating func fill(_ rectangle: Rectangle, _ color: Color) {
        let shown = rectangle.intersection(Rectangle(x: 0, y: 0, width: width, height: height))
        guard !shown.isEmpty else { return }
        for y in shown.y..<shown.bottom {
            for x in shown.x..<shown.right { paint(x, y, color) }
        }
    }

    /// Every pixel of an RGB picture as a square of `scale` by `scale`.
    func enlarged(_ scale: Int) -> Raster {
        var large = Raster(sheet: scale * width, scale * height)
        for y in 0..<large.height {
            for x in 0..<large.width {
                let index = 3 * (y / scale * width + x / scale)
                large.paint(x, y, (bytes[index], bytes[index + 1], bytes[index + 2]))
            }
        }
        return large
    }

    /// A kernel: a square for each pair of the first `channels` inputs, across, and outputs, down; several pixels for each weight;
    /// white is 0, red above and blue below, in full color from `limit` on.
    init(_ kernel: WindowKernel, channels: Int, limit: Float) {
        let outputs = min(channels, kernel.outputs), inputs = min(channels, kernel.inputs)
        let scale = max(1, 640 / (outputs * (kernel.side + 1))), tile = kernel.side * scale + 1
        self.init(sheet: inputs * tile + 1, outputs * tile + 1)
        for output in 0..<outputs {
            for input in 0..<inputs {
                for y in 0..<kernel.side * scale {
                    for x in 0..<kernel.side * scale {
                        let value = kernel[output, input, y / scale * kernel.side + x / scale] / max(limit, .leastNormalMagnitude)
                        let pale = UInt8(255 * (1 - min(1, abs(value))) + 0.5)
                        let color: Color = value > 0 ? (255, pale, pale) : (pale, pale, 255)
                        paint(input * tile + 1 + x, output * tile + 1 + y, color)
                    }
                }
            }
        }
    }
}
