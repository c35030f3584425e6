import Masks
import Pixels
import RealModule

extension Mask {
    /// A square free-form mask, brush strokes and blobs, whose share of hole is in `ratio`.
    ///
    /// Strokes wander as in Yu et al., "Free-form image inpainting with gated convolution", ICCV 2019 (algorithm 1); blobs stand
    /// for objects. The share aimed at is uniform in `ratio`; a shape that would pass its upper bound is left out and the next one
    /// drawn smaller, down to a pixel: so it ends for every ratio that a whole number of pixels has.
    public static func freeForm(side: Int, ratio: HoleRatio, using generator: inout SeededGenerator) -> Mask {
        let pixels = Double(side * side) / 100
        let wanted = Int(generator.number(Double(ratio.lower), Double(ratio.upper)) * pixels) + 1
        let most = Int(Double(ratio.upper) * pixels)
        var mask = Mask(width: side, height: side), scale = 1.0
        while mask.holePixels < min(wanted, most) {
            var next = mask
            if generator.unit() < 0.6 {
                next.drawWandering(scale * Double(side), using: &generator)
            } else {
                next.drawBlob(scale * Double(side), using: &generator)
            }
            if next.holePixels <= most { mask = next } else { scale *= 0.8 }
        }
        return mask
    }

    /// A brush stroke of 2 to 9 pieces somewhere on the mask, for a side of `size`.
    private mutating func drawWandering(_ size: Double, using generator: inout SeededGenerator) {
        let diameter = size * generator.number(0.04, 0.15)
        var point = generator.point(width, height), angle = generator.number(0, 2 * .pi)
        for _ in 0..<Int(generator.number(2, 10)) {
            let length = size * generator.number(0.04, 0.16)
            angle += generator.number(-1, 1)
            let next = Point(x: point.x + length * Double.cos(angle), y: point.y + length * Double.sin(angle))
            drawStroke(from: point, to: next, diameter: diameter, value: 255)
            point = next
        }
    }

    /// A rounded shape whose radius varies slowly with the angle.
    private mutating func drawBlob(_ size: Double, using generator: inout SeededGenerator) {
        let center = generator.point(width, height), radius = size * generator.number(0.03, 0.2)
        let stretch = generator.number(0.5, 1), turn = generator.number(0, 2 * .pi)
        let waves = (1...4).map { (height: generator.number(-0.3, 0.3) / Double($0), phase: generator.number(0, 2 * .pi)) }
        let outline = (0..<64).map { index -> Point in
            let angle = 2 * .pi * Double(index) / 64
            let far = radius * waves.enumerated().reduce(1) { $0 + $1.element.height * Double.cos(Double($1.offset + 1) * angle + $1.element.phase) }
            let x = far * Double.cos(angle), y = far * stretch * Double.sin(angle)
            return Point(x: center.x + x * Double.cos(turn) - y * Double.sin(turn), y: center.y + x * Double.sin(turn) + y * Double.cos(turn))
        }
        drawPolygon(outline, value: 255)
    }
}

extension SeededGenerator {
    fileprivate mutating func point(_ width: Int, _ height: Int) -> Point {
        Point(x: number(0, Double(width)), y: number(0, Double(height)))
    }
}
