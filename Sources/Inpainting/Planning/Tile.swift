import Masks
import Pixels
import Workers

/// What is filled at once: a region, a piece of a long and thin one, or all that is nowhere wide of a part of the photo.
///
/// A wire in one crop would be seen by the network at a fraction of its size, and its texture would be decided on blocks many
/// times as wide as the wire. Tiles overlap; over the overlap the one fades into the other, so that none of them shows.
///
/// On the set *wires*, detail gains 2.4 dB, and 2.5 dB low-passed, over one crop for each wire; it gains on all eight photographs
/// (Measurements.md, "Planning").
package struct Tile: Sendable {
    /// The pixels to fill, those of the overlaps among them.
    package let region: Mask.Region
    /// The number of the region that this is a piece of.
    let family: Int
    /// By how much the photo may be reduced for nothing here to be wide; nil where something is.
    let narrowScale: Int?
    private let cuts: [Cut]

    /// A line along which a region was cut in two.
    private struct Cut {
        let isVertical: Bool
        /// The first column or row of the second part.
        let position: Int
        let isSecond: Bool

        /// Whole columns or rows from the cut into this part; negative beyond it.
        func depth(_ x: Int, _ y: Int) -> Int {
            let coordinate = isVertical ? x : y
            return isSecond ? coordinate - position : position - 1 - coordinate
        }
    }

    /// Pixels by which a tile reaches over a cut.
    private static let overlap = 8

    /// What this tile counts for in the mixture at a pixel. Over all tiles of a region the sum is 1.
    private func weight(_ x: Int, _ y: Int) -> Float {
        cuts.reduce(1) { product, cut in
            let depth = Float(cut.depth(x, y)) + 0.5
            return product * min(1, max(0, 0.5 + depth / Float(2 * Self.overlap)))
        }
    }

    private func owns(_ x: Int, _ y: Int) -> Bool { cuts.allSatisfy { $0.depth(x, y) >= 0 } }
}

extension Tile {
    /// Whether what fills `count` pixels of `box` is long and thin: its longest side is more than so many times its mean width.
    fileprivate static func isSlim(_ box: Rectangle, _ count: Int) -> Bool {
        slimness * count < box.longestSide * box.longestSide
    }

    private static let slimness = 10
    /// Tiles of a region, and of all that is narrow, at most; what needs more of them gets larger ones.
    private static let countLimit = 128, narrowCountLimit = 4_096

    /// Cuts `region` into tiles of about `side` pixels: along its way where it is long and thin, and everywhere where it is narrow. Time
    /// is linear in the region's bounds.
    package static func tiles(
        _ region: Mask.Region, family: Int, narrowScale: Int? = nil, side: Int, _ work: Work
    ) throws(Cancelled) -> [Tile] {
        var side = side
        while true {
            var tiles: [Tile] = []
            let whole = Tile(region: region, family: family, narrowScale: narrowScale, cuts: [])
            if try whole.cut(region.bounds, side: side, into: &tiles, work) { return tiles }
            side *= 2
        }
    }

    /// By how much the photo is reduced for the region to be narrow; nil for others. At half their size specks lose 1.5 dB, and at a
    /// fourth of it wires 0.5 dB (Measurements.md, "Shifts and lines"); but wider wires are as good at a fourth of their size as in tiles
    /// that are filled like objects, in a tenth of the time (the set *cables*, "Planning").
    static func narrowScale(_ region: Mask.Region, photo: Rectangle) -> Int? {
        // With what is beside it: a straight wire fills its bounds.
        var area = region.bounds.inset(by: -1).intersection(photo)
        (area.x, area.y) = (area.x - region.bounds.x, area.y - region.bounds.y)
        let depth = region.mask.crop(area).depth(limit: 4 * Int(NarrowOffsets.largestDepth) + 1)
        return (region.isSlim ? [1, 2, 4] : [1]).first { depth <= NarrowOffsets.largestDepth * Float($0) }
    }

    /// Cuts what this tile has in `area` in two until it is compact or short; false where that takes too many tiles.
    private func cut(_ area: Rectangle, side: Int, into tiles: inout [Tile], _ work: Work) throws(Cancelled) -> Bool {
        try work.check()
        let (box, count) = Self.extent(region, in: area), isNarrow = narrowScale != nil
        if box.longestSide <= side - 2 * Self.overlap || !(isNarrow || Self.isSlim(box, count)) {
            tiles.append(Tile(region: Self.part(of: region, cuts), family: family, narrowScale: narrowScale, cuts: cuts))
            return tiles.count <= (isNarrow ? Self.narrowCountLimit : Self.countLimit)
        }
        let isVertical = box.width > box.height, length = side - 2 * Self.overlap, parts = (box.longestSide + length - 1) / length
        let position = (isVertical ? box.x : box.y) + box.longestSide * (parts / 2) / parts
        for isSecond in [false, true] {
            var half = box
            if isVertical {
                half = Rectangle(
                    x: isSecond ? position : box.x, y: box.y, width: isSecond ? box.right - position : position - box.x,
                    height: box.height)
            } else {
                half = Rectangle(
                    x: box.x, y: isSecond ? position : box.y, width: box.width,
                    height: isSecond ? box.bottom - position : position - box.y)
            }
            let cut = Cut(isVertical: isVertical, position: position, isSecond: isSecond)
            let part = Tile(region: region, family: family, narrowScale: narrowScale, cuts: cuts + [cut])
            guard try part.cut(half, side: side, into: &tiles, work) else { return false }
        }
        return true
    }

    /// What the region has in `area`, a part of the photo: its bounds, and how many pixels.
    private static func extent(_ region: Mask.Region, in area: Rectangle) -> (box: Rectangle, count: Int) {
        var (left, right, top, bottom, count) = (area.right, area.x, area.bottom, area.y, 0)
        region.mask.bytes.withUnsafeBufferPointer { bytes in
            for y in area.y..<area.bottom {
                let row = (y - region.bounds.y) * region.bounds.width - region.bounds.x
                for x in area.x..<area.right where bytes[row + x] != 0 {
                    left = min(left, x)
                    right = max(right, x + 1)
                    top = min(top, y)
                    bottom = y + 1
                    count += 1
                }
            }
        }
        return (Rectangle(x: left, y: top, width: right - left, height: bottom - top), count)
    }

    /// The pixels on this side of all cuts, and of the overlap beyond them.
    private static func part(of region: Mask.Region, _ cuts: [Cut]) -> Mask.Region {
        guard !cuts.isEmpty else { return region }
        var (left, right, top, bottom) = (region.bounds.x, region.bounds.right, region.bounds.y, region.bounds.bottom)
        for cut in cuts {
            switch (cut.isVertical, cut.isSecond) {
            case (true, true): left = max(left, cut.position - overlap)
            case (true, false): right = min(right, cut.position + overlap)
            case (false, true): top = max(top, cut.position - overlap)
            case (false, false): bottom = min(bottom, cut.position + overlap)
            }
        }
        let reach = Rectangle(x: left, y: top, width: right - left, height: bottom - top)
        let box = extent(region, in: reach).box
        let mask = region.mask.crop(
            Rectangle(x: box.x - region.bounds.x, y: box.y - region.bounds.y, width: box.width, height: box.height))
        return Mask.Region(bounds: box, mask: mask)
    }

    /// Each tile's own pixels, mixed with what its neighbors make of them near the cuts.
    package static func joined(_ patches: [Fill.Patch], of tiles: [Tile]) -> [Fill.Patch] {
        tiles.indices.map { number in
            let tile = tiles[number], patch = patches[number], bounds = tile.region.bounds
            if tile.cuts.isEmpty { return patch }
            let others = tiles.indices.filter {
                tiles[$0].family == tile.family && !tiles[$0].region.bounds.intersection(bounds).isEmpty
            }
            var raster = patch.raster, inside = patch.inside
            for y in bounds.y..<bounds.bottom {
                for x in bounds.x..<bounds.right where inside[x - bounds.x, y - bounds.y] != 0 {
                    if !tile.owns(x, y) {
                        inside[x - bounds.x, y - bounds.y] = 0
                    } else if tile.weight(x, y) < 1 {
                        for channel in 0..<raster.channels {
                            let mixture = others.reduce(Float(0.5)) { sum, other in
                                let weight = tiles[other].weight(x, y), patch = patches[other]
                                return weight > 0 ? sum + weight * Float(patch.raster[x - patch.x, y - patch.y, channel]) : sum
                            }
                            raster[x - bounds.x, y - bounds.y, channel] = Int(mixture)
                        }
                    }
                }
            }
            return Fill.Patch(x: patch.x, y: patch.y, raster: raster, inside: inside)
        }
    }
}

extension Mask.Region {
    var isSlim: Bool { Tile.isSlim(bounds, mask.bytes.count { $0 != 0 }) }
}
