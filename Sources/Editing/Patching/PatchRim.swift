import Masks
import Pixels

/// What surrounds a hole, in a photo halved some times, to be compared with what surrounds another place.
struct PatchRim {
    /// Pixels of the photo along a side of one of these.
    let size: Int
    private let picture: Pyramid.Level
    /// What is marked there, row by row.
    private let hole: [UInt8]
    /// Some hundreds, spread over the rim.
    private var pixels: [(x: Int, y: Int, look: SIMD4<Float>)] = []

    /// A rim a fifth as wide as the hole, within limits: one of a pixel says nothing of texture.
    private static let widths = 3...16, most = 300
    /// How much less a difference counts that is the same all around: blending takes it away.
    private static let forgiven: Float = 0.8

    init(of marks: Marks, in bounds: Rectangle, on layer: Layer, halvings: Int) {
        size = 1 << halvings
        let isWhole = halvings == 0, photo = layer.picture
        picture =
            isWhole ? Pyramid.Level(width: photo.width, height: photo.height, bytes: photo.bytes) : layer.pyramid.reductions[halvings - 1]
        hole = isWhole ? marks.mask.bytes : marks.pyramid.reductions[halvings - 1].bytes
        let x = bounds.x / size, y = bounds.y / size
        let width = min(Self.widths.upperBound, max(Self.widths.lowerBound, min(bounds.width, bounds.height) / size / 5))
        let box = Rectangle(x: x, y: y, width: (bounds.right - 1) / size + 1 - x, height: (bounds.bottom - 1) / size + 1 - y)
            .inset(by: -width - 1)
        let inside = Mask(width: picture.width, height: picture.height, bytes: hole).crop(box), around = inside.grown(by: width)
        let rim = around.bytes.indices.filter { index in
            let (y, x) = index.quotientAndRemainder(dividingBy: box.width)
            // Nor those whose look has something of the hole in it.
            return around.bytes[index] != 0 && inside.bytes[index] == 0 && inside[x + 1, y] == 0 && inside[x, y + 1] == 0
                && isInside(box.x + x, box.y + y)
        }
        pixels = stride(from: 0, to: rim.count, by: max(1, rim.count / Self.most)).map { number in
            let x = box.x + rim[number] % box.width, y = box.y + rim[number] / box.width
            return (x, y, look(x, y))
        }
    }

    /// The mean squared difference between the rim and what is so far from it, in pixels of the photo: of colors, and of how steep these
    /// are, which tells a meadow from the sky. Infinite where less than half of it is known.
    func difference(_ x: Int, _ y: Int) -> Float {
        var sum = SIMD4<Float>.zero, squares: Float = 0, count = 0
        for pixel in pixels {
            let x = pixel.x + x / size, y = pixel.y + y / size
            guard isInside(x, y), hole[y * picture.width + x] == 0 else { continue }
            let difference = look(x, y) - pixel.look
            sum += difference
            squares += (difference * difference).sum()
            count += 1
        }
        guard count > 0, 2 * count >= pixels.count else { return .infinity }
        var mean = sum / Float(count)
        mean.w = 0
        return squares / Float(count) - Self.forgiven * (mean * mean).sum()
    }

    private func isInside(_ x: Int, _ y: Int) -> Bool { x >= 0 && y >= 0 && x < picture.width && y < picture.height }

    /// The color of a pixel, and how much its neighbors differ from it.
    private func look(_ x: Int, _ y: Int) -> SIMD4<Float> {
        var look = color(x, y)
        let right = color(min(x + 1, picture.width - 1), y) - look, below = color(x, min(y + 1, picture.height - 1)) - look
        look.w = ((right * right + below * below).sum() / 2).squareRoot()
        return look
    }

    private func color(_ x: Int, _ y: Int) -> SIMD4<Float> {
        let index = 3 * (y * picture.width + x)
        return SIMD4(Float(picture.bytes[index]), Float(picture.bytes[index + 1]), Float(picture.bytes[index + 2]), 0)
    }
}
