import Masks
import Photo
import Workers

extension Job {
    /// The region filled with the photo's own texture, guided by what the network made of it.
    func detail(
        _ region: Mask.Region, network: Planes, _ crop: Crop, progress: (Double, String) -> Void
    ) throws(Cancelled) -> Fill.Patch {
        let isSlim = region.isSlim, plan = DetailPlan(region: region.bounds, isSlim: isSlim, photo: photo.bounds)
        progress(0, "measuring")
        // Wires are better off without: by `madf-bench detail` over eight photos with wires of 2 to 8 pixels, pieces that follow
        // the network there lose up to 5 dB, low-passed.
        let mayGuide = options.isGuided && Guidance.isWorthwhile(crop) && !isSlim
        let trust = mayGuide ? try trust(region, crop) { progress(0.2 * $0, "measuring") } : .unknown
        let isGuided = mayGuide && trust.isWorthwhile
        progress(0.2, "texture")
        var textures = [try photo.texture(
            plan.part, mask: mask, factor: plan.finest, multiple: plan.coarsest / plan.finest, on: pool, cancellation)]
        while plan.finest << (textures.count - 1) < plan.coarsest {
            textures.append(try textures[textures.count - 1].halved(cancellation))
        }
        let guidance = Guidance(plan: plan, region: region, network: network, crop: crop, trust: trust)
        var offsets = try OffsetStatistics(textures[max(0, textures.count - 2)]).peaks(
            60, iterations: 7, on: pool, cancellation) { progress(0.2 + 0.05 * $0, "texture") }
        if textures.count > 1 { offsets = offsets.map { $0.divided(by: 2) } }
        let smallest = textures[textures.count - 1]
        offsets = try RimOffsets(smallest).offsets(100, on: pool, cancellation) + plan.clearing(region.bounds) + offsets
        offsets = try smallest.reaching(unique(offsets), limit: 255, cancellation)
        progress(0.3, "texture")
        var labeling = try ShiftLabeling(
            texture: smallest, offsets: offsets,
            guide: isGuided ? guidance.guide(smallest, factor: plan.coarsest) : nil, cancellation
        ).swept(cancellation, enlivens: true) { progress(0.3 + 0.3 * $0, "texture") }
        for level in textures.indices.dropLast().reversed() {
            try cancellation.check()
            let factor = plan.finest << level, isWhole = factor >= plan.coarsest / 2
            let guide = isGuided && isWhole ? guidance.guide(textures[level], factor: factor) : nil
            let width = 0.3 / Double(textures.count - 1)
            let start = 0.9 - width * Double(level + 1)
            labeling = try refined(labeling, textures[level], guide, isWhole: isWhole) {
                progress(start + width * $0, "texture")
            }
        }
        progress(0.9, "blending")
        // Where next to nothing is known there is nothing to copy.
        guard try labeling.hasSources(cancellation) else {
            return try patch(network, of: crop, region: region) { progress(0.9 + 0.1 * $0, "blending") }
        }
        let map = ShiftMap(
            photo: photo, mask: mask, labeling: labeling, part: plan.part, factor: plan.finest)
        return try Blend(source: map, region: region, mask: mask, photo: photo).patch(on: pool, cancellation) {
            progress(0.9 + 0.1 * $0, "blending")
        }
    }

    private func unique(_ offsets: [Offset]) -> [Offset] {
        var seen: Set<Offset> = [Offset(x: 0, y: 0)]
        return offsets.filter { seen.insert($0).inserted }
    }

    /// The labeling of a texture of twice the size.
    private func refined(
        _ coarse: ShiftLabeling, _ texture: Texture, _ guide: ShiftLabeling.Guide?, isWhole: Bool, progress: (Double) -> Void
    ) throws(Cancelled) -> ShiftLabeling {
        var labeling = ShiftLabeling(
            texture: texture, doubling: coarse, guide: guide, keepsSurroundings: isWhole, cancellation)
        progress(0.1)
        try labeling.refineOffsets(cancellation)
        progress(0.2)
        if isWhole {
            _ = try labeling.sweep(cancellation) { progress(0.2 + 0.8 * $0) }
        } else {
            try labeling.refineSeams(cancellation) { progress(0.2 + 0.8 * $0) }
        }
        labeling.dropUnused()
        return labeling
    }
}
