import MADF
import Masks
import Photo
import Workers

/// One fill under way.
struct Job {
    let photo: Raster
    /// All that is filled, grown.
    let mask: Mask
    let regions: [Mask.Region]
    let options: FillOptions
    let network: Network
    let pool: WorkerPool
    let cancellation: Cancellation

    /// The share of the work that the network and its previews are, where detail follows.
    private static let networkShare = 0.25

    func run(_ onEvent: (FillEvent) -> Void) throws(Cancelled) -> [Fill] {
        var fills: [Fill] = []
        let wanted = min(options.through, .final)
        let share = options.through == .detail ? Self.networkShare : 1
        var outputs: [[Stage: Planes]] = []
        let crops = regions.map { crop(for: $0) }
        for (index, crop) in crops.enumerated() {
            outputs.append(try stages(of: crop, through: wanted.networkStage) { progress in
                onEvent(.progress(share * (Double(index) + progress) / Double(crops.count), phase: "network"))
            })
        }
        for stage in FillStage.allCases where stage <= wanted {
            var patches: [Fill.Patch] = []
            for (index, region) in regions.enumerated() {
                guard let planes = outputs[index][stage.networkStage] else { continue }
                patches.append(try patch(planes, of: crops[index], region: region))
            }
            fills.append(Fill(stage: stage, patches: patches))
            onEvent(.stage(fills[fills.count - 1]))
        }
        guard options.through == .detail else { return fills }
        var patches: [Fill.Patch] = []
        for (index, region) in regions.enumerated() {
            guard let planes = outputs[index][.final] else { continue }
            patches.append(try detail(region, network: planes, crops[index]) { progress, phase in
                onEvent(.progress(share + (1 - share) * (Double(index) + progress) / Double(regions.count), phase: phase))
            })
        }
        fills.append(Fill(stage: .detail, patches: patches))
        onEvent(.stage(fills[fills.count - 1]))
        return fills
    }

    func crop(for region: Mask.Region) -> Crop {
        Crop(
            region: region.bounds, photo: photo.bounds, workingSize: options.workingSize ?? network.workingSize,
            multiple: network.configuration.sideMultiple)
    }

    /// The network's fill, enlarged and blended.
    private func patch(_ planes: Planes, of crop: Crop, region: Mask.Region) throws(Cancelled) -> Fill.Patch {
        let area = region.bounds.inset(by: -1).intersection(photo.bounds)
        let source = Enlargement(planes, of: crop.part, area: area)
        return try Blend(source: source, region: region, mask: mask, photo: photo).patch(on: pool, cancellation)
    }
}

extension FillStage {
    /// The network's stage that this one shows or builds on.
    var networkStage: Stage {
        switch self {
        case .coarse: .coarse
        case .first: .first
        case .final, .detail: .final
        }
    }
}
