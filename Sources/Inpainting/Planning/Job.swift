import MADF
import Masks
import Pixels
import Workers

/// One fill under way.
struct Job {
    let photo: Raster
    /// All that is filled, grown.
    let mask: Mask
    let tiles: [Tile]
    let options: FillOptions
    let network: Network
    var pool: WorkerPool
    let cancellation: Cancellation

    /// The share of the work that the network and its previews are, where detail follows.
    private static let networkShare = 0.25

    func run(_ onEvent: (FillEvent) -> Void) throws(Cancelled) -> [Fill] {
        var fills: [Fill] = []
        let wanted = min(options.through, .final), shown = FillStage.allCases.filter { $0 <= wanted }
        let share = options.through == .detail ? Self.networkShare : 1
        let crops = tiles.map { crop(for: $0.region) }
        let networks = try sideBySide(Array(tiles.indices)) { job, index, report throws(Cancelled) in
            let outputs = try job.stages(of: crops[index], through: wanted.networkStage) { report(0.7 * $0, "network") }
            var patches: [Fill.Patch] = []
            for stage in shown {
                let start = 0.7 + 0.1 * Double(patches.count)
                patches.append(try job.patch(outputs[stage.networkStage]!, of: crops[index], region: tiles[index].region) {
                    report(start + 0.1 * $0, "network")
                })
            }
            return (planes: outputs[wanted.networkStage]!, patches: patches)
        } progress: { onEvent(.progress(share * $0, phase: $1)) }.map { $0! }
        func finish(_ stage: FillStage, _ patches: [Fill.Patch]) {
            fills.append(Fill(stage: stage, patches: Tile.joined(patches, of: tiles)))
            onEvent(.stage(fills[fills.count - 1]))
        }
        for (number, stage) in shown.enumerated() { finish(stage, networks.map { $0.patches[number] }) }
        guard options.through == .detail else {
            onEvent(.progress(1, phase: "network"))
            return fills
        }
        let details = try details(networks.map(\.planes), crops) { onEvent(.progress(share + (1 - share) * $0, phase: $1)) }
        finish(.detail, details)
        onEvent(.progress(1, phase: "texture"))
        return fills
    }

    func crop(for region: Mask.Region) -> Crop {
        Crop(
            region: region.bounds, isSlim: region.isSlim, photo: photo.bounds,
            workingSize: options.workingSize ?? network.workingSize, multiple: network.configuration.sideMultiple)
    }

    /// The network's fill, enlarged and blended.
    func patch(
        _ planes: Planes, of crop: Crop, region: Mask.Region, progress: (Double) -> Void
    ) throws(Cancelled) -> Fill.Patch {
        let area = region.bounds.inset(by: -1).intersection(photo.bounds)
        let source = Enlargement(planes, of: crop.part, area: area)
        return try Blend(source: source, region: region, mask: mask, photo: photo).patch(
            on: pool, cancellation, progress: progress)
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
