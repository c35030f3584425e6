import Masks
import Pixels
import Workers

/// What another place of the photo would show in a hole.
package struct MovedPicture: FillSource {
    private let here: KnownPixels
    /// Where `values` lie, row by row; nil where nothing is known.
    private let area: Rectangle
    private let values: [SIMD4<Float>?]

    /// Pixels around a hole that blending looks at.
    private static let margin = 8

    package var grain: Int { 1 }

    /// The place that `movement` says, of a region of `mask`, brought to the hole's size.
    package init(_ movement: Movement, to region: Mask.Region, of photo: Raster, mask: Mask, _ work: Work) throws(Cancelled) {
        here = KnownPixels(photo, but: mask)
        let area = region.bounds.inset(by: -Self.margin), here = here
        // So many samples along a side are averaged where the source is larger.
        let count = max(1, Int(movement.scale.rounded(.up)))
        let rows = try work.map(area.height) { row, _ in
            (0..<area.width).map { column in
                var sum = SIMD4<Float>.zero, total: Float = 0
                for sample in 0..<count * count {
                    let place = Point(
                        x: Double(area.x + column) + (Double(sample % count) + 0.5) / Double(count),
                        y: Double(area.y + row) + (Double(sample / count) + 0.5) / Double(count))
                    guard let value = here[movement.source(of: place, in: region.bounds)] else { continue }
                    sum += value
                    total += 1
                }
                return total > 0 ? sum / total : nil
            }
        }
        self.area = area
        values = rows.flatMap(\.self)
    }

    /// A picture of that place that is as large as one of the hole; `isKnown` says of which of its pixels.
    package init(_ moved: Raster, isKnown: [Bool], over picture: Raster, mask: Mask) {
        here = KnownPixels(picture, but: mask)
        area = picture.bounds
        values = moved.withSamples { samples in
            isKnown.indices.map { isKnown[$0] ? samples[$0 % moved.width, $0 / moved.width] : nil }
        }
    }

    private func moved(_ x: Int, _ y: Int) -> SIMD4<Float>? {
        guard x >= area.x, y >= area.y, x < area.right, y < area.bottom else { return nil }
        return values[(y - area.y) * area.width + x - area.x]
    }

    package func value(_ x: Int, _ y: Int) -> SIMD4<Float> { moved(x, y) ?? .zero }

    package func continuation(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> SIMD4<Float> { moved(x + dx, y + dy) ?? value(x, y) }

    package func disagreement(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int, reach: Int) -> Float {
        // Around the same pixel from either side.
        let column = max(x, x + dx), row = max(y, y + dy)
        var sum = SIMD4<Float>.zero, squares = SIMD4<Float>.zero, count: Float = 0
        for y in row - reach...row + reach {
            for x in column - reach...column + reach {
                guard let own = moved(x, y), let other = here[x, y] else { continue }
                sum += other - own
                squares += (other - own) * (other - own)
                count += 1
            }
        }
        return count > 0 ? (squares / count - sum / count * (sum / count)).sum() : 0
    }
}

extension Fill {
    /// `hole` filled from where `movement` says, which must be free of obstacles; as the last stage.
    public init(_ movement: Movement, into hole: Mask, of photo: Raster, _ work: Work) throws(Cancelled) {
        let region = hole.region ?? hole.whole
        let premultiplied = photo.premultiplied(), working = premultiplied ?? photo
        let moved = try MovedPicture(movement, to: region, of: working, mask: hole, work.part(0...0.2, "copying"))
        let patch = try Blend(source: moved, region: region, mask: hole, photo: working).patch(work.part(0.2...1, "blending"))
        self.init(stage: .detail, patches: [premultiplied == nil ? patch : patch.unpremultiplied(photo.sampleType)])
    }
}
