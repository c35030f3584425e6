import Inpainting
import Pixels

/// Lines that a fill has found.
extension Editor {
    /// Where the label of each of them begins, in screen pixels: on the line, near its middle, and where none is yet; on small screens beside it. nil for
    /// those that are not seen.
    public var linePlaces: [(column: Int, row: Int)?] {
        var taken: [(column: Int, row: Int)] = []
        func isFree(_ place: (column: Int, row: Int)) -> Bool {
            place.column >= 0 && place.column + Self.labelColumns <= viewport.width && (0..<viewport.height).contains(place.row)
                && !taken.contains { $0.row / 2 == place.row / 2 && abs($0.column - place.column) < Self.labelColumns }
        }
        return foundLines.map { found in
            let onLine = (0...40).map { step in
                viewport.pixel(of: found.line.start.toward(found.line.end, 0.5 + Double(step % 2 == 0 ? step : -step - 1) / 80))
            }
            let beside = (1...4).flatMap { row in onLine.flatMap { [($0.column, $0.row + 2 * row), ($0.column, $0.row - 2 * row)] } }
            let place = (onLine + beside).first(where: isFree)
            if let place { taken.append(place) }
            return place
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
