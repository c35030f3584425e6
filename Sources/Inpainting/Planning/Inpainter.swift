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
        precondition(mask.width == photo.width && mask.height == photo.height)
        let grown = mask.grown(by: options.growth(on: photo))
        let work = Work(on: pool, cancellation: cancellation) { onEvent(.progress($0, phase: $1)) }
        try work.check()
        let regions = grown.regions(joining: max(8, max(photo.width, photo.height) / 200))
        guard !regions.isEmpty, grown.bytes.contains(0) else { return [] }
        try work.check()
        let side = (options.workingSize ?? network.workingSize) / 4
        var tiles: [Tile] = []
        for (family, region) in regions.enumerated() {
            tiles += try Tile.tiles(region, family: family, side: side, work)
        }
        var options = options
        if steering.earlier.count % 2 == 1 { options.isGuided = false }
        let job = Job(photo: photo, mask: grown, steering: steering, tiles: tiles, options: options, network: network)
        return try job.run(work) { onEvent(.stage($0)) }
    }
}
