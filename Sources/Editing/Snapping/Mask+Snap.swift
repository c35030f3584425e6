import Masks
import Pixels
import Workers

extension Mask {
    /// The object that the marks lie on: GrabCut (Rother, Kolmogorov and Blake, SIGGRAPH 2004) on a reduced crop.
    ///
    /// Marks are of the object for sure, what lies far from them is of the background for sure; where the colors and
    /// the edges of `picture` (8-bit RGB, as large as the mask) part the rest is found by minimum cuts. What the marks
    /// do not touch is left out, holes are filled. Without marks, or without anything far from them, nothing changes.
    public func snapped(to picture: Raster, _ work: Work) throws(Cancelled) -> Mask { try snapped(to: picture, side: Snap.side, work) }

    /// - Parameter side: pixels along the longer side of the crop that is cut.
    func snapped(to picture: Raster, side: Double, _ work: Work) throws(Cancelled) -> Mask {
        precondition(picture.model == .rgb && picture.sampleType == .uint8 && picture.width == width && picture.height == height)
        guard let box = boundingBox else { return self }
        // Marks over the middle third of an object reach to its end with as much again on every side.
        let extent = max(8, Double(box.width * box.height).squareRoot())
        let reach = max(box.width, box.height, 8) * 5 / 4
        let area = box.inset(by: -(reach + reach / 3 + 1)).intersection(bounds)
        let scale = min(1, side / Double(area.longestSide))
        func reduced(_ length: Int) -> Int { max(1, Int(Double(length) * scale)) }
        let columns = reduced(area.width), rows = reduced(area.height)
        let colors = picture.crop(area).resized(to: columns, height: rows)
        let marks = crop(area).picture.resized(to: columns, height: rows).bytes.map { $0 > 0 }
        let around = Mask(width: columns, height: rows, bytes: marks.map { $0 ? 0 : 255 })
        var distances = around.depths(limit: columns + rows).map { Double($0) / (extent * scale) }
        if area == bounds {
            // Where nothing may be that far, the border of the photo is taken for background.
            let border = max(1, min(columns, rows) / 20)
            for index in distances.indices where !marks[index] {
                let x = index % columns, y = index / columns
                if min(x, y, columns - 1 - x, rows - 1 - y) < border { distances[index] = .infinity }
            }
        }
        var snap = Snap(colors, distances: distances)
        guard let object = try snap.run(work) else { return self }
        var result = self
        result.enlarge(object, columns: columns, rows: rows, in: area)
        return result
    }

    /// Marks what is at least half inside `object`, whose pixels lie evenly over `area`.
    private mutating func enlarge(_ object: [Bool], columns: Int, rows: Int, in area: Rectangle) {
        func taps(_ position: Int, _ size: Int, _ count: Int) -> LinearTap {
            LinearTap((Double(position) + 0.5) * Double(count) / Double(size) - 0.5, count: count)
        }
        let across = (0..<area.width).map { taps($0, area.width, columns) }
        for y in 0..<area.height {
            let down = taps(y, area.height, rows)
            for (x, tap) in across.enumerated() {
                func between(_ row: Int) -> Double {
                    (object[row * columns + tap.first] ? 1 - tap.share : 0) + (object[row * columns + tap.second] ? tap.share : 0)
                }
                if between(down.first) * (1 - down.share) + between(down.second) * down.share >= 0.5 {
                    bytes[(area.y + y) * width + area.x + x] = 255
                }
            }
        }
    }
}
