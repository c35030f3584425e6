import Photo

extension Mask {
    /// Every pixel whose center is at most `radius` from that of a pixel of the mask.
    ///
    /// Exact Euclidean distance; linear in the area touched, whatever the radius.
    public func grown(by radius: Int) -> Mask {
        guard radius > 0, let box = boundingBox else { return self }
        var result = self
        let area = box.inset(by: -min(radius, width + height)).intersection(bounds)
        forEachRowOfSquaredDistances(in: area, toMasked: true, limit: radius) { row, distances in
            let start = (area.y + row) * width + area.x
            for column in 0..<area.width where result.bytes[start + column] == 0 && distances[column] <= radius * radius {
                result.bytes[start + column] = 255
            }
        }
        return result
    }

    /// The pixels of the mask that are more than `radius` from every pixel outside it.
    ///
    /// The photo's edge does not count as outside: an object that the frame cuts keeps its cut.
    public func shrunk(by radius: Int) -> Mask {
        guard radius > 0, let box = boundingBox else { return self }
        var result = self
        forEachRowOfSquaredDistances(in: box, toMasked: false, limit: radius) { row, distances in
            let start = (box.y + row) * width + box.x
            for column in 0..<box.width where distances[column] <= radius * radius { result.bytes[start + column] = 0 }
        }
        return result
    }

    /// The mask with an edge that rises over `width` pixels inside it, from next to nothing to 255; never 0 inside.
    public func feathered(by radius: Int) -> Mask {
        guard radius > 0, let box = boundingBox else { return self }
        var result = self
        forEachRowOfSquaredDistances(in: box, toMasked: false, limit: radius) { row, distances in
            let start = (box.y + row) * width + box.x
            for column in 0..<box.width where result.bytes[start + column] != 0 {
                let share = min(1, Float(distances[column]).squareRoot() / Float(radius + 1))
                result.bytes[start + column] = UInt8(max(1, (255 * share).rounded()))
            }
        }
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
        var result = [UInt32](repeating: UInt32(far), count: reach.width * area.height)
        var steps = [Int](repeating: far, count: reach.width)
        func sweep(_ rows: some Sequence<Int>) {
            for column in 0..<reach.width { steps[column] = far }
            for row in rows {
                let source = row * width + reach.x, isWanted = row >= area.y && row < area.bottom
                let target = (row - area.y) * reach.width
                for column in 0..<reach.width {
                    steps[column] = (bytes[source + column] != 0) == toMasked ? 0 : min(far, steps[column] + 1)
                    if isWanted { result[target + column] = min(result[target + column], UInt32(steps[column])) }
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
