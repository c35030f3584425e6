import Masks
import Testing

@Suite struct HoleTests {
    /// 6 x 4: a hole of 2 x 1 at (2, 1), the last column beyond the picture.
    private let hole = Hole(
        width: 6, height: 4,
        kinds: (0..<24).map { index in
            index % 6 == 5 ? .outside : index == 8 || index == 9 ? .hole : .known
        })

    @Test func pixelsBoundsAndDepths() {
        #expect(hole.pixels == [8, 9])
        #expect(hole.bounds?.x == 2 && hole.bounds?.y == 1 && hole.bounds?.width == 2 && hole.bounds?.height == 1)
        #expect(hole.depths == (0..<24).map { $0 == 8 || $0 == 9 ? 1 : 0 })
        #expect(Hole(width: 3, height: 2, all: .known).bounds == nil)
    }

    @Test func neighborsDoNotWrapAround() {
        var sides: [Int] = []
        hole.forEachNeighbor(of: 6) { side, _ in sides.append(side) }
        #expect(sides == [1, 2, 3])
        #expect(hole.isAtRim(8) && hole.isBeside(.hole, 2) && !hole.isBeside(.hole, 0) && hole.isBeside(.outside, 4))
    }

    /// A hole wins over all, what is outside over what is known.
    @Test func halving() {
        #expect(hole.halved.kinds == [.known, .hole, .outside, .known, .known, .outside])
    }

    @Test func wholePatchesAreKnownThroughout() {
        let whole = hole.wholePatches(side: 2)
        for y in 0..<4 {
            for x in 0..<6 {
                let isWhole =
                    x + 1 < 6 && y + 1 < 4
                    && [(0, 0), (1, 0), (0, 1), (1, 1)].allSatisfy { hole[(y + $1) * 6 + x + $0] == .known }
                #expect(whole[y * 6 + x] == isWhole)
            }
        }
    }

    @Test func mirroringTwiceChangesNothing() {
        #expect(hole.mirrored.pixels == [8, 9])
        #expect(hole.mirrored[0] == .outside && hole.mirrored.mirrored == hole)
    }
}
