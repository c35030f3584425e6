import Masks
import Pixels
import Workers

extension Job {
    /// The region filled with the photo's own texture; guided by what the network made of it, where `trust` is told and good.
    func detail(
        _ region: Mask.Region, network: Planes, _ crop: Crop, _ trust: Trust?, progress: (Double, String) -> Void
    ) throws(Cancelled) -> Fill.Patch {
        let plan = DetailPlan(region: region.bounds, isSlim: region.isSlim, photo: photo.bounds)
        progress(0, "texture")
        var textures = [try photo.texture(
            plan.part, mask: mask, factor: plan.finest, multiple: plan.coarsest / plan.finest, on: pool, cancellation)]
        while plan.finest << (textures.count - 1) < plan.coarsest {
            textures.append(try textures[textures.count - 1].halved(cancellation))
        }
        let guidance = trust.flatMap { $0.isWorthwhile ? Guidance(plan: plan, network: network, crop: crop, trust: $0) : nil }
        var offsets = try OffsetStatistics(textures[max(0, textures.count - 2)]).peaks(
            60, iterations: 7, on: pool, cancellation) { progress(0.06 * $0, "texture") }
        if textures.count > 1 { offsets = offsets.map { $0.divided(by: 2) } }
        let smallest = textures[textures.count - 1]
        offsets = try RimOffsets(smallest).offsets(100, on: pool, cancellation) + plan.clearing(region.bounds) + offsets
        offsets = try smallest.reaching(unique(offsets), limit: 255, cancellation)
        progress(0.12, "texture")
        var lines = try ContinuedLines(smallest, cancellation)
        var labeling = try labeled(smallest, offsets, guidance?.guide(smallest, factor: plan.coarsest), lines) {
            progress(0.12 + 0.38 * $0, "texture")
        }
        for level in textures.indices.dropLast().reversed() {
            try cancellation.check()
            let factor = plan.finest << level, isWhole = factor >= plan.coarsest / 2
            let guide = isWhole ? guidance?.guide(textures[level], factor: factor) : nil
            lines = lines.doubled()
            let contrast = isWhole && labeling.lines != nil ? LineContrast(lines, textures[level], cancellation) : nil
            let width = 0.38 / Double(textures.count - 1)
            let start = 0.88 - width * Double(level + 1)
            labeling = try refined(labeling, textures[level], guide, contrast, isWhole: isWhole) {
                progress(start + width * $0, "texture")
            }
        }
        progress(0.88, "blending")
        // Where next to nothing is known there is nothing to copy.
        guard try labeling.hasSources(cancellation) else {
            return try patch(network, of: crop, region: region) { progress(0.88 + 0.12 * $0, "blending") }
        }
        let map = ShiftMap(
            photo: photo, mask: mask, labeling: labeling, part: plan.part, factor: plan.finest)
        return try Blend(source: map, region: region, mask: mask, photo: photo).patch(on: pool, cancellation) {
            progress(0.88 + 0.12 * $0, "blending")
        }
    }

    /// The labels that cost least or, where these break a line, those that know of lines. Both are found at the same time.
    private func labeled(
        _ texture: Texture, _ offsets: [Offset], _ guide: ShiftLabeling.Guide?, _ lines: ContinuedLines, progress: (Double) -> Void
    ) throws(Cancelled) -> ShiftLabeling {
        let contrast = LineContrast(lines, texture, cancellation)
        var choices: [(offsets: [Offset], lines: LineContrast?)] = [(offsets, nil)]
        if contrast != nil {
            choices.append((try texture.reaching(unique(lines.offsets + offsets), limit: 255, cancellation), contrast))
        }
        var labelings = [ShiftLabeling?](repeating: nil, count: choices.count)
        labelings.withUnsafeMutableBufferPointer { labelings in
            nonisolated(unsafe) let labelings = labelings
            pool.run(tasks: choices.count) { [choices] number, worker in
                labelings[number] = try? ShiftLabeling(
                    texture: texture, offsets: choices[number].offsets, guide: guide, lines: choices[number].lines, cancellation
                ).swept(cancellation, enlivens: true) {
                    if worker == 0 { progress((Double(number) + $0) / Double(choices.count)) }
                }
            }
        }
        try cancellation.check()
        return labelings[contrast?.isBroken(by: labelings[0]!) == true ? 1 : 0]!
    }

    private func unique(_ offsets: [Offset]) -> [Offset] {
        var seen: Set<Offset> = [Offset(x: 0, y: 0)]
        return offsets.filter { seen.insert($0).inserted }
    }

    /// The labeling of a texture of twice the size.
    private func refined(
        _ coarse: ShiftLabeling, _ texture: Texture, _ guide: ShiftLabeling.Guide?, _ lines: LineContrast?, isWhole: Bool,
        progress: (Double) -> Void
    ) throws(Cancelled) -> ShiftLabeling {
        var labeling = ShiftLabeling(
            texture: texture, doubling: coarse, guide: guide, lines: lines, keepsSurroundings: isWhole, cancellation)
        progress(0.1)
        try labeling.refineOffsets(cancellation)
        progress(0.2)
        if isWhole {
            try labeling.sweep(cancellation) { progress(0.2 + 0.8 * $0) }
        } else {
            try labeling.refineSeams(cancellation) { progress(0.2 + 0.8 * $0) }
        }
        labeling.dropUnused()
        return labeling
    }
}
