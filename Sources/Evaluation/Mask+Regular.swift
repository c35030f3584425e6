import Masks

extension Mask {
    /// The regular mask of the paper's table I: in a square the square of half the side in its middle.
    public static func regular(side: Int) -> Mask {
        var mask = Mask(width: side, height: side)
        for y in side / 4..<side / 4 + side / 2 {
            for x in side / 4..<side / 4 + side / 2 { mask[x, y] = 255 }
        }
        return mask
    }
}
