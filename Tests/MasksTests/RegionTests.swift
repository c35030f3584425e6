import Masks
import Pixels
import Support
import Testing

@Suite struct RegionTests {
    @Test func theBoundingBoxHoldsEveryPixelAndNoMore() {
        var mask = Mask(width: 9, height: 7)
        #expect(mask.boundingBox == nil)
        mask[2, 5] = 255
        #expect(mask.boundingBox == Rectangle(x: 2, y: 5, width: 1, height: 1))
        mask[8, 1] = 1
        #expect(mask.boundingBox == Rectangle(x: 2, y: 1, width: 7, height: 5))
    }

    @Test func diagonalNeighborsAreOneRegion() {
        var mask = Mask(width: 8, height: 8)
        mask[1, 1] = 255
        mask[2, 2] = 255
        mask[6, 2] = 255
        let regions = mask.regions()
        #expect(
            regions.map(\.bounds) == [
                Rectangle(x: 1, y: 1, width: 2, height: 2), Rectangle(x: 6, y: 2, width: 1, height: 1),
            ])
        #expect(regions[0].mask.bytes == [255, 0, 0, 255])
    }

    @Test(arguments: 0..<7) func nearOnesAreJoinedAndFarOnesAreNot(phase: Int) {
        var mask = Mask(width: 60, height: 10)
        mask[phase, 4] = 255
        mask[phase + 7, 4] = 255
        mask[phase + 28, 4] = 255
        let bounds = mask.regions(joining: 7).map(\.bounds)
        #expect(bounds == [Rectangle(x: phase, y: 4, width: 8, height: 1), Rectangle(x: phase + 28, y: 4, width: 1, height: 1)])
    }

    @Test func regionsTogetherAreTheMask() {
        var mask = Mask(width: 37, height: 29), noise = Noise(seed: 5)
        for index in mask.bytes.indices where noise.next() >> 16 < 20 { mask.bytes[index] = 255 }
        var sum = Mask(width: 37, height: 29)
        for region in mask.regions(joining: 2) {
            #expect(region.mask.boundingBox == region.mask.bounds)
            for y in 0..<region.bounds.height {
                for x in 0..<region.bounds.width where region.mask[x, y] != 0 {
                    #expect(sum[x + region.bounds.x, y + region.bounds.y] == 0)
                    sum[x + region.bounds.x, y + region.bounds.y] = 255
                }
            }
        }
        #expect(sum == mask)
    }

    @Test func aCropReachesPastTheEdge() {
        var mask = Mask(width: 3, height: 3)
        mask[0, 0] = 7
        #expect(mask.crop(Rectangle(x: -1, y: -1, width: 2, height: 2)).bytes == [0, 0, 0, 7])
    }
}
