import Masks
import Photo
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
        let guide = guidance?.guide(smallest, factor: plan.coarsest)
        var labeling = try ShiftLabeling(texture: smallest, offsets: offsets, guide: guide, cancellation)
            .swept(cancellation, enlivens: true) { progress(0.12 + 0.28 * $0, "texture") }
        var lines = try ContinuedLines(smallest, cancellation), isLined = false
        if let contrast = LineContrast(lines, smallest, cancellation), contrast.isBroken(by: labeling) {
            isLined = true
            offsets = try smallest.reaching(unique(lines.offsets + offsets), limit: 255, cancellation)
            labeling = try ShiftLabeling(texture: smallest, offsets: offsets, guide: guide, lines: contrast, cancellation)
                .swept(cancellation, enlivens: true) { progress(0.4 + 0.1 * $0, "texture") }
        }
        for level in textures.indices.dropLast().reversed() {
            try cancellation.check()
            let factor = plan.finest << level, isWhole = factor >= plan.coarsest / 2
            let guide = isWhole ? guidance?.guide(textures[level], factor: factor) : nil
            lines = lines.doubled()
            let contrast = isWhole && isLined ? LineContrast(lines, textures[level], cancellation) : nil
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
