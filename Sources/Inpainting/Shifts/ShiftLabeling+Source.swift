import Masks
import Pixels
import Workers

extension ShiftLabeling {
    /// From where in the photo the largest pieces are copied, as few of them as make up half of the hole; nil where nothing is copied.
    /// The texture is one of `part` that is `factor` times smaller.
    func mainSource(in part: Rectangle, factor: Int, isMirrored: Bool, _ work: Work) throws(Cancelled) -> Mask.Region? {
        var counts = [Int](repeating: 0, count: energy.shifts.count), rest = holePixels.count / 2
        for index in holePixels { counts[Int(labels[index])] += 1 }
        try work.check()
        var isMain = [Bool](repeating: false, count: counts.count)
        // Of equal ones the first, on any machine.
        for label in counts.indices.sorted(by: { (-counts[$0], $0) < (-counts[$1], $1) }) where rest > 0 {
            isMain[label] = true
            rest -= counts[label]
        }
        var copied = Mask(width: texture.width, height: texture.height)
        for index in holePixels where isMain[Int(labels[index])] {
            guard let source = energy.source(index, Int(labels[index])) else { continue }
            let (y, x) = source.quotientAndRemainder(dividingBy: texture.width), isRight = isMirrored && x >= texture.width / 2
            copied[isRight ? texture.width - 1 - x : x, y] = 255
        }
        guard let box = copied.boundingBox else { return nil }
        try work.check()
        var mask = Mask(width: box.width * factor, height: box.height * factor)
        for y in 0..<mask.height {
            for x in 0..<mask.width { mask.bytes[y * mask.width + x] = copied[box.x + x / factor, box.y + y / factor] }
        }
        return Mask.Region(
            bounds: Rectangle(x: part.x + box.x * factor, y: part.y + box.y * factor, width: mask.width, height: mask.height), mask: mask)
    }
}
