import Pixels
import Testing

@Suite struct RectangleTests {
    private let square = Rectangle(x: 2, y: 3, width: 4, height: 4)

    @Test func intersectionIsWhatBothCover() {
        #expect(square.intersection(Rectangle(x: 4, y: 0, width: 9, height: 5)) == Rectangle(x: 4, y: 3, width: 2, height: 2))
        #expect(square.intersection(Rectangle(x: 6, y: 3, width: 1, height: 1)).isEmpty)
        #expect(square.intersection(Rectangle(x: 50, y: 50, width: 1, height: 1)).isEmpty)
    }

    @Test func unionHoldsBothAndNothingCountsForNothing() {
        #expect(square.union(Rectangle(x: 0, y: 6, width: 1, height: 3)) == Rectangle(x: 0, y: 3, width: 6, height: 6))
        let nothing = Rectangle(x: -9, y: -9, width: 0, height: 5)
        #expect(square.union(nothing) == square && nothing.union(square) == square)
    }

    @Test func insetMovesEverySide() {
        #expect(square.inset(by: 1) == Rectangle(x: 3, y: 4, width: 2, height: 2))
        #expect(square.inset(by: -2).inset(by: 2) == square)
        #expect(square.inset(by: 2).isEmpty)
    }
}
