import Masks

/// A mirror right of a texture, so that offsets lead to what stands there left for right. Of a thing that is the same on both sides all of
/// one side leads to the other at one offset.
extension Texture {
    /// Twice as wide, the right half the left one mirrored, but without what is to be filled.
    var besideMirror: Texture {
        var result = Texture(width: 2 * width, height: height, all: .outside)
        for index in pixels.indices {
            let (y, x) = index.quotientAndRemainder(dividingBy: width), left = 2 * y * width + x
            result.pixels[left] = pixels[index]
            result.hole[left] = hole[index]
            guard hole[index] == .known else { continue }
            let right = 2 * y * width + 2 * width - 1 - x
            result.pixels[right] = pixels[index]
            result.hole[right] = .known
        }
        return result
    }

    /// Those of `offsets` that move all of the hole into the right half, and the same ways, mirrored, that lead clear of the hole in the left.
    func mirroring(_ offsets: [Offset], clearing: [Offset]) -> [Offset] {
        guard let hole = hole.bounds else { return offsets }
        let ways = clearing.map { Offset(x: width - 2 * hole.x - hole.width - $0.x, y: $0.y) }
        return offsets.filter { hole.x + $0.x >= width / 2 } + ways
    }
}
