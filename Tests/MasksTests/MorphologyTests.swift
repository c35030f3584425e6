import Masks
import Support
import Testing

/// A mask with some dots, the same for the same seed.
private func dots(_ width: Int, _ height: Int, every step: UInt32, seed: UInt32) -> Mask {
    var mask = Mask(width: width, height: height), noise = Noise(seed: seed)
    for index in mask.bytes.indices where noise.next() % step == 0 { mask.bytes[index] = 255 }
    return mask
}

/// By definition: tries every pair of pixels.
private func squaredDistance(_ mask: Mask, _ x: Int, _ y: Int, masked: Bool) -> Int {
    var best = Int.max
    for row in 0..<mask.height {
        for column in 0..<mask.width where (mask[column, row] != 0) == masked {
            best = min(best, (column - x) * (column - x) + (row - y) * (row - y))
        }
    }
    return best
}

@Suite struct MorphologyTests {
    @Test(arguments: [1, 2, 3, 7, 40]) func growingAndShrinkingKeepToTheDistance(radius: Int) {
        for (seed, size) in [(1, (23, 17)), (2, (1, 9)), (3, (31, 1)), (4, (16, 16))] as [(UInt32, (Int, Int))] {
            let mask = dots(size.0, size.1, every: radius < 4 ? 12 : 150, seed: seed)
            let grown = mask.grown(by: radius)
            var inverse = mask
            for index in inverse.bytes.indices { inverse.bytes[index] = mask.bytes[index] == 0 ? 255 : 0 }
            let shrunk = inverse.shrunk(by: radius)
            for y in 0..<mask.height {
                for x in 0..<mask.width {
                    let isNear = squaredDistance(mask, x, y, masked: true) <= radius * radius
                    #expect((grown[x, y] != 0) == isNear)
                    #expect((shrunk[x, y] == 0) == isNear)
                }
            }
        }
    }

    @Test func depthsAreDistancesToTheOutside() {
        var mask = Mask(width: 20, height: 14)
        for y in 2..<14 { for x in 3..<17 { mask[x, y] = 255 } }
        mask[9, 7] = 0
        let depths = mask.depths(limit: 30)
        for y in 0..<mask.height {
            for x in 0..<mask.width {
                let truth = Float(squaredDistance(mask, x, y, masked: false)).squareRoot()
                // Both are the root of the same whole number.
                #expect(depths[y * mask.width + x] == truth)
            }
        }
    }

    /// Masks of more than one block, of which some are all inside and some all outside.
    @Test(arguments: [1, 5, 40, 90]) func theDepthIsTheLargestOfDepths(limit: Int) {
        var mask = Mask(width: 500, height: 300)
        #expect(mask.depth(limit: limit) == 0)
        let steps: [((Int, Int, Int, Int), UInt8)] = [
            ((3, 5, 2, 200), 255), ((100, 0, 70, 300), 255), ((140, 30, 1, 1), 0), ((0, 0, 500, 300), 255),
        ]
        for (area, value) in steps {
            for y in area.1..<area.1 + area.3 { for x in area.0..<area.0 + area.2 { mask[x, y] = value } }
            #expect(mask.depth(limit: limit) == mask.depths(limit: limit).max())
        }
    }

    /// Larger than the blocks in which a mask is gone through, with parts far inside and far outside of it.
    @Test(arguments: [1, 5, 31, 40, 90]) func largeMasksKeepToTheDistanceToo(radius: Int) {
        var mask = Mask(width: 420, height: 310)
        for y in 60..<310 { for x in 0..<250 { mask[x, y] = 255 } }
        for y in 150..<153 { for x in 100..<103 { mask[x, y] = 0 } }
        mask[400, 20] = 255
        var inverse = mask
        inverse.invert()
        let inside = mask.depths(limit: radius + 1), outside = inverse.depths(limit: radius + 1)
        let grown = mask.grown(by: radius), shrunk = mask.shrunk(by: radius), soft = mask.feathered(by: radius)
        #expect(mask.bytes.indices.allSatisfy { (grown.bytes[$0] != 0) == (outside[$0] <= Float(radius)) })
        #expect(mask.bytes.indices.allSatisfy { (shrunk.bytes[$0] != 0) == (inside[$0] > Float(radius)) })
        #expect(
            mask.bytes.indices.allSatisfy { index in
                let share = min(1, inside[index] / Float(radius + 1))
                return soft.bytes[index] == (inside[index] == 0 ? 0 : UInt8(max(1, (255 * share).rounded())))
            })
    }

    @Test func theFeatherRisesInsideOnly() {
        var mask = Mask(width: 24, height: 24)
        for y in 4..<20 { for x in 4..<20 { mask[x, y] = 255 } }
        let soft = mask.feathered(by: 3)
        #expect(soft[3, 10] == 0)
        #expect((4..<8).map { soft[$0, 12] } == [64, 128, 191, 255])
        #expect(soft[12, 12] == 255)
    }

    @Test func anObjectAtTheFrameKeepsItsCut() {
        let mask = Mask(width: 6, height: 5, bytes: [UInt8](repeating: 255, count: 30))
        #expect(mask.shrunk(by: 2) == mask)
        #expect(Mask(width: 6, height: 5).grown(by: 2) == Mask(width: 6, height: 5))
    }
}
