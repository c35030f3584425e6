import Masks
import Pixels
import Testing

@Suite struct DrawingTests {
    /// Between events that lie far apart there is a line, however thin the brush.
    @Test func strokesHaveNoGaps() {
        var mask = Mask(width: 60, height: 40)
        mask.drawStroke(from: Point(x: 2.5, y: 3.5), to: Point(x: 55.5, y: 31.5), diameter: 1, value: 255)
        for x in 2...55 { #expect((0..<40).contains { mask[x, $0] != 0 }, "column \(x)") }
    }

    /// Far outside, at no place at all, and from one side to the other: only pixels of the mask are marked, and only where the shape is.
    @Test func shapesStayOnTheMask() {
        var mask = Mask(width: 10, height: 10)
        let nothing = Rectangle(x: 0, y: 0, width: 0, height: 0)
        for place in [Point(x: -1e9, y: 5), Point(x: 1e9, y: 1e9), Point(x: .nan, y: 3), Point(x: .infinity, y: 0), Point(x: 14, y: 5)] {
            let changes = [
                mask.drawStroke(from: place, to: place, diameter: 4, value: 255), mask.drawRectangle(from: place, to: place, value: 255),
                mask.drawEllipse(from: place, to: place, value: 255), mask.drawPolygon([place, place], value: 255),
            ]
            #expect(changes.allSatisfy { $0.isEmpty } && mask == Mask(width: 10, height: 10), "\(place)")
        }
        let changed = mask.drawStroke(from: Point(x: -500, y: 5.5), to: Point(x: 500, y: 5.5), diameter: 1, value: 255)
        #expect(changed.union(mask.bounds) == mask.bounds && changed != nothing)
        #expect(mask.bytes.indices.allSatisfy { (mask.bytes[$0] == 255) == ($0 / 10 == 5) })
        mask.drawRectangle(from: Point(x: -5, y: -5), to: Point(x: 100, y: 1.5), value: 255)
        #expect(mask.bytes.count { $0 == 255 } == 30)
    }

    /// A disc's area is pi r squared; whole pixels are off by at most their border.
    @Test func discHasItsArea() {
        var mask = Mask(width: 200, height: 200)
        let changed = mask.drawStroke(from: Point(x: 100, y: 100), to: Point(x: 100, y: 100), diameter: 120, value: 255)
        let area = Double(mask.bytes.filter { $0 != 0 }.count)
        #expect(abs(area - 3.141_59 * 3_600) < 2 * 3.141_59 * 60)
        #expect(changed == Rectangle(x: 40, y: 40, width: 120, height: 120))
    }

    @Test func polygonFollowsTheEvenOddRule() {
        var mask = Mask(width: 20, height: 20)
        mask.drawPolygon([Point(x: 2, y: 2), Point(x: 12, y: 2), Point(x: 12, y: 12), Point(x: 2, y: 12)], value: 255)
        #expect(mask.bytes.filter { $0 != 0 }.count == 100)
        #expect(mask[2, 2] == 255 && mask[11, 11] == 255 && mask[12, 11] == 0)
    }

    @Test func floodStopsAtAnotherColor() {
        var picture = Raster(width: 20, height: 20, model: .rgb)
        for y in 0..<20 { for channel in 0..<3 { picture[9, y, channel] = 200 } }
        var mask = Mask(width: 20, height: 20)
        let changed = mask.flood(x: 3, y: 3, on: picture, tolerance: 10, value: 255)
        #expect(changed == Rectangle(x: 0, y: 0, width: 9, height: 20))
        #expect(mask.bytes.filter { $0 != 0 }.count == 180)
    }
}
