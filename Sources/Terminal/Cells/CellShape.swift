/// The pixels that a cell shows.
public enum CellShape: String, CaseIterable, Sendable {
    /// One above the other: nearly every font has these blocks.
    case half
    /// Two by two (U+2596 to U+259F).
    case quadrant
    /// Two by three (Unicode 13, U+1FB00 to U+1FB3B).
    case sextant

    public var columns: Int { self == .half ? 1 : 2 }
    public var rows: Int { self == .sextant ? 3 : 2 }

    /// The character of whose pixels those are in the foreground that have their bits set, from the upper left on, row by row.
    func glyph(_ bits: Int) -> Unicode.Scalar {
        switch self {
        case .half: return CellShape.halves[bits]
        case .quadrant: return CellShape.quadrants[bits]
        case .sextant: break
        }
        switch bits {
        case 0: return " "
        case 0b01_01_01: return "▌"
        case 0b10_10_10: return "▐"
        case 0b11_11_11: return Cell.full
        // Those four were there before, and are left out of the block's order.
        default: return Unicode.Scalar(0x1FB00 + UInt32(bits - 1 - (bits > 0b01_01_01 ? 1 : 0) - (bits > 0b10_10_10 ? 1 : 0)))!
        }
    }

    private static let halves = Array(" ▀▄█".unicodeScalars), quadrants = Array(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█".unicodeScalars)
}
