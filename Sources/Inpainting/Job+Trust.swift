import Masks
import Photo
import Workers

extension Job {
    /// Measures the network on this photo: holes of the region's shape at known places around it, filled and compared.
    func trust(_ region: Mask.Region, _ crop: Crop) throws(Cancelled) -> Trust {
        var measurements: [(depth: Float, squared: Float)] = []
        for place in places(for: region).prefix(options.best ? 8 : 4) {
            let shifted = Rectangle(
                x: region.bounds.x + place.x, y: region.bounds.y + place.y, width: region.bounds.width,
                height: region.bounds.height)
            let crop = self.crop(for: Mask.Region(bounds: shifted, mask: region.mask))
            let truth = try photo.reduced(crop.part, mask: mask, to: crop.width, crop.height, on: pool, cancellation)
            var test = truth
            for y in 0..<crop.height {
                for x in 0..<crop.width {
                    // The network pixel's middle, in the region.
                    let column = crop.part.x + (2 * x + 1) * crop.part.width / (2 * crop.width) - shifted.x
                    let row = crop.part.y + (2 * y + 1) * crop.part.height / (2 * crop.height) - shifted.y
                    if region.mask[column, row] != 0 { test.hole[y * crop.width + x] = 1 }
                }
            }
            guard let fill = try stages(of: test, crop, through: .final, progress: { _ in })[.final] else { continue }
            measurements += Self.errors(fill, truth, test.hole)
        }
        return Trust(measurements) ?? .unknown
    }

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

    /// Squared differences of the low-passed fill and truth at known pixels of the test's hole.
    private static func errors(_ fill: Planes, _ truth: Reduction, _ hole: [UInt8]) -> [(depth: Float, squared: Float)] {
        let (width, height) = (fill.width, fill.height)
        var difference = [SIMD4<Float>](repeating: .zero, count: fill.area)
        for index in 0..<fill.area where hole[index] != 0 && truth.hole[index] == 0 {
            for channel in 0..<fill.channels {
                let plane = channel * fill.area + index
                difference[index][channel] = 255 * (fill.values[plane] - truth.planes.values[plane])
            }
        }
        GaussianBlur(sigma: 2).apply(to: &difference, width: width, height: height)
        let depths = Mask(width: width, height: height, bytes: hole).depths(limit: max(width, height))
        return (0..<fill.area).filter { hole[$0] != 0 && truth.hole[$0] == 0 }.map {
            (depths[$0], (difference[$0] * difference[$0]).sum())
        }
    }
}
