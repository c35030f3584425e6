import Inpainting
import Masks
import Pixels
import Synchronization
import Testing

@Suite struct FillTests {
    @Test(
        arguments: [
            (Raster.Model.gray, .uint8), (.grayAlpha, .uint16), (.rgb, .uint8), (.rgb, .uint16), (.rgba, .uint8), (.cmyk, .uint8),
        ] as [(Raster.Model, Raster.SampleType)]) func onlyTheGrownMaskChanges(model: Raster.Model, sampleType: Raster.SampleType) throws
    {
        let photo = Support.picture(180, 150, model, sampleType: sampleType)
        let mask = Support.disk(180, 150, x: 80, y: 60, radius: 14)
        let fills = try Support.inpainter().fill(photo, mask: mask, options: FillOptions(grow: 3))
        #expect(fills.map(\.stage) == FillStage.allCases)
        let grown = mask.grown(by: 3)
        for fill in fills {
            var result = photo
            fill.apply(to: &result)
            for y in 0..<photo.height {
                for x in 0..<photo.width where grown[x, y] == 0 {
                    for channel in 0..<photo.channels { #expect(result[x, y, channel] == photo[x, y, channel]) }
                }
            }
            #expect(result != photo)
        }
    }

    @Test func whatTheMaskHidesIsNotRead() throws {
        let photo = Support.picture(200, 170, .rgb)
        let mask = Support.disk(200, 170, x: 30, y: 100, radius: 22)
        var blanked = photo
        for index in mask.bytes.indices where mask.bytes[index] != 0 {
            for channel in 0..<3 { blanked.bytes[index * 3 + channel] = 255 }
        }
        let options = FillOptions(grow: 0)
        let fills = try Support.inpainter().fill(photo, mask: mask, options: options)
        let others = try Support.inpainter().fill(blanked, mask: mask, options: options)
        for (fill, other) in zip(fills, others) { #expect(fill.patches.map(\.raster) == other.patches.map(\.raster)) }
    }

    @Test func threadsDoNotMatter() throws {
        let photo = Support.picture(260, 230, .rgb)
        var mask = Support.disk(260, 230, x: 70, y: 80, radius: 30)
        Support.add(255, 200, 25, to: &mask)
        let one = try Support.inpainter(threads: 1).fill(photo, mask: mask)
        let three = try Support.inpainter(threads: 3).fill(photo, mask: mask)
        for (fill, other) in zip(one, three) { #expect(fill.patches.map(\.raster) == other.patches.map(\.raster)) }
    }

    @Test func aPlainSurfaceStaysPlain() throws {
        var photo = Raster(width: 160, height: 140, model: .rgb)
        for index in stride(from: 0, to: photo.bytes.count, by: 3) {
            photo.bytes.replaceSubrange(index..<index + 3, with: [180, 120, 60])
        }
        let fills = try Support.inpainter().fill(photo, mask: Support.disk(160, 140, x: 80, y: 70, radius: 20))
        var result = photo
        fills.last!.apply(to: &result)
        // A step of more than two samples of 255 could be seen as an edge on a plain surface.
        for index in photo.bytes.indices { #expect(abs(Int(result.bytes[index]) - Int(photo.bytes[index])) <= 2) }
    }

    @Test(arguments: [1, 3]) func eventsComeInOrderAndProgressOnlyRises(threads: Int) throws {
        let photo = Support.picture(300, 200, .rgb)
        var mask = Support.disk(300, 200, x: 60, y: 60, radius: 12)
        Support.add(220, 120, 16, to: &mask)
        let seen = Mutex((stages: [FillStage](), last: 0.0))
        let fills = try Support.inpainter(threads: threads).fill(photo, mask: mask) { event in
            seen.withLock { seen in
                switch event {
                case .stage(let fill):
                    seen.stages.append(fill.stage)
                    #expect(fill.patches.count == 2)
                case .progress(let share, _):
                    #expect(share >= seen.last && share <= 1)
                    seen.last = share
                }
            }
        }
        let (stages, last) = seen.withLock { $0 }
        #expect(stages == FillStage.allCases)
        #expect(fills.map(\.stage) == stages)
        #expect(last == 1)
    }

    @Test func stagesAfterTheWantedOneAreNotMade() throws {
        let photo = Support.picture(150, 150, .rgb), mask = Support.disk(150, 150, x: 75, y: 75, radius: 9)
        let fills = try Support.inpainter().fill(photo, mask: mask, options: FillOptions(through: .first))
        #expect(fills.map(\.stage) == [.coarse, .first])
        #expect(try Support.inpainter().fill(photo, mask: Mask(width: 150, height: 150)).isEmpty)
    }

    /// Nothing to fill from would make black of it, and a hole of alpha.
    @Test func aPhotoThatIsAllHoleIsLeftAlone() throws {
        let photo = Support.picture(40, 30, .rgb)
        var mask = Mask(width: 40, height: 30, bytes: [UInt8](repeating: 255, count: 1_200))
        #expect(try Support.inpainter().fill(photo, mask: mask).isEmpty)
        mask[0, 0] = 0
        #expect(try Support.inpainter().fill(photo, mask: mask, options: FillOptions(grow: 1)).isEmpty)
        #expect(try Support.inpainter().fill(photo, mask: mask, options: FillOptions(grow: 0)).count == 4)
    }

    @Test func aSliverIsFilled() throws {
        let sliver = Support.picture(1, 300, .rgb)
        #expect(try Support.inpainter().fill(sliver, mask: Support.disk(1, 300, x: 0, y: 50, radius: 20)).count == 4)
    }
}
