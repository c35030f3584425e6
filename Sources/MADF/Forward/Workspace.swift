/// The maps of one input size and the scratch of the workers: all the memory that a run writes to.
///
/// A finished run leaves it for the next one of its size: made anew, pages that nobody touched yet would have to be mapped each
/// time. It belongs to one run at a time, which is what makes passing it between threads safe.
final class Workspace: @unchecked Sendable {
    let maps: FeatureMaps<FeatureMap>
    /// Room for one part of any level's mask-aware kernel.
    let kernel: FloatBuffer
    let scratch: Scratch
    let width, height, workers: Int

    init(_ configuration: Configuration, width: Int, height: Int, workers: Int) {
        self.width = width
        self.height = height
        self.workers = workers
        let requests = FeatureMaps<MapRequest>(configuration, width: width, height: height)
        var list: [MapRequest] = []
        _ = requests.map { list.append($0) }
        let (offsets, size) = MapRequest.arena(list)
        let memory = FloatBuffer(count: size)
        var places = offsets.makeIterator()
        maps = requests.map { FeatureMap($0.shape, in: memory, at: places.next()!) }
        let c = configuration
        kernel = FloatBuffer(
            count: (1...c.levels).map {
                c.encoderChannels[$0 - 1].roundedUp(to: 8) * c.kernels[$0] * c.kernels[$0] * c.encoderChannels[$0].roundedUp(to: 8)
            }.max()!)
        scratch = Scratch(configuration, workers: workers)
    }
}

extension Scratch {
    /// For the maps of `configuration`.
    convenience init(_ configuration: Configuration, workers: Int) {
        let c = configuration
        let widest = (c.encoderChannels + c.decoderChannels + [c.modulationChannels]).max()!.roundedUp(to: 8)
        self.init(
            workers: workers, rowLength: max(2 * widest, (c.maskChannels + 1) * c.encoderChannels.max()!.roundedUp(to: 8)),
            segments: max(c.kernels.max()!, 6))
    }
}
