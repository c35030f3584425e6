import Pixels

extension Raster {
    /// The upright picture of a file in which this one lies as `orientation` says.
    func turned(_ orientation: Orientation) -> Raster {
        if orientation == .upright { return self }
        let size = orientation.size(width: width, height: height), steps = orientation.steps(width: width, height: height)
        var upright = Raster(width: size.width, height: size.height, model: model, sampleType: sampleType)
        upright.place(bytes, width: width, rows: height, at: steps.start, column: steps.column, row: steps.row)
        return upright
    }

    /// Lays `rows` rows of `width` pixels down so that pixel (x, y) becomes pixel `start + x * column + y * row`.
    mutating func place(_ source: [UInt8], width: Int, rows: Int, at start: Int, column: Int, row: Int) {
        let size = bytesPerPixel
        let corners = [0, (width - 1) * column, (rows - 1) * row, (width - 1) * column + (rows - 1) * row].map { $0 + start }
        precondition(source.count >= width * rows * size)
        precondition(corners.min()! >= 0 && corners.max()! < self.width * height)
        source.withUnsafeBufferPointer { source in
            bytes.withUnsafeMutableBufferPointer { target in
                func copy(x: Int, y: Int) {
                    let from = (y * width + x) * size, to = (start + x * column + y * row) * size
                    for byte in 0..<size { target[to + byte] = source[from + byte] }
                }
                // The inner loop goes along the target's rows.
                if abs(column) == 1 {
                    for y in 0..<rows { for x in 0..<width { copy(x: x, y: y) } }
                } else {
                    for x in 0..<width { for y in 0..<rows { copy(x: x, y: y) } }
                }
            }
        }
    }

    /// Turns every 8-bit sample round: black for white.
    mutating func invert() {
        bytes.withUnsafeMutableBufferPointer { bytes in
            for index in bytes.indices { bytes[index] = ~bytes[index] }
        }
    }
}
