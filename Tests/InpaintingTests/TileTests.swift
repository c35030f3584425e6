import Inpainting
import Masks
import Pixels
import Testing
import Workers

@Suite struct TileTests {
    /// A wire from corner to corner, and one across it.
    private static func wires(_ width: Int, _ height: Int, thickness: Int) -> Mask {
        var mask = Mask(width: width, height: height)
        for x in 0..<width {
            for y in 0..<thickness {
                mask[x, min(height - 1, x * (height - thickness) / width + y)] = 255
                if x < height { mask[width / 2 + y, x] = 255 }
            }
        }
        return mask
    }

    @Test func wiresAreFilledInSmallTilesThatCoverThemOnce() throws {
        let photo = Support.picture(700, 500, .rgb), mask = Self.wires(700, 500, thickness: 3)
        let fills = try Support.inpainter().fill(photo, mask: mask, options: FillOptions(grow: 1))
        #expect(fills.map(\.stage) == FillStage.allCases)
        for fill in fills {
            #expect(fill.coverage(width: 700, height: 500) == mask.grown(by: 1))
            #expect(fill.patches.reduce(0) { $0 + $1.inside.bytes.count { $0 != 0 } } == mask.grown(by: 1).bytes.count { $0 != 0 })
            // No more than the network sees at once.
            for patch in fill.patches { #expect(max(patch.raster.width, patch.raster.height) <= Support.network.workingSize) }
        }
    }

    @Test func tilesDoNotShowOnAPlainSurface() throws {
        var photo = Raster(width: 600, height: 400, model: .rgb)
        for index in photo.bytes.indices { photo.bytes[index] = [180, 120, 60][index % 3] }
        var result = photo
        try Support.inpainter().fill(photo, mask: Self.wires(600, 400, thickness: 4)).last!.apply(to: &result)
        // As for a compact hole: a larger step could be seen as an edge.
        let largest = photo.bytes.indices.reduce(0) { max($0, abs(Int(result.bytes[$1]) - Int(photo.bytes[$1]))) }
        #expect(largest <= 2)
    }

    /// Tiles that come out light and dark in turn fade into each other around each cut.
    @Test func oneTileFadesIntoTheNext() throws {
        var mask = Mask(width: 600, height: 40)
        for x in 0..<600 { for y in 18..<21 { mask[x, y] = 255 } }
        let tiles = try Tile.tiles(mask.regions()[0], family: 0, side: 128, Work(on: .caller))
        #expect(tiles.count >= 4)
        let patches = tiles.map { tile in
            let bounds = tile.region.bounds, value: UInt8 = bounds.x / 64 % 2 == 0 ? 60 : 188
            let bytes = [UInt8](repeating: value, count: bounds.width * bounds.height)
            return Fill.Patch(
                x: bounds.x, y: bounds.y, raster: Raster(width: bounds.width, height: bounds.height, model: .gray, bytes: bytes),
                inside: tile.region.mask)
        }
        #expect(Set(patches.map { $0.raster.bytes[0] }).count == 2)
        let fill = Fill(stage: .detail, patches: Tile.joined(patches, of: tiles))
        #expect(fill.coverage(width: 600, height: 40) == mask)
        var result = Raster(width: 600, height: 40, model: .gray)
        fill.apply(to: &result)
        for y in 18..<21 {
            // The 128 levels between two tiles take 16 pixels, 8 on either side of the cut.
            for x in 0..<599 { #expect(abs(result[x + 1, y, 0] - result[x, y, 0]) <= 9) }
            #expect(result[0, y, 0] == 60 && Set((0..<600).map { result[$0, y, 0] }).isSuperset(of: [60, 188]))
        }
    }

    @Test func threadsDoNotMatterToTiles() throws {
        let photo = Support.picture(500, 360, .rgb), mask = Self.wires(500, 360, thickness: 2)
        let one = try Support.inpainter(threads: 1).fill(photo, mask: mask)
        let three = try Support.inpainter(threads: 3).fill(photo, mask: mask)
        for (fill, other) in zip(one, three) { #expect(fill.patches.map(\.raster) == other.patches.map(\.raster)) }
    }

    @Test func aCompactRegionIsOneTile() throws {
        let photo = Support.picture(500, 400, .rgb)
        let fills = try Support.inpainter().fill(
            photo, mask: Support.disk(500, 400, x: 250, y: 200, radius: 90), options: FillOptions(through: .coarse))
        #expect(fills.map(\.patches.count) == [1])
    }

    /// What is far from a region has no say in its fill: each that is not narrow has a crop of its own.
    @Test func farRegionsAreFilledAsIfAlone() throws {
        let photo = Support.picture(1_000, 700, .rgb)
        let places = [(60, 60), (930, 80), (500, 640)]
        var mask = Mask(width: 1_000, height: 700)
        for (x, y) in places { Support.add(x, y, 15, to: &mask) }
        let together = try Support.inpainter().fill(photo, mask: mask)
        #expect(together.map(\.patches.count) == [3, 3, 3, 3])
        for (x, y) in places {
            let alone = try Support.inpainter().fill(photo, mask: Support.disk(1_000, 700, x: x, y: y, radius: 15))
            for (fill, others) in zip(alone, together) {
                let same = others.patches.first { $0.x == fill.patches[0].x && $0.y == fill.patches[0].y }
                #expect(same?.raster == fill.patches[0].raster)
            }
        }
    }
}
