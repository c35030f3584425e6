import Masks
import Pixels
import Workers

extension Job {
    /// The region filled with the photo's own texture; guided by what `network` makes of it, where `trust` is told and good.
    func detail(
        _ tile: Tile, _ crop: Crop, _ trust: Trust?, _ work: Work, network: (Work) throws(Cancelled) -> Planes
    ) throws(Cancelled) -> Detail {
        var fill: NetworkFill?
        if let trust, trust.isWorthwhile {
            fill = NetworkFill(planes: try network(work.part(0...0.1)), crop: crop, trust: trust)
        }
        let found = try copied(tile, fill, work.part(0.1...0.88))
        // Textures are gone by now.
        let blending = work.part(0.88...1, "blending")
        blending.report(0)
        guard let map = found.map else {
            let planes = if let fill { fill.planes } else { try network(blending) }
            return (try patch(planes, of: crop, region: tile.region, blending), nil, [])
        }
        let blend = Blend(source: map, region: tile.region, mask: mask, photo: photo)
        return (try blend.patch(blending), found.source, found.lines)
    }

    /// From where each pixel of the region is copied, the place of most of it, and the lines followed; no map where next to nothing is
    /// known, and there is nothing to copy.
    private func copied(
        _ tile: Tile, _ fill: NetworkFill?, _ work: Work
    ) throws(Cancelled) -> (map: ShiftMap?, source: Mask.Region?, lines: [FoundLine]) {
        let plan = DetailPlan(tile, photo: photo.bounds, isMirrored: steering.approach == .mirrored)
        work.report(0)
        let textures = try textures(tile, plan, work)
        let expectation = Expectation(fill: fill, drawn: drawnLines(textures[textures.count - 1], plan), part: plan.part)
        var (labeling, lines, seen) = try smallest(tile, plan, textures, expectation, work.part(0...0.57))
        let found = seen.map { FoundLine(lines.segments[$0], of: plan.part, factor: plan.coarsest) }
        for level in textures.indices.dropLast().reversed() {
            try work.check()
            let factor = plan.finest << level, isSecond = factor >= plan.coarsest / 2
            let barriers = expectation.barriers(textures[level], factor: factor)
            lines = lines.doubled()
            let guide = try isSecond ? expectation.guide(textures[level], barriers, lines, factor: factor, work) : nil
            let contrast = isSecond && labeling.energy.lines != nil ? try LineContrast(lines, textures[level], barriers, work) : nil
            labeling = try refined(
                labeling, textures[level], guide, contrast, barriers, isSecond: isSecond,
                work.part(0.57...1).part(textures.count - 2 - level, of: textures.count - 1))
        }
        try labeling.mend(work)
        guard try labeling.hasSources(work) else { return (nil, nil, []) }
        let map = ShiftMap(
            photo: photo, mask: mask, labeling: labeling, part: plan.part, factor: plan.finest, isMirrored: plan.isMirrored)
        let source = try labeling.mainSource(in: plan.part, factor: plan.finest, isMirrored: plan.isMirrored, work)
        return (map, source, found)
    }

    /// What is copied from, from the largest to the smallest.
    private func textures(_ tile: Tile, _ plan: DetailPlan, _ work: Work) throws(Cancelled) -> [Texture] {
        // Narrow offsets are looked for at half the size.
        let multiple = plan.coarsest / plan.finest * (tile.narrowScale == nil ? 1 : 2)
        var textures = [try photo.texture(plan.part, mask: mask, factor: plan.finest, multiple: multiple, work)]
        if let keepOut = steering.keepOut { textures[0].exclude(keepOut.whole, from: plan.part, factor: plan.finest) }
        for fill in steering.avoided(isMirrored: plan.isMirrored).reversed() {
            textures[0].avoid(fill.sources, from: plan.part, factor: plan.finest)
        }
        if plan.isMirrored { textures[0] = textures[0].besideMirror }
        while plan.finest << (textures.count - 1) < plan.coarsest {
            textures.append(try textures[textures.count - 1].halved(work))
        }
        return textures
    }

    /// The lines that the fill of a tile could follow, those that were erased among them.
    func lines(_ tile: Tile, _ work: Work) throws(Cancelled) -> [FoundLine] {
        let plan = DetailPlan(tile, photo: photo.bounds), textures = try textures(tile, plan, work), texture = textures[textures.count - 1]
        let expectation = Expectation(fill: nil, drawn: drawnLines(texture, plan), part: plan.part)
        let lines = try ContinuedLines(texture, besides: expectation.segments(factor: plan.coarsest), work)
        let barriers = expectation.barriers(texture, factor: plan.coarsest)
        guard let contrast = try LineContrast(lines, texture, barriers, work) else { return [] }
        return contrast.lines.sorted().map { number in
            let line = FoundLine(lines.segments[number], of: plan.part, factor: plan.coarsest)
            return erased(line, plan) ?? line
        }
    }

    /// The labels of the smallest texture, the last one, and the lines that go on in it, with the indices of those that can be seen.
    private func smallest(
        _ tile: Tile, _ plan: DetailPlan, _ textures: [Texture], _ expectation: Expectation, _ work: Work
    ) throws(Cancelled) -> (ShiftLabeling, ContinuedLines, seen: [Int]) {
        let texture = textures[textures.count - 1]
        let barriers = expectation.barriers(texture, factor: plan.coarsest)
        if tile.narrowScale != nil, let offered = try NarrowOffsets(texture, work.part(0...0.5)) {
            let none = ContinuedLines(), guide = try expectation.guide(texture, barriers, none, factor: plan.coarsest, work)
            return (try ShiftLabeling(texture, offered, guide, work.part(0.5...1)), none, [])
        }
        var offsets = try OffsetStatistics(textures[max(0, textures.count - 2)]).peaks(30, iterations: 7, work.part(0...0.12))
        if textures.count > 1 { offsets = offsets.map { $0.divided(by: 2) } }
        offsets =
            try expectation.offsets(factor: plan.coarsest) + RimOffsets(texture).offsets(100, work)
            + plan.clearing(tile.region.bounds) + offsets
        if plan.isMirrored { offsets = texture.mirroring(offsets, clearing: plan.clearing(tile.region.bounds)) }
        // A mirror shows no plane as the scene has it.
        let planes = try plan.isMirrored ? [] : planes(textures, work)
        var shifts = try texture.reaching(unique(offsets).map { Shift($0) }, limit: 255, work)
        for (number, plane) in planes.enumerated() {
            let rectified = texture.rectified(plane)
            let offsets = try RimOffsets(rectified).offsets(60, work) + OffsetStatistics(rectified).peaks(40, iterations: 5, work.silent)
            shifts += unique(offsets).map { Shift($0, plane: number) }
        }
        work.report(0.24)
        let lines = try options.followsLines ? lines(texture, plan, expectation, work.part(0.24...0.34)) : ContinuedLines()
        work.report(0.34)
        let guide = try expectation.guide(texture, barriers, lines, factor: plan.coarsest, work)
        let kinds = try Kinds(texture, barriers, lines, work)
        let energy = SeamEnergy(texture: texture, shifts: shifts, planes: planes, guide: guide, kinds: kinds, barriers: barriers)
        let contrast = try LineContrast(lines, texture, barriers, work)
        return (try labeled(energy, lines, contrast, work.part(0.38...1)), lines, contrast?.lines.sorted() ?? [])
    }

    /// Lines that go on in the smallest texture besides those that are drawn, but those that were erased.
    private func lines(
        _ texture: Texture, _ plan: DetailPlan, _ expectation: Expectation, _ work: Work
    ) throws(Cancelled) -> ContinuedLines {
        try ContinuedLines(texture, besides: expectation.segments(factor: plan.coarsest), work).filter { segment in
            erased(FoundLine(segment, of: plan.part, factor: plan.coarsest), plan) == nil
        }
    }

    /// The line that was erased where this one is; nil where none was.
    private func erased(_ line: FoundLine, _ plan: DetailPlan) -> FoundLine? {
        steering.erasedLines.first { $0.isSame(as: line, within: 4 * Double(plan.coarsest)) }
    }

    /// Planes of the scene in pixels of the smallest texture, found in one that shows edges well.
    private func planes(_ textures: [Texture], _ work: Work) throws(Cancelled) -> [Plane] {
        let level = textures.firstIndex { $0.pixels.count <= Self.planesArea } ?? textures.count - 1, texture = textures[level]
        guard let hole = texture.hole.bounds else { return [] }
        let vanishing = VanishingPoints(try LineSegments(texture, work), width: texture.width, height: texture.height)
        let places = texture.hole.pixels.map { SIMD2(Float($0 % texture.width), Float($0 / texture.width)) }
        return vanishing.planes(at: places, side: Float(hole.longestSide)).map { plane in
            (level..<textures.count - 1).reduce(plane) { plane, _ in plane.halved }
        }
    }

    /// Pixels of the texture in which planes are looked for, at most.
    private static let planesArea = 400_000

    /// The labels that cost least or, where these break a line, those that know of lines.
    private func labeled(
        _ energy: SeamEnergy, _ lines: ContinuedLines, _ contrast: LineContrast?, _ work: Work
    ) throws(Cancelled) -> ShiftLabeling {
        let labeling = try ShiftLabeling(sweeping: energy, contrast == nil ? work : work.part(0...0.5))
        guard let contrast, labeling.breaks(contrast) else { return labeling }
        let shifts = unique(lines.offsets).map { Shift($0) }.filter { !energy.shifts.contains($0) } + energy.shifts
        let tied = SeamEnergy(
            texture: energy.texture, shifts: shifts, planes: energy.planes, guide: energy.guide, lines: contrast, kinds: energy.kinds,
            barriers: energy.barriers)
        return try ShiftLabeling(sweeping: tied, work.part(0.5...1))
    }

    /// What the user has drawn over the hole; nil where that is nothing.
    private func drawnLines(_ smallest: Texture, _ plan: DetailPlan) -> DrawnLines? {
        guard let edges = steering.edges else { return nil }
        // Strokes are drawn up to the marks, which have grown since.
        let reach = 2 * Float(options.growth(on: photo)) / Float(plan.coarsest) + 3
        let drawn = DrawnLines(edges, smallest, of: plan.part, factor: plan.coarsest, reach: reach)
        return drawn.isEmpty ? nil : drawn
    }

    private func unique(_ offsets: [Offset]) -> [Offset] {
        var seen: Set<Offset> = [Offset(x: 0, y: 0)]
        return offsets.filter { seen.insert($0).inserted }
    }

    /// How far seams move at the second smallest size, where all that labels cost still counts, and at larger ones.
    private static let (secondReach, reach) = (8, 2)
    /// Up to so many pixels, with so many labels, are all tried again at the second smallest size. Wires lose up to 4 dB, low-passed,
    /// where only their seams move; large holes look better for it (Measurements.md, "Shifts and lines").
    private static let (sweptPixels, sweptLabels) = (5_000, 255)

    /// The labeling of a texture of twice the size.
    private func refined(
        _ coarse: ShiftLabeling, _ texture: Texture, _ guide: Guide?, _ lines: LineContrast?, _ barriers: Barriers?, isSecond: Bool,
        _ work: Work
    ) throws(Cancelled) -> ShiftLabeling {
        let kinds = isSecond ? coarse.energy.kinds?.doubled(width: coarse.texture.width) : nil
        let energy = SeamEnergy(
            texture: texture, shifts: coarse.energy.shifts.map { Shift($0.offset * 2, plane: $0.plane) },
            planes: coarse.energy.planes.map { $0.enlarged(2) }, guide: guide, lines: lines, kinds: kinds, barriers: barriers)
        var labeling = try ShiftLabeling(energy, doubling: coarse, work)
        work.report(0.1)
        try labeling.refineOffsets(work)
        if isSecond && labeling.holePixels.count <= Self.sweptPixels && energy.shifts.count <= Self.sweptLabels {
            try labeling.sweep(work.part(0.2...1))
        } else {
            try labeling.refineSeams(reach: isSecond ? Self.secondReach : Self.reach, work.part(0.2...1))
        }
        labeling.dropUnused()
        return labeling
    }
}
