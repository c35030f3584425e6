import Masks
import Pixels
import Workers

extension Job {
    /// Measures the network on this photo: holes of the region's shape at known places around it, filled and compared.
    func trust(_ region: Mask.Region, _ work: Work) throws(Cancelled) -> Trust {
        let places = places(for: region).prefix(3)
        var measurements: [(depth: Float, squared: Float)] = [], plain: Float = 0, guided: Float = 0
        for (number, place) in places.enumerated() {
            let work = work.part(number, of: places.count)
            guard let trial = try trial(region, at: place, work.part(0...0.7)) else { continue }
            measurements += trial.errors
            try work.check()
            guard let trust = Trust(measurements), !Self.isDecided(guided, plain) else { continue }
            let errors = try trial.pieceErrors(trust, work.part(0.7...1))
            plain += errors.plain
            guided += errors.guided
            // How far off a fill is that is not followed need not be known.
            if Self.isDecided(guided, plain) && guided > plain { break }
        }
        guard var trust = Trust(measurements) else { return .unknown }
        // Where both do as well there is nothing to follow it for: at the rim it mixes what only seems to go on.
        trust.isWorthwhile = guided < plain
        return trust
    }

    /// A hole of the region's shape, moved to a known place, filled by the network; nil where that makes nothing.
    private func trial(_ region: Mask.Region, at place: Offset, _ work: Work) throws(Cancelled) -> Trial? {
        let shifted = region.bounds.moved(by: place), crop = self.crop(for: Mask.Region(bounds: shifted, mask: region.mask))
        let truth = try photo.reduced(crop.part, mask: mask, to: crop.width, crop.height, work)
        var test = truth
        for y in 0..<crop.height {
            for x in 0..<crop.width {
                // The network pixel's middle, in the region.
                let column = crop.part.x + (2 * x + 1) * crop.part.width / (2 * crop.width) - shifted.x
                let row = crop.part.y + (2 * y + 1) * crop.part.height / (2 * crop.height) - shifted.y
                if region.mask[column, row] != 0 { test.hole[y * crop.width + x] = .hole }
            }
        }
        guard let fill = try stages(of: test, crop, through: .final, work)[.final] else { return nil }
        return Trial(truth: truth, hole: test.hole, fill: fill, crop: crop)
    }

    /// Whether trials so far leave no doubt. Of the fills of the sets *new* and *large* all but one are as with all trials, in two thirds
    /// of the time (Measurements.md, "Network").
    private static func isDecided(_ guided: Float, _ plain: Float) -> Bool { guided < 0.75 * plain || guided > 1.5 * plain }

    /// Offsets that move the region to where all is known, nearest first.
    private func places(for region: Mask.Region) -> [Offset] {
        let (width, height) = (region.bounds.width, region.bounds.height)
        var places: [Offset] = []
        for ring in [1, 2] {
            for (dx, dy) in [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1)] {
                let offset = Offset(x: dx * ring * (width + width / 8 + 2), y: dy * ring * (height + height / 8 + 2))
                if isKnown(region, at: offset) { places.append(offset) }
            }
        }
        return places
    }

    private func isKnown(_ region: Mask.Region, at offset: Offset) -> Bool {
        let moved = Rectangle(
            x: region.bounds.x + offset.x, y: region.bounds.y + offset.y, width: region.bounds.width,
            height: region.bounds.height)
        guard moved.intersection(photo.bounds) == moved else { return false }
        // A grid of probes will do: what little is not known is left out when comparing.
        for y in stride(from: 0, to: moved.height, by: max(1, moved.height / 16)) {
            for x in stride(from: 0, to: moved.width, by: max(1, moved.width / 16))
            where region.mask[x, y] != 0 && mask[moved.x + x, moved.y + y] != 0 { return false }
        }
        return true
    }
}
