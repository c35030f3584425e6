import MADF
import Masks
import Pixels
import Workers

/// One fill under way.
struct Job {
    let photo: Raster
    /// Where `photo` is premultiplied, what samples its fills have when they are straight again.
    let straightType: Raster.SampleType?
    /// All that is filled, grown.
    let mask: Mask
    let steering: Steering
    /// From where nothing is copied: the mask, and what is kept out.
    let noSource: Mask
    let tiles: [Tile]
    let options: FillOptions
    let network: Network

    /// The share of the work that the network and its previews are, where detail follows.
    private static let networkShare = 0.25

    /// `onStage` is called on this thread, while no other works.
    func run(_ work: Work, _ onStage: (Fill) -> Void) throws(Cancelled) -> [Fill] {
        var fills: [Fill] = []
        let wanted = min(options.through, .final)
        let shown = FillStage.allCases.filter { $0 <= wanted && ($0 == options.through || options.previews.contains($0)) }
        let share = options.through == .detail ? Self.networkShare : 1
        let crops = tiles.map(crop), networkWork = work.part(0...share, "network")
        // What is filled smoothly and not shown before needs no network; and what is shown does not wait for that to be found out.
        let known = shown.isEmpty ? try smoothSources(networkWork.silent) : nil
        let seen = tiles.indices.filter { known?[$0] == nil }
        let networks = try sideBySide(seen, networkWork) { index, work throws(Cancelled) in
            let outputs = try stages(of: crops[index], through: wanted.networkStage, work.part(0...0.7))
            var patches: [Fill.Patch] = []
            for (number, stage) in shown.enumerated() {
                patches.append(
                    try patch(
                        outputs[stage.networkStage]!, of: crops[index], region: tiles[index].region,
                        work.part(0.7...1).part(number, of: shown.count)))
            }
            return (planes: outputs[wanted.networkStage]!, patches: patches)
        }
        func finish(_ stage: FillStage, _ patches: [Fill.Patch], sources: [Mask.Region] = [], lines: [FoundLine] = []) {
            let patches = Tile.joined(patches, of: tiles).map { straightType.map($0.unpremultiplied) ?? $0 }
            fills.append(Fill(stage: stage, patches: patches, sources: sources, lines: lines))
            onStage(fills[fills.count - 1])
        }
        for (number, stage) in shown.enumerated() { finish(stage, networks.map { $0.patches[number] }) }
        if options.through == .detail {
            let planes = Dictionary(uniqueKeysWithValues: zip(seen, networks.map(\.planes))), work = work.part(share...1)
            let smooth = if let known { known } else { try smoothSources(work.silent) }
            let details = try details(planes, smooth, crops, work)
            finish(.detail, details.map(\.patch), sources: details.compactMap(\.source), lines: details.flatMap(\.lines))
        }
        work.part(0...1, options.through == .detail ? "texture" : "network").report(1)
        return fills
    }

    /// What is narrow is seen as it is, with little around it.
    private func crop(for tile: Tile) -> Crop {
        guard let scale = tile.narrowScale else { return crop(for: tile.region) }
        return Crop(
            part: tile.region.bounds.inset(by: -Self.narrowContext * scale).intersection(photo.bounds), scale: scale,
            multiple: network.configuration.sideMultiple)
    }

    /// On the set *narrow* fills are as good with 16, 24, 32 or 64 pixels (Measurements.md, "Planning").
    private static let narrowContext = 24

    func crop(for region: Mask.Region) -> Crop {
        Crop(
            region: region.bounds, isSlim: region.isSlim, photo: photo.bounds,
            workingSize: options.workingSize ?? network.workingSize, multiple: network.configuration.sideMultiple)
    }

    /// The network's fill, enlarged and blended.
    func patch(_ planes: Planes, of crop: Crop, region: Mask.Region, _ work: Work) throws(Cancelled) -> Fill.Patch {
        let area = region.bounds.inset(by: -1).intersection(photo.bounds)
        let source = Enlargement(planes, of: crop.part, area: area)
        return try Blend(source: source, region: region, mask: mask, photo: photo).patch(work)
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
