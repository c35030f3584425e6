import Masks
import Pixels

/// A picture with a hole, at one of the sizes that `PatchVoting` works at.
struct PatchPicture {
    let width, height: Int
    /// In 0...255, unused channels 0; those of the hole show its fill so far.
    var pixels: [SIMD4<UInt8>]
    let isHole: [Bool]

    private init(width: Int, height: Int, pixels: [SIMD4<UInt8>], isHole: [Bool]) {
        self.width = width
        self.height = height
        self.pixels = pixels
        self.isHole = isHole
    }

    /// `picture` as large as `mask`, which is not 0 in the hole.
    init(_ picture: Raster, mask: Mask) {
        let scale = 255 / Float(picture.largestSample)
        let pixels = (0..<picture.width * picture.height).map { index in
            var pixel = SIMD4<UInt8>.zero
            for channel in 0..<picture.channels {
                pixel[channel] = UInt8(scale * Float(picture[index % picture.width, index / picture.width, channel]) + 0.5)
            }
            return pixel
        }
        self.init(width: picture.width, height: picture.height, pixels: pixels, isHole: mask.bytes.map { $0 != 0 })
    }

    /// Half the size; a pixel is hole where any of the four below is.
    func halved() -> PatchPicture {
        let columns = width / 2, even = 2 * columns, rows = height / 2
        // A last column or row without a neighbor is left out.
        let pixels = even == width ? pixels : pixels.indices.filter { $0 % width < even }.map { self.pixels[$0] }
        let isHole = (0..<columns * rows).map { index in
            let first = index / columns * 2 * width + index % columns * 2
            return [first, first + 1, first + width, first + width + 1].contains { self.isHole[$0] }
        }
        return PatchPicture(width: columns, height: rows, pixels: pixels.halved(width: even), isHole: isHole)
    }

    /// After a Gaussian of sigma 2.
    func lowPassed() -> [SIMD4<Float>] {
        var result = pixels.map { SIMD4<Float>($0) }
        GaussianBlur(sigma: 2, edges: .repeated).apply(to: &result, width: width, height: height)
        return result
    }

    /// For each pixel the number of hole pixels in the square of `side` that starts there; nil where it does not lie inside.
    func holePixels(side: Int) -> [Int?] {
        // Sums over all above and to the left.
        var sums = [Int](repeating: 0, count: (width + 1) * (height + 1))
        for y in 0..<height {
            for x in 0..<width {
                let index = (y + 1) * (width + 1) + x + 1
                sums[index] = sums[index - 1] + sums[index - width - 1] - sums[index - width - 2] + (isHole[y * width + x] ? 1 : 0)
            }
        }
        return isHole.indices.map { index in
            let (y, x) = index.quotientAndRemainder(dividingBy: width)
            guard x + side <= width, y + side <= height else { return nil }
            let top = y * (width + 1) + x, bottom = (y + side) * (width + 1) + x
            return sums[bottom + side] - sums[bottom] - sums[top + side] + sums[top]
        }
    }
}
