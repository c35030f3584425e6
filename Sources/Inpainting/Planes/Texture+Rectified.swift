import Masks
import Pixels

extension Texture {
    /// The texture as `plane` looks from straight ahead: as large as this, around the middle; `outside` where it does not show it.
    func rectified(_ plane: Plane) -> Texture {
        var result = Texture(width: width, height: height, all: .outside)
        let origin = SIMD2(Float(width / 2), Float(height / 2))
        for index in result.pixels.indices {
            let rectified = SIMD2(Float(index % width), Float(index / width)) - origin
            guard let place = plane.place(of: rectified), plane.scale(at: place) < 3, plane.scale(at: place) > 0.33, place.x >= 0,
                place.y >= 0, place.x <= Float(width - 1), place.y <= Float(height - 1)
            else { continue }
            let x = LinearTap(Double(place.x), count: width), y = LinearTap(Double(place.y), count: height)
            var sum = SIMD4<Float>.zero, kind = Hole.Kind.known
            for (column, across) in [(x.first, 1 - x.share), (x.second, x.share)] {
                for (row, down) in [(y.first, 1 - y.share), (y.second, y.share)] where across * down > 0 {
                    let from = row * width + column
                    if hole[from] == .hole || kind == .known { kind = hole[from] }
                    sum += Float(across * down) * SIMD4<Float>(pixels[from])
                }
            }
            result.hole[index] = kind
            if kind == .known { result.pixels[index] = SIMD4<UInt8>(truncatingIfNeeded: SIMD4<Int32>(sum + 0.5)) }
        }
        return result
    }
}
