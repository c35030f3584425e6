import CJPEG
import Pixels

/// The exchange of a JPEG file's changed pixels in its quantized coefficients.
///
/// A block that holds no changed pixel stays as it is. In the others the samples that are unchanged are what the
/// block's own coefficients say, unrounded, so that they lose nothing by being quantized once more.
struct JPEGPatch {
    let picture: Composition
    private(set) var count = Count()

    private let transform = BlockTransform()
    /// For each 8 x 8 pixels of the file how many of them have changed.
    private let cells: [Int]
    private let cellColumns: Int

    init(_ picture: Composition) {
        self.picture = picture
        cellColumns = (picture.width + 7) / 8
        var cells = [Int](repeating: 0, count: cellColumns * ((picture.height + 7) / 8))
        for y in 0..<picture.height where picture.mayHaveChanged(row: y) {
            for x in 0..<picture.width where picture.changed[picture.pixel(x, y)] != 0 {
                cells[y / 8 * cellColumns + x / 8] += 1
            }
        }
        self.cells = cells
    }

    /// Changes the coefficients that `reader` has read.
    mutating func apply(to reader: borrowing JPEGReader) throws(PhotoError) {
        let info = reader.info.pointee
        for index in 0..<Int(info.num_components) {
            let component = Component(
                info.comp_info[index], index: index, in: info, inksAreInverted: reader.inksAreInverted)
            guard let component else { throw .unsupported(path: reader.path, reason: "a quantization table is missing") }
            count.all += component.columns * component.rows
            for row in 0..<component.rows {
                let touched = (0..<component.columns).filter { changedPixels($0, row, component) > 0 }
                guard !touched.isEmpty else { continue }
                count.touched += touched.count
                var blocks: UnsafeMutablePointer<Int16>?
                try reader.check(cjpeg_block_row(reader.handle, Int32(index), Int32(row), &blocks))
                for column in touched where !encode(blocks! + 64 * column, column, row, component) { count.unchanged += 1 }
            }
        }
    }

    /// How much was encoded anew, in a clause.
    var description: String {
        // Rounded down: where a block is touched it is never all.
        let hundredths = 10_000 * (count.all - count.touched) / max(1, count.all), digits = "\(100 + hundredths % 100)".dropFirst()
        let percent = "\(hundredths / 100)" + (hundredths % 100 == 0 ? "" : ".\(digits)")
        return "\(percent) % of the file untouched, \(count.touched) of \(count.all) blocks encoded anew\(count.ofLowQuality)"
    }

    /// How many of the pixels for which a block stands have changed.
    private func changedPixels(_ column: Int, _ row: Int, _ component: Component) -> Int {
        let cellRows = cells.count / cellColumns
        var sum = 0
        for y in row * component.expandY..<min(cellRows, (row + 1) * component.expandY) {
            for x in column * component.expandX..<min(cellColumns, (column + 1) * component.expandX) { sum += cells[y * cellColumns + x] }
        }
        return sum
    }

    /// The sum of squares by which a block's samples differ where one sees it: by 4 of 255 on the mean.
    private static let visibleDifference: Float = 64 * 4 * 4

    /// Encodes a block anew: unchanged samples from its old coefficients, the others from the result. False where it stays as
    /// it was, though the difference could be seen.
    private func encode(_ block: UnsafeMutablePointer<Int16>, _ column: Int, _ row: Int, _ component: Component) -> Bool {
        // Of a block that has changed as a whole the old samples are asked for only where it stays.
        let isWhole = changedPixels(column, row, component) == 64 * component.expandX * component.expandY
        var old = isWhole ? BlockTransform.Block(repeating: SIMD8()) : decoded(block, component), samples = old, isAnother = false
        for y in 0..<8 { for x in 0..<8 { samples[y][x] = sample(8 * column + x, 8 * row + y, old: old[y][x], component) } }
        let coefficients = transform.forward(samples)
        for v in 0..<8 {
            for u in 0..<8 {
                // The largest that both codings can say for 8-bit samples; black has a mean of -1024.
                let level = min(max(coefficients[v][u] / component.table[8 * v + u], u + v == 0 ? -1024 : -1023), 1023)
                let number = Int16(level < 0 ? level - 0.5 : level + 0.5)
                isAnother = isAnother || number != block[8 * v + u]
                block[8 * v + u] = number
            }
        }
        if isAnother { return true }
        if isWhole { old = decoded(block, component) }
        let difference = (0..<8).reduce(0) { $0 + ((samples[$1] - old[$1]) * (samples[$1] - old[$1])).sum() }
        return difference < Self.visibleDifference
    }

    private func decoded(_ block: UnsafePointer<Int16>, _ component: Component) -> BlockTransform.Block {
        var coefficients = BlockTransform.Block(repeating: SIMD8())
        for v in 0..<8 { for u in 0..<8 { coefficients[v][u] = Float(block[8 * v + u]) * component.table[8 * v + u] } }
        return transform.inverse(coefficients)
    }

    /// Sample (x, y) of a component, around 0: the mean over the pixels that it stands for, `old` where these are unchanged.
    ///
    /// Beyond the picture's edge the outermost pixel goes on, lest the padding keep what was removed.
    private func sample(_ x: Int, _ y: Int, old: Float, _ component: Component) -> Float {
        var sum: Float = 0
        var anyChanged = false
        for row in y * component.expandY..<(y + 1) * component.expandY {
            for column in x * component.expandX..<(x + 1) * component.expandX {
                let pixel = picture.pixel(min(column, picture.width - 1), min(row, picture.height - 1))
                if picture.changed[pixel] != 0 {
                    anyChanged = true
                    sum += component.value(of: pixel, in: picture.result) - 128
                } else {
                    sum += old
                }
            }
        }
        return anyChanged ? sum / Float(component.expandX * component.expandY) : old
    }
}

extension JPEGPatch {
    /// How many blocks there are.
    struct Count {
        /// Encoded anew, and all.
        var touched = 0, all = 0
        /// Touched ones that came out as they were, though the result is another: the file's tables have no nearer values.
        var unchanged = 0

        /// What is said of the last.
        var ofLowQuality: String {
            if unchanged == 0 { return "" }
            return ", of which \(unchanged) look as before, as the file's quality is too low to show the fill; save as PNG to see it"
        }

        static func += (left: inout Self, right: Self) {
            left.touched += right.touched
            left.all += right.all
            left.unchanged += right.unchanged
        }
    }

    /// A component's blocks, what pixels they stand for, and how its values come from those.
    fileprivate struct Component {
        let columns, rows: Int
        /// Pixels for each sample along the sides; whole numbers, as the decoder takes no others.
        let expandX, expandY: Int
        /// 64 steps in natural order.
        let table: [Float]
        private let index: Int
        private let space: J_COLOR_SPACE
        private let inksAreInverted: Bool

        init?(_ component: jpeg_component_info, index: Int, in info: jpeg_decompress_struct, inksAreInverted: Bool) {
            guard let table = component.quant_table else { return nil }
            columns = Int(component.width_in_blocks)
            rows = Int(component.height_in_blocks)
            expandX = Int(info.max_h_samp_factor / component.h_samp_factor)
            expandY = Int(info.max_v_samp_factor / component.v_samp_factor)
            // A step of 0 is against the rules, and decodes to 0; any step serves.
            self.table = withUnsafeBytes(of: table.pointee.quantval) { bytes in
                bytes.bindMemory(to: UInt16.self).map { Float(max($0, 1)) }
            }
            self.index = index
            self.space = info.jpeg_color_space
            self.inksAreInverted = inksAreInverted
        }

        /// The component's value, 0 to 255, for a pixel of `raster`.
        func value(of pixel: Int, in raster: Raster) -> Float {
            switch space {
            case JCS_YCbCr:
                return luminanceOrChrominance(
                    Float(raster.bytes[3 * pixel]), Float(raster.bytes[3 * pixel + 1]), Float(raster.bytes[3 * pixel + 2]))
            case JCS_CMYK:
                return ink(index, pixel, raster)
            case JCS_YCCK where index < 3:
                return luminanceOrChrominance(
                    255 - ink(0, pixel, raster), 255 - ink(1, pixel, raster), 255 - ink(2, pixel, raster))
            case JCS_YCCK:
                return ink(3, pixel, raster)
            default:
                return Float(raster.bytes[raster.channels * pixel + index])
            }
        }

        private func ink(_ channel: Int, _ pixel: Int, _ raster: Raster) -> Float {
            let ink = Float(raster.bytes[4 * pixel + channel])
            return inksAreInverted ? 255 - ink : ink
        }

        /// JFIF 1.02, conversion from RGB.
        private func luminanceOrChrominance(_ red: Float, _ green: Float, _ blue: Float) -> Float {
            switch index {
            case 0: 0.299 * red + 0.587 * green + 0.114 * blue
            case 1: -0.168735892 * red - 0.331264108 * green + 0.5 * blue + 128
            default: 0.5 * red - 0.418687589 * green - 0.081312411 * blue + 128
            }
        }
    }
}
