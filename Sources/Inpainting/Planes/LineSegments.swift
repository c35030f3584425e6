import Pixels
import RealModule
import Workers

/// Straight edges of the known part of a texture.
///
/// Neighbors with nearly the same direction of gradient are joined, beginning with the steepest; of what they make, that is kept which is
/// as long and thin as an edge (von Gioi et al., "LSD: a line segment detector", IPOL 2012; without its measure of chance).
struct LineSegments {
    struct Segment {
        let middle: SIMD2<Float>
        /// Of length 1.
        let direction: SIMD2<Float>
        let length: Float
    }

    /// The longest first.
    private(set) var segments: [Segment] = []

    /// The smallest gradient, in levels of 255: with less, rounding turns its direction.
    private static let leastGradient: Float = 8
    private static let leastLength: Float = 14
    /// How far a gradient's direction may be from that of the others, as a cosine: 22.5 degrees.
    private static let leastCosine: Float = 0.924
    /// What part of the rectangle around an edge is its own, and how many times it is as long as wide.
    private static let leastDensity: Float = 0.6, slimness: Float = 5

    init(_ texture: Texture, _ work: Work) throws(Cancelled) {
        let (width, height) = (texture.width, texture.height)
        var gradients = [SIMD2<Float>](repeating: .zero, count: width * height), steep: [UInt64] = []
        for y in 0..<max(0, height - 1) {
            try work.check()
            for x in 0..<width - 1 {
                let index = y * width + x
                guard texture.hole[index] == .known, texture.hole[index + 1] == .known, texture.hole[index + width] == .known,
                    texture.hole[index + width + 1] == .known
                else { continue }
                func light(_ index: Int) -> Float { Float(SIMD4<UInt16>(truncatingIfNeeded: texture.pixels[index]).wrappedSum()) / 3 }
                let (a, b, c, d) = (light(index), light(index + 1), light(index + width), light(index + width + 1))
                let gradient = SIMD2(b + d - a - c, c + d - a - b) / 2, length = gradient.length
                guard length >= Self.leastGradient else { continue }
                gradients[index] = gradient / length
                // The bits of positive numbers are in their order: of what rises by them, the steepest comes first.
                steep.append(UInt64(~length.bitPattern) << 32 | UInt64(index))
            }
        }
        steep.sort()
        var isOpen = gradients.map { $0 != .zero }
        for start in steep.lazy.map({ Int($0 & 0xFFFF_FFFF) }) where isOpen[start] {
            try work.check()
            var region = [start], sum = gradients[start], next = 0
            isOpen[start] = false
            while next < region.count {
                let index = region[next]
                next += 1
                for dy in -1...1 {
                    for dx in -1...1 {
                        let other = index + dy * width + dx
                        // The border has no gradients.
                        guard other >= 0, other < isOpen.count, isOpen[other], gradients[other].dot(sum) > Self.leastCosine * sum.length
                        else { continue }
                        isOpen[other] = false
                        sum += gradients[other]
                        region.append(other)
                    }
                }
            }
            if let segment = Self.segment(region, width: width, normal: sum / sum.length) { segments.append(segment) }
        }
        segments.sort { $0.length > $1.length }
    }

    private static func segment(_ region: [Int], width: Int, normal: SIMD2<Float>) -> Segment? {
        guard Float(region.count) >= leastLength else { return nil }
        let places = region.map { SIMD2(Float($0 % width) + 0.5, Float($0 / width) + 0.5) }
        let middle = places.reduce(.zero, +) / Float(places.count)
        var (xx, xy, yy): (Float, Float, Float) = (0, 0, 0)
        for place in places {
            let way = place - middle
            xx += way.x * way.x
            xy += way.x * way.y
            yy += way.y * way.y
        }
        // The axis of least inertia.
        let angle = Float.atan2(y: 2 * xy, x: xx - yy) / 2, direction = SIMD2(Float.cos(angle), Float.sin(angle))
        guard abs(direction.dot(normal)) < 0.38 else { return nil }
        let along = places.map { ($0 - middle).dot(direction) }, across = places.map { ($0 - middle).cross(direction) }
        let length = along.max()! - along.min()! + 1, thickness = across.max()! - across.min()! + 1
        guard length >= leastLength, length > slimness * thickness,
            thickness < 3 || Float(region.count) >= leastDensity * length * thickness
        else { return nil }
        return Segment(middle: middle, direction: direction, length: length)
    }
}
