import MADF
import Masks
import Pixels
import Workers

/// Fills masked regions of a photo at its full resolution: the network decides the structure, the photo gives the texture.
///
/// Every region gets a crop of its own. The photo is read in place; memory beyond it goes with the regions, not with the
/// photo. The result does not depend on the number of threads.
public final class Inpainter: Sendable {
    let network: Network
    let pool: WorkerPool

    public init(network: Network, pool: WorkerPool) {
        self.network = network
        self.pool = pool
    }

    /// Fills `mask`, grown as `options` say, stage by stage.
    ///
    /// - Parameters:
    ///   - mask: as large as `photo`; not 0 where something is to be removed. What it hides is not read.
    ///   - onEvent: called on any thread, by one at a time.
    /// - Returns: the stages up to `options.through`, in their order; none for an empty mask, and none for one that, grown,
    ///   leaves nothing of the photo to fill from.
    /// - Throws: `Cancelled` within 100 ms after the flag is raised.
    public func fill(
        _ photo: Raster, mask: Mask, steering: Steering = Steering(), options: FillOptions = FillOptions(),
        cancellation: Cancellation = Cancellation(), onEvent: @escaping @Sendable (FillEvent) -> Void = { _ in }
    ) throws(Cancelled) -> [Fill] {
        let work = Work(on: pool, cancellation: cancellation) { onEvent(.progress($0, phase: $1)) }
        guard let job = try job(photo, mask: mask, steering: steering, options: options, work) else { return [] }
        return try job.run(work) { onEvent(.stage($0)) }
    }

    /// The straight edges that a fill of `mask` finds at its rim, and that it carries on where pieces of the photo would break them; those
    /// that `steering` has erased are among them, as they were erased. What is erased and how `mask` is grown is as with `fill`.
    public func lines(
        _ photo: Raster, mask: Mask, steering: Steering = Steering(), options: FillOptions = FillOptions(), _ cancellation: Cancellation
    ) throws(Cancelled) -> [FoundLine] {
        guard options.followsLines, options.through == .detail else { return [] }
        let work = Work(on: pool, cancellation: cancellation)
        return try job(photo, mask: mask, steering: steering, options: options, work)?.lines(work) ?? []
    }

    /// nil where nothing is to be filled, or there is nothing to fill from.
    private func job(
        _ photo: Raster, mask: Mask, steering: Steering, options: FillOptions, _ work: Work
    ) throws(Cancelled) -> Job? {
        precondition(mask.width == photo.width && mask.height == photo.height)
        let grown = mask.grown(by: options.growth(on: photo))
        try work.check()
        let regions = grown.regions(joining: max(8, max(photo.width, photo.height) / 200))
        guard !regions.isEmpty, grown.bytes.contains(0) else { return nil }
        try work.check()
        let noSource = steering.noSource(grown), premultiplied = photo.premultiplied()
        let straightType = premultiplied.map { _ in photo.sampleType }, photo = premultiplied ?? photo
        let tiles = try tiles(regions, of: photo.bounds, options, work) { region throws(Cancelled) in
            if steering.isDrawnOver(region) { return true }
            return try SmoothPiece.source(region, of: photo, noSource, work) != nil
        }
        var options = options
        if steering.approach == .unguided { options.isGuided = false }
        return Job(
            photo: photo, straightType: straightType, mask: grown, steering: steering, noSource: noSource, tiles: tiles,
            options: options, network: network)
    }

    /// Up to so many specks are filled by themselves, which takes longer and is 0.6 dB nearer to the truth (Measurements.md, "Shifts and
    /// lines", as *narrow* has it).
    private static let fewRegions = 16, speckSide = 40

    /// Narrow regions together, so that they share what the network and the search see of a part of the photo; but not those that are
    /// to be filled `apart`.
    private func tiles(
        _ regions: [Mask.Region], of photo: Rectangle, _ options: FillOptions, _ work: Work, apart: (Mask.Region) throws(Cancelled) -> Bool
    ) throws(Cancelled) -> [Tile] {
        let size = options.workingSize ?? network.workingSize, isFew = regions.count <= Self.fewRegions
        var tiles: [Tile] = [], narrow: [Int: [Mask.Region]] = [:]
        for (family, region) in regions.enumerated() {
            if let scale = Tile.narrowScale(region, photo: photo), !isFew || region.bounds.longestSide > Self.speckSide, try !apart(region) {
                narrow[scale, default: []].append(region)
            } else {
                tiles += try Tile.tiles(region, family: family, side: size / 4, work)
            }
        }
        for (scale, regions) in narrow.sorted(by: { $0.key < $1.key }) {
            tiles += try Tile.tiles(
                Mask.Region(joining: regions), family: -scale, narrowScale: scale,
                side: max(64, size - 2 * DetailPlan.leastContext) * scale, work)
        }
        return tiles
    }
}
