#if TIFF
import Pixels

/// A strip or tile, decoded: rows of packed samples, for each plane.
struct TIFFChunk {
    let layout: TIFFLayout
    /// Which one it is.
    let column, row: Int
    var planes: [[UInt8]]
    /// Those of its pixels that are in the picture, from its upper left corner.
    let rows, columns: Int
    /// All of its rows: the last strip is as short as the picture.
    var storedRows: Int { layout.record.is_tiled != 0 ? layout.chunkHeight : rows }

    init(_ layout: TIFFLayout, column: Int, row: Int) {
        self.layout = layout
        self.column = column
        self.row = row
        rows = min(layout.chunkHeight, layout.height - row * layout.chunkHeight)
        columns = min(layout.chunkWidth, layout.width - column * layout.chunkWidth)
        let size = layout.record.is_tiled != 0 ? layout.chunkSize : layout.rowSize * rows
        planes = [[UInt8]](repeating: [UInt8](repeating: 0, count: size), count: layout.planes)
    }

    /// Its number in the file, in a plane.
    func index(_ plane: Int) -> Int { (plane * layout.down + row) * layout.across + column }

    /// Where its upper left corner is in the picture.
    var left: Int { column * layout.chunkWidth }
    var top: Int { row * layout.chunkHeight }

    private func place(_ x: Int, _ y: Int, _ sample: Int) -> (plane: Int, row: Int, index: Int) {
        layout.planes > 1 ? (sample, y * layout.rowSize, x) : (0, y * layout.rowSize, x * layout.samples + sample)
    }

    /// The bits of a sample.
    subscript(x: Int, y: Int, sample: Int) -> Int {
        get {
            let (plane, row, index) = place(x, y, sample)
            return planes[plane].withUnsafeBytes { bytes -> Int in
                switch layout.bits {
                case 8: return Int(bytes[row + index])
                case 16: return Int(bytes.loadUnaligned(fromByteOffset: row + 2 * index, as: UInt16.self))
                case 32: return Int(bytes.loadUnaligned(fromByteOffset: row + 4 * index, as: UInt32.self))
                case 64: return bytes.loadUnaligned(fromByteOffset: row + 8 * index, as: Int.self)
                default:
                    var sample = 0
                    for place in index * layout.bits..<(index + 1) * layout.bits {
                        sample = sample << 1 | Int(bytes[row + place >> 3] >> UInt8(7 - place & 7) & 1)
                    }
                    return sample
                }
            }
        }
        set {
            let (plane, row, index) = place(x, y, sample), bits = layout.bits
            planes[plane].withUnsafeMutableBytes { bytes in
                switch bits {
                case 8: bytes[row + index] = UInt8(newValue)
                case 16: bytes.storeBytes(of: UInt16(newValue), toByteOffset: row + 2 * index, as: UInt16.self)
                case 32: bytes.storeBytes(of: UInt32(newValue), toByteOffset: row + 4 * index, as: UInt32.self)
                case 64: bytes.storeBytes(of: newValue, toByteOffset: row + 8 * index, as: Int.self)
                default:
                    for bit in 0..<bits {
                        let place = index * bits + bit, mask = UInt8(1) << UInt8(7 - place & 7)
                        if newValue >> (bits - 1 - bit) & 1 == 1 {
                            bytes[row + place >> 3] |= mask
                        } else {
                            bytes[row + place >> 3] &= ~mask
                        }
                    }
                }
            }
        }
    }

    /// All finite numbers, where its samples are of floating point.
    func forEachNumber(_ body: (Double) -> Void) {
        for plane in planes {
            plane.withUnsafeBytes { bytes in
                func go<Number: BinaryFloatingPoint>(_: Number.Type) {
                    let size = MemoryLayout<Number>.size
                    for index in 0..<bytes.count / size {
                        let number = bytes.loadUnaligned(fromByteOffset: size * index, as: Number.self)
                        if number.isFinite { body(Double(number)) }
                    }
                }
                switch layout.bits {
                case 16: go(Float16.self)
                case 32: go(Float.self)
                default: go(Double.self)
                }
            }
        }
    }
}
#endif
