import Glibc
import Inpainting
import MADF
import Masks
import Pixels
import Support
import Workers

enum Support {
    static let network = try! Network(checkpoint: PackageFolder.path("Assets/weights/madf-lite.safetensors"))

    static func inpainter(threads: Int = 2) -> Inpainter {
        Inpainter(network: network, pool: WorkerPool(threads: threads))
    }

    /// Waves with some grain, different in each channel, over the whole range.
    static func picture(_ width: Int, _ height: Int, _ model: Raster.Model, sampleType: Raster.SampleType = .uint8) -> Raster {
        var raster = Raster(width: width, height: height, model: model, sampleType: sampleType), noise = Noise(seed: 9)
        for y in 0..<height {
            for x in 0..<width {
                for channel in 0..<raster.channels {
                    let wave = sin(Double(x * (channel + 2)) / 23) + cos(Double(y * (4 - channel)) / 31)
                    let grain = noise.unit() - 0.5
                    raster[x, y, channel] = Int((0.5 + 0.18 * wave + 0.1 * grain) * Double(raster.largestSample))
                }
            }
        }
        return raster
    }

    static func disk(_ width: Int, _ height: Int, x: Int, y: Int, radius: Int) -> Mask {
        var mask = Mask(width: width, height: height)
        add(x, y, radius, to: &mask)
        return mask
    }

    static func add(_ x: Int, _ y: Int, _ radius: Int, to mask: inout Mask) {
        for row in max(0, y - radius)..<min(mask.height, y + radius + 1) {
            for column in max(0, x - radius)..<min(mask.width, x + radius + 1)
            where (row - y) * (row - y) + (column - x) * (column - x) <= radius * radius {
                mask[column, row] = 255
            }
        }
    }
}
