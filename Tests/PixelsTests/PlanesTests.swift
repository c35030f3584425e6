import Pixels
import Testing

@Suite struct PlanesTests {
    /// Two channels of three columns and two rows.
    private let planes = Planes(width: 3, height: 2, channels: 2, values: (0..<12).map(Float.init))

    @Test func valuesLieByChannelThenRow() {
        #expect(planes[2, 1, 0] == 5 && planes[0, 0, 1] == 6 && planes[2, 1, 1] == 11)
        #expect(planes[4] == SIMD4(4, 10, 0, 0))
        #expect(Array(planes[channel: 1]) == [6, 7, 8, 9, 10, 11])
        var changed = planes
        changed[1, 0, 1] = -1
        #expect(changed.values[7] == -1)
    }

    @Test func mirroringTurnsEveryRow() {
        #expect(planes.mirrored.values == [2, 1, 0, 5, 4, 3, 8, 7, 6, 11, 10, 9])
        #expect(planes.mirrored.mirrored == planes)
    }

    @Test func aMixIsTheMean() {
        #expect(planes.mixed(with: planes.mirrored).values == [1, 1, 1, 4, 4, 4, 7, 7, 7, 10, 10, 10])
    }

    @Test func aBlurKeepsChannelsApart() {
        var lit = Planes(width: 9, height: 9, channels: 2)
        lit[4, 4, 1] = 1
        let blurred = lit.blurred(GaussianBlur(sigma: 1))
        #expect(blurred[channel: 0].allSatisfy { $0 == 0 })
        #expect(abs(blurred[channel: 1].reduce(0, +) - 1) < 1e-5 && blurred[4, 4, 1] < 0.2 && blurred[3, 4, 1] == blurred[4, 5, 1])
    }
}
