import Masks
import Pixels
import Workers

/// A hole of a region's shape at a known place, filled by the network: what the network, and what the photo's own pieces with
/// and without its guidance, are worth on this photo.
struct Trial: Sendable {
    /// The place as it is; what is not known of it is hole.
    let truth: Reduction
    /// The hole on trial, whether known or not, and what else is not known.
    let hole: Hole
    let fill: Planes
    let crop: Crop

    /// How many times smaller than the network's the size is at which pieces are compared. Of large holes a quarter tells as much
    /// as half, in a third of the time.
    private var factor: Int { crop.scale < 1.5 ? 2 : 4 }

    /// Squared differences of the low-passed fill and truth at known pixels of the hole, by depth in the network's pixels.
    var errors: [(depth: Float, squared: Float)] {
        let tested = hole.pixels.filter { truth.hole[$0] == .known }
        var difference = [SIMD4<Float>](repeating: .zero, count: fill.area)
        for index in tested { difference[index] = 255 * (fill[index] - truth.planes[index]) }
        GaussianBlur(sigma: 2).apply(to: &difference, width: fill.width, height: fill.height)
        let depths = hole.depths
        return tested.map { (depths[$0], (difference[$0] * difference[$0]).sum()) }
    }

    /// Sums of squared low-passed errors of pieces of the photo, without and with the guide.
    func pieceErrors(_ trust: Trust, _ work: Work) throws(Cancelled) -> (plain: Float, guided: Float) {
        let (known, test, filled) = try textures(work)
        let offsets = try RimOffsets(test).offsets(40, work)
        guard !offsets.isEmpty else { return (0, 0) }
        let guide = Guide(test, scale: 1 / Float(factor), crop: crop, trust: trust) {
            SIMD4<Float>(filled.pixels[$0])
        }
        // One labeling is the work of one thread.
        let shares = work.shares([1, 1])
        let errors = try work.map(2) { number, _ throws(Cancelled) in
            let work = shares[number].alone
            let energy = SeamEnergy(texture: test, shifts: offsets.map { Shift($0) }, guide: number == 0 ? nil : guide)
            let labeling = try ShiftLabeling(sweeping: energy, work)
            let pixels = labeling.holePixels
            var difference = [SIMD4<Float>](repeating: .zero, count: test.pixels.count)
            for index in pixels where known.hole[index] == .known {
                difference[index] = SIMD4<Float>(labeling.copied(index)) - SIMD4<Float>(known.pixels[index])
            }
            GaussianBlur(sigma: 1.5).apply(to: &difference, width: test.width, height: test.height)
            return pixels.reduce(0) { $0 + (difference[$1] * difference[$1]).sum() }
        }
        return (errors[0], errors[1])
    }

    /// The place as it is, with the hole on trial, and as the network fills it, `factor` times smaller than that.
    private func textures(_ work: Work) throws(Cancelled) -> (known: Texture, test: Texture, filled: Texture) {
        let (width, height) = (fill.width / factor * factor, fill.height / factor * factor)
        var known = Texture(width: width, height: height), test = known, filled = known
        for index in known.pixels.indices {
            let from = index / width * fill.width + index % width
            known.pixels[index] = SIMD4<UInt8>(light: truth.planes[from])
            test.pixels[index] = known.pixels[index]
            filled.pixels[index] = SIMD4<UInt8>(light: fill[from])
            known.hole[index] = truth.hole[from] == .known ? .known : .outside
            test.hole[index] = hole[from] == .hole ? .hole : known.hole[index]
        }
        for _ in 0..<factor.trailingZeroBitCount {
            (known, test, filled) = (try known.halved(work), try test.halved(work), try filled.halved(work))
        }
        return (known, test, filled)
    }
}
