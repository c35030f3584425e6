import Masks
import Pixels
import Testing

/// What counts as missed by a brush, and what is left.
@Suite struct IslandTests {
    /// Marks everywhere but for 10 pixels at the border.
    private static func marks(_ width: Int = 120, _ height: Int = 100) -> Mask {
        var mask = Mask(width: width, height: height)
        mask.drawRectangle(from: Point(x: 10, y: 10), to: Point(x: Double(width - 11), y: Double(height - 11)), value: 255)
        return mask
    }

    private static func erase(_ x: Int, _ y: Int, _ width: Int, _ height: Int, from mask: inout Mask) {
        for row in y..<y + height { for column in x..<x + width { mask[column, row] = 0 } }
    }

    private static func filled(_ mask: Mask) -> Mask {
        var result = mask
        for island in mask.islands() { result.formUnion(island) }
        return result
    }

    @Test func whatIsSmallAndEnclosedIsAnIsland() {
        var mask = Self.marks()
        Self.erase(50, 40, 7, 5, from: &mask)
        mask[52, 41] = 255
        #expect(mask.islands().map(\.bounds) == [Rectangle(x: 50, y: 40, width: 7, height: 5)])
        #expect(Self.filled(mask) == Self.marks())
        #expect(Self.filled(mask).islands().isEmpty && Mask(width: 5, height: 4).islands().isEmpty)
    }

    /// A hundredth of the marks' 8,000 pixels, less the spot's own, is 79.
    @Test(arguments: [(13, 6, true), (8, 10, false), (40, 30, false)]) func areaDecides(width: Int, height: Int, isIsland: Bool) {
        var mask = Self.marks()
        Self.erase(30, 40, width, height, from: &mask)
        #expect(mask.islands().isEmpty == !isIsland)
    }

    /// Where the marks are thinner on one side than the spot is wide, it is no brush that has missed it.
    @Test(arguments: [(5, true), (4, false)]) func thicknessDecides(beside: Int, isIsland: Bool) {
        var mask = Self.marks()
        Self.erase(10 + beside, 40, 5, 5, from: &mask)
        #expect(mask.islands().isEmpty == !isIsland)
    }

    /// An opening of a pixel's width, or a corner at the photo's border, lets it out; corners of marks that touch do not.
    @Test func whatIsOpenIsNone() {
        var open = Self.marks(), diagonal = Self.marks(), atBorder = Mask(width: 120, height: 100)
        Self.erase(50, 40, 5, 5, from: &open)
        Self.erase(52, 45, 1, 45, from: &open)
        #expect(open.islands().isEmpty)
        Self.erase(50, 40, 2, 2, from: &diagonal)
        for step in 0..<48 { diagonal[52 + step % 2, 42 + step] = 0 }
        #expect(diagonal.islands().map(\.bounds).contains(Rectangle(x: 50, y: 40, width: 2, height: 2)))
        atBorder.invert()
        Self.erase(0, 40, 5, 5, from: &atBorder)
        #expect(atBorder.islands().isEmpty)
    }

    /// Lines of `line` pixels with cells between them: each cell is far less than a hundredth of the marks.
    @Test(arguments: [(2, 20), (3, 3), (12, 10), (12, 4)]) func gridsAreLeft(line: Int, cell: Int) {
        var mask = Mask(width: 900, height: 800)
        mask.invert()
        for y in stride(from: line, to: 800 - cell - line, by: line + cell) {
            for x in stride(from: line, to: 900 - cell - line, by: line + cell) { Self.erase(x, y, cell, cell, from: &mask) }
        }
        #expect(mask.islands().isEmpty)
    }

    /// The inside of a ring is no island, but what is left out of its own stroke is; what marks inside of it miss is theirs.
    @Test func eachSetOfMarksHasItsOwn() {
        var mask = Mask(width: 200, height: 200)
        mask.drawEllipse(from: Point(x: 5, y: 5), to: Point(x: 195, y: 195), value: 255)
        mask.drawEllipse(from: Point(x: 45, y: 45), to: Point(x: 155, y: 155), value: 0)
        mask.drawRectangle(from: Point(x: 70, y: 70), to: Point(x: 129, y: 129), value: 255)
        let whole = mask
        Self.erase(100, 20, 4, 4, from: &mask)
        Self.erase(100, 100, 3, 3, from: &mask)
        // More than a hundredth of the inner marks, though less of the outer ones.
        Self.erase(80, 80, 7, 7, from: &mask)
        #expect(mask.islands().map(\.bounds) == [Rectangle(x: 100, y: 20, width: 4, height: 4), Rectangle(x: 100, y: 100, width: 3, height: 3)])
        var rest = whole
        Self.erase(80, 80, 7, 7, from: &rest)
        #expect(Self.filled(mask) == rest)
    }

    @Test func softMarksEnclose() {
        var mask = Self.marks()
        Self.erase(50, 40, 4, 4, from: &mask)
        mask = mask.feathered(by: 6)
        #expect(mask.islands().map(\.bounds) == [Rectangle(x: 50, y: 40, width: 4, height: 4)])
    }

    /// Of two marks with a spot each, the one of those that are connected with what lies in an area.
    @Test func whereIsTold() {
        var mask = Mask(width: 120, height: 220)
        for top in [10, 110] {
            mask.drawRectangle(from: Point(x: 10, y: Double(top)), to: Point(x: 109, y: Double(top + 89)), value: 255)
            Self.erase(50, top + 40, 4, 4, from: &mask)
        }
        #expect(mask.islands().count == 2 && mask.islands(around: Rectangle(x: 0, y: 0, width: 10, height: 220)).isEmpty)
        let lower = mask.islands(around: Rectangle(x: 0, y: 190, width: 30, height: 30))
        #expect(lower.map(\.bounds) == [Rectangle(x: 50, y: 150, width: 4, height: 4)])
    }

    @Test func whatIsKeptOrWasEnclosedBeforeIsNone() {
        var mask = Self.marks(), kept = Mask(width: 120, height: 100)
        Self.erase(50, 40, 4, 4, from: &mask)
        kept[53, 43] = 1
        #expect(mask.islands(except: kept).isEmpty && mask.islands(since: mask).isEmpty)
        var before = mask
        before[49, 41] = 0
        #expect(mask.islands(since: before).count == 1 && mask.islands(since: Self.marks()).isEmpty)
    }
}
