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
        let share = shown.isEmpty ? 0 : options.through == .detail ? Self.networkShare : 1
        let crops = tiles.map(crop), networkWork = work.part(0...share, "network")
        func finish(_ stage: FillStage, _ patches: [Fill.Patch], sources: [Mask.Region] = [], lines: [FoundLine] = []) {
            let patches = Tile.joined(patches, of: tiles).map { straightType.map($0.unpremultiplied) ?? $0 }
            fills.append(Fill(stage: stage, patches: patches, sources: sources, lines: lines))
            onStage(fills[fills.count - 1])
        }
        // The network is run at once where its pictures are shown, of all tiles; where not, later, and where it is followed. What is shown
        // does not wait for smooth pieces to be looked for; of a single tile each picture is shown as it comes.
        let isSingle = tiles.count == 1
        let networks = try sideBySide(shown.isEmpty ? [] : Array(tiles.indices), networkWork) { index, work throws(Cancelled) in
            var patches: [Fill.Patch] = []
            let outputs = try stages(of: crops[index], through: wanted.networkStage, work) { stage, planes in
                guard let shown = shown.first(where: { $0.networkStage == stage }),
                    let patch = try? patch(planes, of: crops[index], region: tiles[index].region, work.silent)
                else { return }
                patches.append(patch)
                if isSingle { finish(shown, [patch]) }
            }
            try work.check()
            return (planes: outputs[wanted.networkStage]!, patches: patches)
        }
        if !isSingle {
            for (number, stage) in shown.enumerated() { finish(stage, networks.map { $0.patches[number] }) }
        }
        if options.through == .detail {
            let details = try details(crops, work.part(share...1)) { index, work throws(Cancelled) in
                guard networks.isEmpty else { return networks[index].planes }
                return try stages(of: crops[index], through: .final, work.part(0...1, "network"))[.final]!
            }
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
