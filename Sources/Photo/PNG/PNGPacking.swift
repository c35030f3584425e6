import CPNG
import System

/// From the samples of a raster to rows as a PNG file without palette has them.
struct PNGPacking {
    private let depth, channels: Int
    private let header: cpng_header
    /// The color that stands for transparent pixels, a sample a channel.
    private let key: [Int]?

    /// `transparency` is the payload of tRNS, which counts only where the decoder has taken it.
    init(header: cpng_header, transparency: [UInt8]?) {
        self.header = header
        depth = Int(header.bit_depth)
        channels = header.channels
        let depth = depth
        key =
            header.has_transparency == 0
            ? nil
            : transparency.map { payload in
                (0..<payload.count / 2).map { payload.number(at: 2 * $0, bytes: 2, .bigEndian)! & (1 << depth - 1) }
            }
    }

    /// Packs row `row` of the file.
    func fill(_ row: Int, of picture: Composition, _ target: UnsafeMutablePointer<UInt8>) {
        if key == nil && depth >= 8 {
            picture.fill(row, target)
            if depth == 16 { swap(target) }
            return
        }
        target.update(repeating: 0, count: header.bytesPerRow)
        for x in 0..<picture.width {
            let pixel = picture.pixel(x, row)
            let samples = samples(pixel, picture)
            for channel in 0..<channels { store(samples[channel], at: x * channels + channel, target) }
        }
    }

    /// The samples of a pixel in the file's depth, with its transparency turned into the key.
    private func samples(_ pixel: Int, _ picture: Composition) -> [Int] {
        let largest = picture.original.largestSample, levels = depth == 16 ? 65_535 : 1 << depth - 1
        let samples = (0..<channels).map { (picture.sample(pixel, $0) * levels + largest / 2) / largest }
        guard let key, key.count == channels else { return samples }
        let isTransparent = picture.sample(pixel, channels) * 2 < largest
        if isTransparent { return key }
        // An opaque pixel must not have the color of the transparent ones: the next step stands for it.
        return samples == key ? [samples[0] == 0 ? 1 : samples[0] - 1] + samples.dropFirst() : samples
    }

    private func store(_ sample: Int, at index: Int, _ target: UnsafeMutablePointer<UInt8>) {
        if depth == 16 {
            target[2 * index] = UInt8(sample >> 8)
            target[2 * index + 1] = UInt8(sample & 255)
        } else {
            target[index * depth / 8] |= UInt8(sample) << UInt8(8 - depth - index * depth % 8)
        }
    }

    private func swap(_ target: UnsafeMutablePointer<UInt8>) {
        let count = header.bytesPerRow / 2
        target.withMemoryRebound(to: UInt16.self, capacity: count) { samples in
            for index in 0..<count { samples[index] = samples[index].bigEndian }
        }
    }
}
