import CPNG
import Pixels

/// A palette, its colors as RGBA in one number, that grows by the colors a result needs.
struct PNGPalette {
    private(set) var colors: [UInt32] = []
    private var indices: [UInt32: UInt8] = [:]

    /// The palette of `chunks` for samples of `depth` bits; what they cannot name does not count, nor does a tRNS chunk that the
    /// decoder has not taken.
    init(_ chunks: PNGChunks, depth: Int, hasTransparency: Bool) {
        let palette = chunks.before.first { $0.type == "PLTE" }?.payload ?? []
        let alphas = hasTransparency ? chunks.before.first { $0.type == "tRNS" }?.payload ?? [] : []
        for index in 0..<min(1 << depth, palette.count / 3) {
            let alpha = index < alphas.count ? alphas[index] : 255
            append(Self.color(palette[3 * index], palette[3 * index + 1], palette[3 * index + 2], alpha))
        }
    }

    /// The color of an upright pixel of a picture with or without alpha.
    static func color(of pixel: Int, in raster: Raster) -> UInt32 {
        let start = pixel * raster.channels, bytes = raster.bytes
        return color(bytes[start], bytes[start + 1], bytes[start + 2], raster.model.hasAlpha ? bytes[start + 3] : 255)
    }

    private static func color(_ red: UInt8, _ green: UInt8, _ blue: UInt8, _ alpha: UInt8) -> UInt32 {
        UInt32(red) << 24 | UInt32(green) << 16 | UInt32(blue) << 8 | UInt32(alpha)
    }

    private mutating func append(_ color: UInt32) {
        // Of equal colors the first is taken.
        if indices[color] == nil { indices[color] = UInt8(colors.count) }
        colors.append(color)
    }

    func index(of color: UInt32) -> UInt8 { indices[color]! }

    /// Gives a color to samples that are beyond the palette, the opaque black that decoders take for them.
    mutating func reach(_ index: Int) {
        while colors.count <= index { append(Self.color(0, 0, 0, 255)) }
    }

    /// Takes in all colors of the changed pixels; false where there are more than a palette holds.
    mutating func takeIn(_ picture: Composition) -> Bool {
        for pixel in picture.changed.indices where picture.changed[pixel] != 0 {
            let color = Self.color(of: pixel, in: picture.result)
            if indices[color] != nil { continue }
            guard colors.count < 256 else { return false }
            append(color)
        }
        return true
    }

    var chunk: PNGChunks.Chunk {
        PNGChunks.Chunk(type: "PLTE", payload: colors.flatMap { [UInt8($0 >> 24), UInt8($0 >> 16 & 255), UInt8($0 >> 8 & 255)] })
    }

    /// tRNS, as far as there is a color that is not opaque.
    var transparency: PNGChunks.Chunk? {
        guard let last = colors.lastIndex(where: { $0 & 255 != 255 }) else { return nil }
        return PNGChunks.Chunk(type: "tRNS", payload: colors[...last].map { UInt8($0 & 255) })
    }
}
