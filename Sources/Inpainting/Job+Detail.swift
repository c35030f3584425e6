import Masks
import Photo
import Workers

extension Job {
    /// The region filled with the photo's own texture, guided by what the network made of it.
    func detail(
        _ region: Mask.Region, network: Planes, _ crop: Crop, progress: (Double, String) -> Void
    ) throws(Cancelled) -> Fill.Patch {
        let plan = DetailPlan(region: region.bounds, photo: photo.bounds, best: options.best)
        progress(0, "measuring")
        let mayGuide = options.isGuided && Guidance.isWorthwhile(crop)
        let trust = mayGuide ? try trust(region, crop) : .unknown
        let isGuided = mayGuide && trust.isWorthwhile
        progress(0.2, "texture")
        var textures = [try photo.texture(
            plan.part, mask: mask, factor: plan.finest, multiple: plan.coarsest / plan.finest, on: pool, cancellation)]
        while plan.finest << (textures.count - 1) < plan.coarsest {
            try cancellation.check()
            textures.append(textures[textures.count - 1].halved())
        }
        let guidance = Guidance(plan: plan, region: region, network: network, crop: crop, trust: trust)
        var offsets = try OffsetStatistics(textures[max(0, textures.count - 2)]).peaks(
            options.best ? 120 : 60, iterations: options.best ? 12 : 7, on: pool, cancellation)
        if textures.count > 1 { offsets = offsets.map { $0.divided(by: 2) } }
        let smallest = textures[textures.count - 1]
        offsets = try RimOffsets(smallest).offsets(100, on: pool, cancellation) + plan.clearing(region.bounds) + offsets
        progress(0.3, "texture")
        var labeling = try ShiftLabeling(
            texture: smallest, offsets: unique(offsets),
            guide: isGuided ? guidance.guide(smallest, factor: plan.coarsest) : nil
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
        let map = ShiftMap(
            photo: photo, mask: mask, labeling: labeling, part: plan.part, factor: plan.finest)
        return try Blend(source: map, region: region, mask: mask, photo: photo).patch(on: pool, cancellation)
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
        try labeling.refineOffsets(cancellation)
        if isWhole {
            _ = try labeling.sweep(cancellation, progress: progress)
        } else {
            try labeling.refineSeams(cancellation, progress: progress)
        }
        labeling.dropUnused()
        return labeling
    }
}
