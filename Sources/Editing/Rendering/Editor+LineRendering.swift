import Inpainting
import Pixels

/// Lines that a fill has found.
extension Editor {
    /// A screen pixel on each of them, where its digit has room beside those of others.
    public var linePlaces: [(column: Int, row: Int)] {
        foundLines.enumerated().map { number, found in
            viewport.pixel(of: found.line.start.toward(found.line.end, [0.5, 0.3, 0.7, 0.4, 0.6][number % 5]))
        }
    }

    /// Cyan and black in turn, so that they show on any picture and are no marks; erased ones are dots.
    func drawFoundLines(on picture: inout Picture) {
        for (number, found) in foundLines.enumerated() {
            let start = viewport.pixel(of: found.line.start), end = viewport.pixel(of: found.line.end)
            let steps = max(1, abs(end.column - start.column), abs(end.row - start.row))
            for step in stride(from: 0, through: steps, by: found.isErased ? 4 : 1) {
                let column = start.column + (end.column - start.column) * step / steps, row = start.row + (end.row - start.row) * step / steps
                guard (0..<picture.width).contains(column), (0..<picture.height).contains(row) else { continue }
                let index = row * picture.width + column, isLight = found.isErased || step / 2 & 1 == 0
                picture.signs[index] = .found(number + 1)
                for (channel, value) in [0, 255, 255].enumerated() { picture.bytes[3 * index + channel] = isLight ? UInt8(value) : 0 }
            }
        }
    }
}
