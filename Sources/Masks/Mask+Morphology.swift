import Pixels

extension Mask {
    /// Every pixel whose center is at most `radius` from that of a pixel of the mask.
    ///
    /// Exact Euclidean distance; linear in the area touched, whatever the radius.
    public func grown(by radius: Int) -> Mask {
        guard radius > 0, let box = boundingBox else { return self }
        var result = self
        let area = box.inset(by: -min(radius, width + height)).intersection(bounds)
        forEachRowNearBorder(in: area, toMasked: true, limit: radius) { start, distances in
            for (column, distance) in distances.enumerated() where result.bytes[start + column] == 0 && distance <= radius * radius {
                result.bytes[start + column] = 255
            }
        }
        return result
    }

    /// The pixels of the mask that are more than `radius` from every pixel outside it.
    ///
    /// The photo's edge does not count as outside: an object that the frame cuts keeps its cut.
    public func shrunk(by radius: Int) -> Mask {
        guard radius > 0, let area = boundingBoxWithRim else { return self }
        var result = self
        forEachRowNearBorder(in: area, toMasked: false, limit: radius) { start, distances in
            for (column, distance) in distances.enumerated() where distance <= radius * radius { result.bytes[start + column] = 0 }
        }
        return result
    }

    /// The mask with an edge that rises over `width` pixels inside it, from next to nothing to 255; never 0 inside.
    public func feathered(by radius: Int) -> Mask {
        guard radius > 0, let area = boundingBoxWithRim else { return self }
        var result = self
        result.bytes.withUnsafeMutableBufferPointer { bytes in
            for index in bytes.indices { bytes[index] = bytes[index] == 0 ? 0 : 255 }
        }
        forEachRowNearBorder(in: area, toMasked: false, limit: radius) { start, distances in
            for (column, distance) in distances.enumerated() where result.bytes[start + column] != 0 {
                let share = min(1, Float(distance).squareRoot() / Float(radius + 1))
                result.bytes[start + column] = UInt8(max(1, (255 * share).rounded()))
            }
        }
        return result
    }

    /// By how much it was feathered: its least value says so.
    public var featherRadius: Int {
        let least = bytes.reduce(255) { $1 == 0 ? $0 : min($0, $1) }
        return Int((255 / Double(least)).rounded()) - 1
    }

    /// With the pixels around it, so that what is free is seen on all sides.
    private var boundingBoxWithRim: Rectangle? { boundingBox?.inset(by: -1).intersection(bounds) }

    /// Calls `body` for each row of the pieces near the border: with the index of its first pixel and the squared distances.
    private func forEachRowNearBorder(
        in area: Rectangle, toMasked: Bool, limit: Int, _ body: (_ start: Int, _ distances: [Int]) -> Void
    ) {
        for piece in piecesNearBorder(in: area, limit: limit) {
            forEachRowOfSquaredDistances(in: piece, toMasked: toMasked, limit: limit) { row, distances in
                body((piece.y + row) * width + piece.x, distances)
            }
        }
    }

    /// Pieces that hold every pixel of `area` of which one of the other kind, masked or not, lies within `limit`. Far inside and far
    /// outside there is nothing to measure.
    private func piecesNearBorder(in area: Rectangle, limit: Int) -> [Rectangle] {
        // Measuring a block reaches into its neighbors: much smaller ones would measure most pixels many times.
        let side = max(64, 2 * min(limit, width + height))
        let columns = (area.width + side - 1) / side, rows = (area.height + side - 1) / side
        func block(_ column: Int, _ row: Int, count: Int = 1) -> Rectangle {
            Rectangle(x: area.x + column * side, y: area.y + row * side, width: count * side, height: side).intersection(area)
        }
        // Whether a block is all masked, or all free; nil where it is mixed.
        let kinds = (0..<rows * columns).map { isUniform(block($0 % columns, $0 / columns)) }
        func isNearBorder(_ column: Int, _ row: Int) -> Bool {
            guard let kind = kinds[row * columns + column] else { return true }
            return (max(0, row - 1)...min(rows - 1, row + 1)).contains { row in
                (max(0, column - 1)...min(columns - 1, column + 1)).contains { kinds[row * columns + $0] != kind }
            }
        }
        var pieces: [Rectangle] = []
        for row in 0..<rows {
            var column = 0
            while column < columns {
                let first = column
                while column < columns, isNearBorder(column, row) { column += 1 }
                if column > first { pieces.append(block(first, row, count: column - first)) }
                column += 1
            }
        }
        return pieces
    }

    /// Whether all pixels of a block are masked, or all free; nil where there are both, or shares of different size.
    private func isUniform(_ block: Rectangle) -> Bool? {
        bytes.withUnsafeBytes { bytes in
            let value = bytes[block.y * width + block.x]
            let isUniform = (block.y..<block.bottom).allSatisfy { row in
                let start = row * width + block.x, end = start + block.width
                return bytes.end(ofRunOf: value, from: start, before: end) == end
            }
            return isUniform ? value != 0 : nil
        }
    }

    /// The share of its pixels that lies deepest inside, all of those that lie equally deep; without soft borders.
    public func innermost(_ share: Double) -> Mask {
        let depths = depths(limit: max(width, height)), inside = bytes.indices.filter { bytes[$0] != 0 }
        var result = Mask(width: width, height: height)
        guard !inside.isEmpty else { return result }
        let least = inside.map { depths[$0] }.sorted()[min(inside.count - 1, Int(Double(inside.count) * (1 - share)))]
        for index in inside where depths[index] >= least { result.bytes[index] = 255 }
        return result
    }

    /// Distance of each pixel to the nearest one outside the mask, 0 outside, at most `limit + 1`; `[height][width]`.
    public func depths(limit: Int) -> [Float] {
        var result = [Float](repeating: 0, count: width * height)
        forEachRowOfSquaredDistances(in: bounds, toMasked: false, limit: limit) { row, distances in
            for column in 0..<width {
                result[row * width + column] = min(Float(limit + 1), Float(distances[column]).squareRoot())
            }
        }
        return result
    }

    /// The largest of `depths(limit:)`, for which no memory is taken.
    public func depth(limit: Int) -> Float {
        guard bytes.contains(0) else { return Float(limit + 1) }
        var largest = 0
        for piece in piecesNearBorder(in: bounds, limit: limit) {
            forEachRowOfSquaredDistances(in: piece, toMasked: false, limit: limit) { _, distances in
                for distance in distances { largest = max(largest, distance) }
            }
            if largest > limit * limit { break }
        }
        return min(Float(limit + 1), Float(largest).squareRoot())
    }

    /// Calls `body` for each row of `area` with the squared distances of its pixels to the nearest pixel that is masked
    /// (or not masked), anywhere in the mask. Distances beyond `limit` come out as some larger number.
    ///
    /// Two passes: down and up the columns, then the lower envelope of parabolas along each row (Felzenszwalb and
    /// Huttenlocher, "Distance transforms of sampled functions", 2012).
    private func forEachRowOfSquaredDistances(
        in area: Rectangle, toMasked: Bool, limit: Int, _ body: (_ row: Int, _ distances: [Int]) -> Void
    ) {
        // What can be nearest lies within the limit of the area.
        let reach = area.inset(by: -min(limit, width + height)).intersection(bounds)
        let far = min(limit, width + height) + 1
        let vertical = columnDistances(in: reach, rows: area, toMasked: toMasked, far: far)
        var distances = [Int](repeating: 0, count: area.width)
        var envelope = Envelope(count: reach.width)
        for row in 0..<area.height {
            let start = row * reach.width
            envelope.build(count: reach.width) { column in
                let distance = Int(vertical[start + column])
                return distance >= far ? nil : distance * distance
            }
            envelope.evaluate(from: area.x - reach.x, into: &distances, nothing: .max)
            body(row, distances)
        }
    }

    /// For the columns of `reach` and the rows of `area`: steps up or down to the nearest pixel sought, at most `far`.
    private func columnDistances(in reach: Rectangle, rows area: Rectangle, toMasked: Bool, far: Int) -> [UInt32] {
        let columns = reach.width, far = UInt32(far)
        var result = [UInt32](repeating: far, count: columns * area.height)
        var steps = [UInt32](repeating: far, count: columns)
        func sweep(_ rows: some Sequence<Int>) {
            for column in 0..<columns { steps[column] = far }
            for row in rows {
                bytes.withUnsafeBufferPointer { bytes in
                    let masked = UnsafeBufferPointer(rebasing: bytes[row * width + reach.x..<row * width + reach.right])
                    steps.withUnsafeMutableBufferPointer { steps in
                        for column in 0..<columns { steps[column] = (masked[column] != 0) == toMasked ? 0 : min(far, steps[column] &+ 1) }
                    }
                }
                guard row >= area.y && row < area.bottom else { continue }
                let start = (row - area.y) * columns
                result.withUnsafeMutableBufferPointer { result in
                    let target = UnsafeMutableBufferPointer(rebasing: result[start..<start + columns])
                    steps.withUnsafeBufferPointer { steps in
                        for column in 0..<columns { target[column] = min(target[column], steps[column]) }
                    }
                }
            }
        }
        sweep(reach.y..<reach.bottom)
        sweep((reach.y..<reach.bottom).reversed())
        return result
    }

    /// The lower envelope of parabolas `(x - center)² + height`.
    private struct Envelope {
        private var centers: [Int], heights: [Int], starts: [Int]
        private var count = 0

        init(count: Int) {
            centers = [Int](repeating: 0, count: count)
            heights = centers
            starts = centers
        }

        mutating func build(count columns: Int, _ height: (Int) -> Int?) {
            count = 0
            for column in 0..<columns {
                guard let value = height(column) else { continue }
                var start = Int.min
                while count > 0 {
                    // The first column at which the new parabola is lower than the last one.
                    let last = count - 1
                    let rise = value + column * column - heights[last] - centers[last] * centers[last]
                    let width = 2 * (column - centers[last])
                    start = Int((Double(rise) / Double(width)).rounded(.down)) + 1
                    if start > starts[last] { break }
                    count -= 1
                    start = Int.min
                }
                centers[count] = column
                heights[count] = value
                starts[count] = start
                count += 1
            }
        }

        func evaluate(from first: Int, into distances: inout [Int], nothing: Int) {
            guard count > 0 else {
                for index in distances.indices { distances[index] = nothing }
                return
            }
            var piece = 0
            for index in distances.indices {
                let column = first + index
                while piece + 1 < count && starts[piece + 1] <= column { piece += 1 }
                let step = column - centers[piece]
                distances[index] = step * step + heights[piece]
            }
        }
    }
}
