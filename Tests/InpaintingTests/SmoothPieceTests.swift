import Inpainting
import Masks
import Pixels
import Support
import Synchronization
import Testing
import Workers

/// Holes whose surroundings are flat or even noise all around.
@Suite struct SmoothPieceTests {
    private static let width = 320, height = 240
    /// Between rows of what looks like text.
    private static let hole = Rectangle(x: 120, y: 96, width: 90, height: 34)

    private static var mask: Mask {
        var mask = Mask(width: width, height: height)
        for y in hole.y..<hole.bottom { for x in hole.x..<hole.right { mask[x, y] = 255 } }
        return mask
    }

    /// Rows of short strokes on paper, 16 pixels apart, left out around the hole.
    private static func page(_ sampleType: Raster.SampleType) -> Raster {
        var page = Raster(width: width, height: height, model: .rgb, sampleType: sampleType), noise = Noise(seed: 3), stroke: UInt32 = 0
        let ground = page.largestSample * 97 / 100, clear = hole.inset(by: -8)
        for y in 0..<height {
            for x in 0..<width {
                if x % 3 == 0 { stroke = noise.next() }
                let isInk = y % 16 < 9 && x > 12 && x < width - 12 && stroke >> 22 != 0
                let isClear = clear.x <= x && x < clear.right && clear.y <= y && y < clear.bottom
                for channel in 0..<3 { page[x, y, channel] = isInk && !isClear ? page.largestSample / 10 : ground }
            }
        }
        return page
    }

    @Test(arguments: [Raster.SampleType.uint8, .uint16]) func noTextComesOntoEmptyPaper(sampleType: Raster.SampleType) throws {
        let page = Self.page(sampleType)
        var result = page
        try Support.inpainter().fill(page, mask: Self.mask, options: FillOptions(grow: 0)).last!.apply(to: &result)
        let ground = page[Self.hole.x - 2, Self.hole.y, 0], bound = 2 * page.largestSample / 255
        for y in Self.hole.y..<Self.hole.bottom {
            for x in Self.hole.x..<Self.hole.right { #expect(abs(result[x, y, 1] - ground) <= bound) }
        }
    }

    /// A bright panel with faint grain, lighter in the middle, in a dark frame: nowhere beside the hole is there room for another.
    private static func panel(grain: Double) -> Raster {
        var panel = Raster(width: width, height: height, model: .rgb, sampleType: .uint8), noise = Noise(seed: 5)
        let inner = hole.inset(by: -42)
        for y in 0..<height {
            for x in 0..<width {
                let across = Double(x - width / 2) / 100, down = Double(y - height / 2) / 100
                let isInner = inner.x <= x && x < inner.right && inner.y <= y && y < inner.bottom
                let light = isInner ? 190 - 30 * across * across - 20 * down * down : 30
                for channel in 0..<3 { panel[x, y, channel] = Int((light + grain * (2 * noise.unit() - 1)).rounded()) }
            }
        }
        return panel
    }

    private static func filled(_ photo: Raster) throws -> Raster {
        var result = photo
        try Support.inpainter().fill(photo, mask: mask, options: FillOptions(grow: 0)).last!.apply(to: &result)
        return result
    }

    /// Where no stage before the last is shown, the network is not asked at all.
    @Test func previewsMakeNoDifference() throws {
        let panel = Self.panel(grain: 2)
        var options = FillOptions(grow: 0), result = panel
        options.previews = []
        let fills = try Support.inpainter().fill(panel, mask: Self.mask, options: options)
        fills.last!.apply(to: &result)
        #expect(try fills.count == 1 && result == Self.filled(panel))
    }

    @Test func shadingGoesOnAsItCurves() throws {
        let panel = Self.panel(grain: 0), result = try Self.filled(panel)
        for y in Self.hole.y..<Self.hole.bottom {
            for x in Self.hole.x..<Self.hole.right { #expect(abs(result[x, y, 0] - panel[x, y, 0]) <= 2) }
        }
    }

    /// Neither flat nor coarser than around it, which is seen on the smoothest of places.
    @Test func faintGrainGoesOn() throws {
        let panel = Self.panel(grain: 3), result = try Self.filled(panel)
        func roughness(_ photo: Raster) -> Double {
            var sum = 0.0
            for y in Self.hole.y..<Self.hole.bottom {
                for x in Self.hole.x..<Self.hole.right - 1 {
                    let difference = Double(photo[x + 1, y, 1] - photo[x, y, 1])
                    sum += difference * difference
                }
            }
            return sum
        }
        #expect((0.7...1.4).contains(roughness(result) / roughness(panel)))
    }

    @Test func previewsThatNobodyWantsAreNotMade() throws {
        let page = Self.page(.uint8)
        var options = FillOptions(grow: 0)
        let all = try Support.inpainter().fill(page, mask: Self.mask, options: options)
        options.previews = [.first]
        let some = try Support.inpainter().fill(page, mask: Self.mask, options: options)
        #expect(all.map(\.stage) == [.coarse, .first, .final, .detail] && some.map(\.stage) == [.first, .detail])
        #expect(some.last!.patches.map(\.raster) == all.last!.patches.map(\.raster))
    }

    /// What the network makes first is told before it goes on: who gives the fill up then sees nothing more.
    @Test func stagesAreToldAsTheyCome() throws {
        let page = Self.page(.uint8), cancellation = Cancellation(), told = Mutex<[FillStage]>([])
        #expect(throws: Cancelled.self) {
            try Support.inpainter().fill(page, mask: Self.mask, options: FillOptions(grow: 0), cancellation: cancellation) { event in
                guard case .stage(let fill) = event else { return }
                told.withLock { $0.append(fill.stage) }
                cancellation.cancel()
            }
        }
        #expect(told.withLock { $0 } == [.coarse])
    }
}
