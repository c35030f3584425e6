import Pixels

extension Raster {
    /// A picture of given colors; unless told, of shades that vary from pixel to pixel, so that a shift or a wrong color shows.
    package static func pattern(
        width: Int, height: Int,
        _ color: (_ x: Int, _ y: Int) -> [UInt8] = { x, y in
            [UInt8((x * 3 + y) & 255), UInt8((y * 5) & 255), UInt8((x ^ y) & 255)]
        }
    ) -> Raster {
        var raster = Raster(width: width, height: height, model: .rgb)
        for y in 0..<height {
            for x in 0..<width {
                let color = color(x, y)
                for channel in 0..<3 { raster[x, y, channel] = Int(color[channel]) }
            }
        }
        return raster
    }
}
