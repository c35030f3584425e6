import Pixels

/// A small picture of a part of the photo, brought back to the photo's size by Catmull and Rom's cubic.
struct Enlargement: FillSource {
    private let planes: Planes
    private let columns, rows: Taps
    let grain: Int

    /// `planes` shows `part`; values are wanted in `area` only.
    init(_ planes: Planes, of part: Rectangle, area: Rectangle) {
        self.planes = planes
        // A quarter of a pixel of the picture: the correction stays finer than what it corrects.
        grain = max(1, part.width / (4 * planes.width))
        columns = Taps(count: planes.width, start: part.x, length: part.width, from: area.x, to: area.right)
        rows = Taps(count: planes.height, start: part.y, length: part.height, from: area.y, to: area.bottom)
    }

    func value(_ x: Int, _ y: Int) -> SIMD4<Float> {
        let (column, horizontal) = columns[x], (row, vertical) = rows[y]
        var result = SIMD4<Float>.zero
        planes.values.withUnsafeBufferPointer { values in
            for channel in 0..<planes.channels {
                var sum: Float = 0
                for tap in 0..<4 {
                    let line = (channel &* planes.height &+ Int(row[tap])) &* planes.width
                    let samples = SIMD4(
                        values[line &+ Int(column[0])], values[line &+ Int(column[1])], values[line &+ Int(column[2])],
                        values[line &+ Int(column[3])])
                    sum += vertical[tap] * (samples * horizontal).sum()
                }
                result[channel] = sum
            }
        }
        return result
    }

    func continuation(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> SIMD4<Float> { value(x + dx, y + dy) }
    func disagreement(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int, reach: Int) -> Float { 0 }

    /// The four positions and weights for each photo position along one side.
    private struct Taps {
        private let first: Int
        private var positions: [SIMD4<Int32>] = [], weights: [SIMD4<Float>] = []

        init(count: Int, start: Int, length: Int, from: Int, to: Int) {
            first = from
            for position in from..<to {
                let center = (Float(position - start) + 0.5) * Float(count) / Float(length) - 0.5
                let base = center.rounded(.down), t = center - base
                let (t2, t3) = (t * t, t * t * t)
                weights.append(0.5 * SIMD4(-t3 + 2 * t2 - t, 3 * t3 - 5 * t2 + 2, -3 * t3 + 4 * t2 + t, t3 - t2))
                let taps = SIMD4<Int32>(-1, 0, 1, 2) &+ Int32(base)
                positions.append(taps.clamped(lowerBound: .zero, upperBound: SIMD4(repeating: Int32(count - 1))))
            }
        }

        subscript(position: Int) -> (SIMD4<Int32>, SIMD4<Float>) {
            (positions[position - first], weights[position - first])
        }
    }
}
