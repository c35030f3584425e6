/// Cells of four or six pixels, for which there are two colors.
extension PictureEncoder {
    func fineCell(_ grid: PixelGrid, _ column: Int, _ row: Int) -> Cell {
        let first = row * shape.rows * grid.width + column * shape.columns
        let pixels = (0..<shape.rows).flatMap { line in (0..<shape.columns).map { first + line * grid.width + $0 } }
        guard mode == .mono else { return mixedCell(pixels.map(grid.color), column, row) }
        let signs = pixels.map { grid.signs[$0] }
        if signs.contains(.line) { return Cell(glyph: PictureEncoder.line) }
        if signs.contains(.ring) { return Cell(glyph: PictureEncoder.ring) }
        if let thin = signs.first(where: \.isThin), let glyph = pattern(thin, column, row) { return Cell(glyph: glyph) }
        if signs.allSatisfy({ $0 == signs[0] }), let glyph = pattern(signs[0], column, row) { return Cell(glyph: glyph) }
        let lit = pixels.indices.filter { place in
            isLit(grid, pixels[place], shape.columns * column + place % shape.columns, shape.rows * row + place / shape.columns)
        }
        return Cell(glyph: shape.glyph(lit.reduce(0) { $0 | 1 << $1 }))
    }

    /// The parting into two colors that leaves the least squares of differences: of all there are.
    private func mixedCell(_ colors: [RGB], _ column: Int, _ row: Int) -> Cell {
        let values = colors.map { SIMD3(Int32($0.red), Int32($0.green), Int32($0.blue)) }
        let all = values.reduce(SIMD3()) { $0 &+ $1 }
        /// What a group of pixels with this sum takes off the squares, times what no parting changes.
        func gain(_ sum: SIMD3<Int32>, _ count: Int) -> Float {
            let sum = SIMD3<Float>(sum)
            return count == 0 ? 0 : (sum * sum).sum() / Float(count)
        }
        // The last pixel is never in the foreground: the other half of the partings are these with colors exchanged.
        var sums = [SIMD3<Int32>()], best = (bits: 0, gain: gain(all, values.count))
        for bits in 1..<1 << (values.count - 1) {
            let lowest = bits.trailingZeroBitCount
            sums.append(sums[bits & (bits - 1)] &+ values[lowest])
            let count = bits.nonzeroBitCount, found = gain(sums[bits], count) + gain(all &- sums[bits], values.count - count)
            if found > best.gain { best = (bits, found) }
        }
        func mean(_ sum: SIMD3<Int32>, _ count: Int) -> Color {
            let count = Int32(max(1, count)), mean = (sum &+ SIMD3(repeating: count / 2)) / SIMD3(repeating: count)
            return shown(RGB(UInt8(mean.x), UInt8(mean.y), UInt8(mean.z)), column, row)
        }
        let count = best.bits.nonzeroBitCount, background = mean(all &- sums[best.bits], values.count - count)
        if best.bits == 0 { return Cell(glyph: " ", background: background) }
        return Cell(glyph: shape.glyph(best.bits), foreground: mean(sums[best.bits], count), background: background)
    }
}
