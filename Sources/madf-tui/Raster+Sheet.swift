import MADF
import Photo

/// Pictures made of pictures.
extension Raster {
    /// A middle gray ground for what is put on it.
    init(sheet width: Int, _ height: Int) {
        self.init(width: width, height: height, model: .rgb, bytes: [UInt8](repeating: 96, count: 3 * width * height))
    }

    mutating func paint(_ x: Int, _ y: Int, _ color: (red: UInt8, green: UInt8, blue: UInt8)) {
        let index = 3 * (y * width + x)
        (bytes[index], bytes[index + 1], bytes[index + 2]) = color
    }

    /// RGB pictures of one height side by side.
    init(row pictures: [Raster], gap: Int) {
        self.init(sheet: pictures.reduce(-gap) { $0 + $1.width + gap }, pictures[0].height)
        var left = 0
        for picture in pictures {
            for y in 0..<height {
                let from = 3 * y * picture.width, to = 3 * (y * width + left)
                bytes.replaceSubrange(to..<to + 3 * picture.width, with: picture.bytes[from..<from + 3 * picture.width])
            }
            left += picture.width + gap
        }
    }

    /// A kernel: a square for each pair of channels, inputs across and outputs down, a pixel or more for each weight; white is 0, red
    /// above and blue below, in full color from `limit` on.
    init(_ kernel: WindowKernel, limit: Float) {
        let scale = max(1, 384 / (kernel.outputs * (kernel.side + 1))), tile = kernel.side * scale + 1
        self.init(sheet: kernel.inputs * tile + 1, kernel.outputs * tile + 1)
        for output in 0..<kernel.outputs {
            for input in 0..<kernel.inputs {
                for y in 0..<kernel.side * scale {
                    for x in 0..<kernel.side * scale {
                        let value = kernel[output, input, y / scale * kernel.side + x / scale] / max(limit, .leastNormalMagnitude)
                        let pale = UInt8(255 * (1 - min(1, abs(value))) + 0.5)
                        let color: (UInt8, UInt8, UInt8) = value > 0 ? (255, pale, pale) : (pale, pale, 255)
                        paint(input * tile + 1 + x, output * tile + 1 + y, color)
                    }
                }
            }
        }
    }
}
