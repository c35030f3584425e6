import Masks
import Pixels
import Workers

/// A single piece of the photo that fills a region whose surroundings are smooth all around: sky, paper, walls, screens.
///
/// There no seam need be found and nothing need be guessed: any known place nearby that is as smooth will do, since what it
/// differs by at the rim is spread over the region when it is blended in.
struct SmoothPiece {
    private let region: Mask.Region
    private let mask: Mask
    private let samples: Samples
    /// The region's pixels, and the known ones around it, as indices into the photo.
    private let inside: [Int], ring: [Int]

    /// Pixels around a region that are looked at.
    private static let reach = 3
    /// How much neighbors may differ in the mean, squared, in each channel: noise of ten levels of 255.
    private static let largestNoise: Float = 2 * 100
    /// The same of what is as good as flat: two levels.
    private static let faintNoise: Float = 2 * 4
    /// How much the rim of what was nearly flat may differ from what fills it, squared.
    private static let largestRest: Float = 100
    /// How far beyond the middle of each side places are tried, nearest first, and in which directions, in quarters.
    private static let steps = [6, 10, 16, 24, 36, 54, 80, 120, 180, 270]
    private static let directions = [(4, 0), (4, 2), (3, 3), (2, 4), (0, 4), (-2, 4), (-3, 3), (-4, 2)].flatMap { x, y in
        [Offset(x: x, y: y), Offset(x: -x, y: -y)]
    }

    private typealias Light = (x: Int, y: Int, light: SIMD4<Float>)

    enum Source {
        /// The whole region is copied from this offset.
        case moved(Offset)
        /// Nothing is to be seen but shading and faint grain.
        case tone(Shading, [SmoothTone.Grain])
    }

    /// What the region is filled from; nil where its surroundings are not smooth, or no place is that has their noise.
    static func source(_ region: Mask.Region, of photo: Raster, _ mask: Mask, _ work: Work) throws(Cancelled) -> Source? {
        try photo.withSamples { (samples) throws(Cancelled) in
            try SmoothPiece(region, mask, samples)?.source(work)
        }
    }

    private init?(_ region: Mask.Region, _ mask: Mask, _ samples: Samples) {
        self.region = region
        self.mask = mask
        self.samples = samples
        let area = region.bounds.inset(by: -Self.reach).intersection(mask.bounds)
        var near = Mask(width: area.width, height: area.height)
        var inside: [Int] = []
        for y in region.bounds.y..<region.bounds.bottom {
            for x in region.bounds.x..<region.bounds.right where region.mask[x - region.bounds.x, y - region.bounds.y] != 0 {
                near[x - area.x, y - area.y] = 255
                inside.append(y * mask.width + x)
            }
        }
        near = near.grown(by: Self.reach)
        var ring: [Int] = []
        for y in area.y..<area.bottom {
            for x in area.x..<area.right where near[x - area.x, y - area.y] != 0 && mask[x, y] == 0 { ring.append(y * mask.width + x) }
        }
        guard !ring.isEmpty else { return nil }
        self.inside = inside
        self.ring = ring
    }

    /// How pixels differ from their neighbors and from their mean, squared, and the largest of the former.
    private struct Smoothness {
        var local: Float = 0, largest: Float = 0, spread: Float = 0

        /// How much neighbors may differ in a piece that goes with a rim like this.
        var mostLocal: Float { 1.5 * local + 1 }

        /// Whether what differs is noise of so many channels: no edge, no dot. What JPEG leaves of faint noise has large differences
        /// at the edges of blocks. Of Gaussian noise hardly any squared difference is 14 times the mean, and near pixels differ as
        /// much as far ones; those of fur and grass differ less.
        func isNoise(_ channels: Int) -> Bool {
            let mean = local / Float(channels)
            if mean <= SmoothPiece.faintNoise { return largest <= 100 * local + 8 }
            return mean <= SmoothPiece.largestNoise && largest <= 14 * local + 8 && spread <= 1.5 * local
        }
    }

    /// What a few thousand of the pixels tell; nil where one of these is not known, or where neighbors differ by more than `limit`.
    private func smoothness(_ pixels: [Int], movedBy offset: Offset, limit: Float) -> Smoothness? {
        var result = Smoothness(), pairs: Float = 0, sum = SIMD4<Float>.zero, squares: Float = 0, count: Float = 0
        let step = 1 + pixels.count / 4_000, largestSum = limit * Float(2 * (pixels.count / step + 1))
        for number in stride(from: 0, to: pixels.count, by: step) {
            let (row, column) = pixels[number].quotientAndRemainder(dividingBy: mask.width)
            let x = column + offset.x, y = row + offset.y
            guard isKnown(x, y) else { return nil }
            count += 1
            let value = 255 * samples[x, y]
            sum += value
            squares += (value * value).sum()
            for (right, below) in [(x + 1, y), (x, y + 1)] where isKnown(right, below) {
                let difference = 255 * samples[right, below] - value, squared = (difference * difference).sum()
                result.local += squared
                result.largest = max(result.largest, squared)
                pairs += 1
            }
            guard result.local <= largestSum else { return nil }
        }
        let mean = sum / count
        result.local /= max(1, pairs)
        guard result.local <= limit else { return nil }
        result.spread = max(0, squares / count - (mean * mean).sum())
        return result
    }

    private func source(_ work: Work) throws(Cancelled) -> Source? {
        let noise = Self.largestNoise * Float(samples.channels)
        guard let rim = smoothness(ring, movedBy: Offset(x: 0, y: 0), limit: noise), rim.isNoise(samples.channels) else { return nil }
        // At what was nearly flat, what is left of the object at the rim is more than the noise of its surroundings.
        let isFaint = rim.local <= Self.faintNoise * Float(samples.channels)
        let leastLocal = isFaint ? 0 : rim.local / 2
        var best: (mismatch: Float, offset: Offset)?
        for step in Self.steps {
            for direction in Self.directions {
                try work.check()
                let offset = Offset(
                    x: (step + region.bounds.width / 2) * direction.x / 4, y: (step + region.bounds.height / 2) * direction.y / 4)
                guard let piece = smoothness(inside, movedBy: offset, limit: rim.mostLocal), piece.isNoise(samples.channels),
                    piece.local >= leastLocal, piece.spread <= 1.5 * rim.spread + 2,
                    areKnown(inside, movedBy: offset)
                else { continue }
                let mismatch = mismatch(at: offset)
                if mismatch < best?.mismatch ?? .infinity { best = (mismatch, offset) }
            }
        }
        guard isFaint else { return best.map { .moved($0.offset) } }
        // What fits the rim better, where one does; a piece has its own noise besides.
        let shading = shading, rest = variance(of: lights(ring), from: shading), mismatch = best?.mismatch ?? .infinity
        if rest <= min(mismatch / 2, Self.largestRest) { return .tone(shading, try grain(as: rim, work)) }
        return mismatch <= Self.largestRest ? best.map { .moved($0.offset) } : nil
    }

    /// How light changes along the rim. At the photo's border nothing holds what a second degree would come to.
    private var shading: Shading {
        let bounds = region.bounds, isInside = bounds.inset(by: -1).intersection(mask.bounds) == bounds.inset(by: -1)
        return Shading(lights(ring), over: bounds, degree: isInside ? 2 : 1)
    }

    /// In levels of 255, summed over the channels.
    private func variance(of lights: [Light], from shading: Shading) -> Float {
        lights.reduce(0) { sum, value in
            let rest = 255 * (value.light - shading[value.x, value.y])
            return sum + (rest * rest).sum()
        } / Float(lights.count)
    }

    private func lights(_ pixels: [Int]) -> [Light] {
        pixels.map { index in
            let (y, x) = index.quotientAndRemainder(dividingBy: mask.width)
            return (x, y, samples[x, y])
        }
    }

    /// Squares around the region that are as smooth as its rim; those with grain where there are any.
    private func grain(as rim: Smoothness, _ work: Work) throws(Cancelled) -> [SmoothTone.Grain] {
        let side = SmoothTone.Grain.side, step = max(side / 2, region.bounds.longestSide / 16)
        let area = region.bounds.inset(by: -2 * side - region.bounds.longestSide / 4).intersection(mask.bounds)
        var found: [(grain: SmoothTone.Grain, local: Float)] = []
        for y in stride(from: area.y, through: area.bottom - side, by: step) {
            try work.check()
            for x in stride(from: area.x, through: area.right - side, by: step) where isKnown(x, y) {
                let square = Rectangle(x: x, y: y, width: side, height: side)
                let pixels = (0..<side * side).map { (y + $0 / side) * mask.width + x + $0 % side }
                guard let smoothness = smoothness(pixels, movedBy: Offset(x: 0, y: 0), limit: rim.mostLocal),
                    smoothness.isNoise(samples.channels)
                else { continue }
                let lights = lights(pixels), shading = Shading(lights, over: square, degree: 2)
                // Neighbors of white noise differ by twice its variance, squared; where they differ less there is more than noise.
                guard variance(of: lights, from: shading) <= smoothness.local else { continue }
                found.append((SmoothTone.Grain(x: x, y: y, shading: shading), smoothness.local))
            }
        }
        // What is left of the object at the rim may be more than the grain of its surroundings.
        let grainy = found.filter { 2 * $0.local >= rim.local }
        return (grainy.isEmpty ? found : grainy).map(\.grain)
    }

    /// How unevenly the rim differs from what lies at an offset, squared.
    private func mismatch(at offset: Offset) -> Float {
        var sum = SIMD4<Float>.zero, squares: Float = 0, count: Float = 0
        for index in ring {
            let (y, x) = index.quotientAndRemainder(dividingBy: mask.width)
            guard isKnown(x + offset.x, y + offset.y) else { continue }
            let difference = 255 * (samples[x + offset.x, y + offset.y] - samples[x, y])
            sum += difference
            squares += (difference * difference).sum()
            count += 1
        }
        guard count > 0 else { return .infinity }
        let mean = sum / count
        return squares / count - (mean * mean).sum()
    }

    private func areKnown(_ pixels: [Int], movedBy offset: Offset) -> Bool {
        let bounds = region.bounds.moved(by: offset), step = offset.y * mask.width + offset.x
        if bounds.intersection(mask.bounds) == bounds { return pixels.allSatisfy { mask.bytes[$0 + step] == 0 } }
        return pixels.allSatisfy { index in
            let (y, x) = index.quotientAndRemainder(dividingBy: mask.width)
            return isKnown(x + offset.x, y + offset.y)
        }
    }

    private func isKnown(_ x: Int, _ y: Int) -> Bool {
        x >= 0 && y >= 0 && x < mask.width && y < mask.height && mask.bytes[y * mask.width + x] == 0
    }
}
