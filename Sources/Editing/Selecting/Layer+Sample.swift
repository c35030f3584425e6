import Pixels
import RealModule

extension Layer {
    /// The color at `place`, in 0...255, from halvings of the picture: of about 2 to the power of `level` pixels each way.
    func sample(at place: Point, level: Double) -> SIMD3<Double> {
        let level = min(Double(pyramid.reductions.count), max(0, level)), lower = Int(level), share = level - Double(lower)
        let finer = sample(at: place, halvings: lower)
        return share == 0 ? finer : finer * (1 - share) + sample(at: place, halvings: lower + 1) * share
    }

    private func sample(at place: Point, halvings: Int) -> SIMD3<Double> {
        let width = halvings == 0 ? picture.width : pyramid.reductions[halvings - 1].width
        let height = halvings == 0 ? picture.height : pyramid.reductions[halvings - 1].height
        let size = Double(1 << halvings)
        let across = LinearTap(place.x / size - 0.5, count: width), down = LinearTap(place.y / size - 0.5, count: height)
        func row(_ y: Int) -> SIMD3<Double> {
            color(y * width + across.first, halvings) * (1 - across.share) + color(y * width + across.second, halvings) * across.share
        }
        return row(down.first) * (1 - down.share) + row(down.second) * down.share
    }

    private func color(_ pixel: Int, _ halvings: Int) -> SIMD3<Double> {
        func read(_ bytes: borrowing [UInt8]) -> SIMD3<Double> {
            SIMD3(Double(bytes[3 * pixel]), Double(bytes[3 * pixel + 1]), Double(bytes[3 * pixel + 2]))
        }
        return halvings == 0 ? read(picture.bytes) : read(pyramid.reductions[halvings - 1].bytes)
    }
}

extension SIMD3<Double> {
    /// sRGB in 0...255 as CIE L\*a\*b\* under D65, where distances are about what an eye sees (CIE 15:2004, section 8.2.1).
    init(lab samples: SIMD3<Double>) {
        let red = SRGB.light(of: samples.x / 255), green = SRGB.light(of: samples.y / 255), blue = SRGB.light(of: samples.z / 255)
        func f(_ t: Double) -> Double { t > 216.0 / 24_389 ? Double.root(t, 3) : (24_389.0 / 27 * t + 16) / 116 }
        let x = f((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047)
        let y = f(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue)
        let z = f((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883)
        self.init(116 * y - 16, 500 * (x - y), 200 * (y - z))
    }
}
