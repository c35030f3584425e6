import Pixels

extension Mask {
    /// Unmarked spots that a brush missed of an object. Marks enclose such a spot; it takes less than a hundredth of them, and all that
    /// they enclose of that size less than a twentieth; and the marks around it are nowhere thinner than it is wide.
    ///
    /// Area alone would take the cells of grids, nets and fences, and the insides of small letters, for such spots. Spots at the photo's
    /// border are none. Time and memory are linear in the marks' bounding box, but for spots that are wide.
    ///
    /// - Parameters:
    ///   - change: only what marks enclose that are connected with some in there.
    ///   - before: the marks before a change; spots that they enclosed as they are now were left on purpose, and are none.
    ///   - kept: spots on which it is not 0 are none.
    public func islands(around change: Rectangle? = nil, since before: Mask? = nil, except kept: Mask? = nil) -> [Region] {
        guard var box = boundingBox else { return [] }
        if let change {
            var connected = EnclosedSpots(in: box, of: self)
            box = connected.extent(ofMarksIn: change)
        }
        var search = EnclosedSpots(in: box, of: self)
        let spots = search.groups().flatMap { marks, spots in
            20 * spots.reduce(0) { $0 + $1.area } < marks ? spots.map(\.region).filter(isThicker(around:)) : []
        }
        return spots.filter { before.map($0.isEnclosed(by:)) != true && kept.map($0.touches(_:)) != true }
    }

    /// Whether the marks around a spot are everywhere at least as thick as the spot is wide.
    private func isThicker(around spot: Region) -> Bool {
        // The widest disk inside has its middle where the spot's border is farthest. Two pixels in a row have none between them.
        guard min(spot.bounds.width, spot.bounds.height) > 2 else { return true }
        let depth = spot.mask.crop(spot.mask.bounds.inset(by: -1)).depths(limit: spot.bounds.longestSide).max() ?? 0
        let width = Int((2 * depth - 1).rounded(.up)), area = spot.bounds.inset(by: -width)
        let own = spot.mask.crop(spot.mask.bounds.inset(by: -width)), near = own.grown(by: width)
        for y in 0..<area.height where area.y + y >= 0 && area.y + y < height {
            for x in 0..<area.width where area.x + x >= 0 && area.x + x < self.width {
                let index = y * area.width + x
                if near.bytes[index] != 0, own.bytes[index] == 0, self[area.x + x, area.y + y] == 0 { return false }
            }
        }
        return true
    }
}

extension Mask.Region {
    /// Whether all pixels beside it are in `other`, which is as large as the whole mask.
    fileprivate func isEnclosed(by other: Mask) -> Bool {
        let own = mask.crop(mask.bounds.inset(by: -1)), rim = own.grown(by: 1)
        return rim.bytes.indices.allSatisfy { index in
            rim.bytes[index] == 0 || own.bytes[index] != 0
                || other[bounds.x - 1 + index % rim.width, bounds.y - 1 + index / rim.width] != 0
        }
    }
}

extension Mask {
    /// Finds what marks enclose, by flooding a map of them row by row.
    fileprivate struct EnclosedSpots {
        private enum Kind { case free, marked, open, counted }

        /// A spot as runs of pixels in the map.
        struct Spot {
            var runs: [Range<Int>] = []
            var area = 0
            let box: Rectangle

            /// In the whole mask.
            var region: Mask.Region {
                let rows = runs.map { $0.lowerBound / box.width }, columns = runs.map { $0.lowerBound % box.width }
                let top = rows.min()!, left = columns.min()!
                let right = zip(runs, columns).map { $1 + $0.count }.max()!
                var mask = Mask(width: right - left, height: rows.max()! + 1 - top)
                for (index, run) in runs.enumerated() {
                    let start = (rows[index] - top) * mask.width + columns[index] - left
                    for position in start..<start + run.count { mask.bytes[position] = 255 }
                }
                return Mask.Region(
                    bounds: Rectangle(x: box.x + left, y: box.y + top, width: mask.width, height: mask.height), mask: mask)
            }
        }

        private let box: Rectangle
        private var kinds: [Kind]
        private var waiting: [Int] = []

        init(in box: Rectangle, of mask: Mask) {
            self.box = box
            kinds = [Kind](repeating: .free, count: box.width * box.height)
            for y in 0..<box.height {
                let from = (box.y + y) * mask.width + box.x
                for x in 0..<box.width where mask.bytes[from + x] != 0 { kinds[y * box.width + x] = .marked }
            }
        }

        /// The rectangle around all marks that are connected with some in `area`, a part of the whole mask.
        mutating func extent(ofMarksIn area: Rectangle) -> Rectangle {
            let area = area.intersection(box)
            var extent = Rectangle(x: box.x, y: box.y, width: 0, height: 0)
            for y in area.y..<area.bottom {
                for x in area.x..<area.right {
                    let start = (y - box.y) * box.width + x - box.x
                    guard kinds[start] == .marked else { continue }
                    flood(from: start, .marked, to: .counted) { [box] run in
                        let (row, column) = run.lowerBound.quotientAndRemainder(dividingBy: box.width)
                        extent = extent.union(Rectangle(x: box.x + column, y: box.y + row, width: run.count, height: 1))
                    }
                }
            }
            return extent
        }

        private mutating func openBorder() {
            guard !kinds.isEmpty else { return }
            // What is free at the border of the box is open to what lies beyond, or to the photo's border.
            let last = kinds.count - box.width
            for x in 0..<box.width { for start in [x, last + x] { flood(from: start, .free, to: .open) { _ in } } }
            for y in 0..<box.height { for x in [0, box.width - 1] { flood(from: y * box.width + x, .free, to: .open) { _ in } } }
        }

        /// For each connected set of marks that encloses something its area, and the spots in it that take less than a hundredth of that.
        mutating func groups() -> [(marks: Int, spots: [Spot])] {
            openBorder()
            guard kinds.contains(.free) else { return [] }
            var result: [(marks: Int, spots: [Spot])] = []
            // From above, so that marks inside a spot come after those around it.
            for start in kinds.indices where kinds[start] == .marked {
                var area = 0, runs: [Range<Int>] = []
                flood(from: start, .marked, to: .counted) { run in
                    area += run.count
                    runs.append(run)
                }
                let small = runs.flatMap { spots(beside: $0) }.filter { 100 * $0.area < area }
                if !small.isEmpty { result.append((area, small)) }
            }
            return result
        }

        /// Those that were not found yet.
        private mutating func spots(beside run: Range<Int>) -> [Spot] {
            // A spot has its lowest row on marks, as it does not lie at the border of the box.
            var result: [Spot] = []
            for above in run.lowerBound - box.width..<run.upperBound - box.width where above >= 0 && kinds[above] == .free {
                var spot = Spot(box: box)
                flood(from: above, .free, to: .open) { run in
                    spot.area += run.count
                    spot.runs.append(run)
                }
                result.append(spot)
            }
            return result
        }

        /// Turns the connected pixels of a kind into another, and calls `body` with each of their runs. Marks that touch at a corner are
        /// connected, other pixels are not.
        private mutating func flood(from start: Int, _ kind: Kind, to new: Kind, _ body: (Range<Int>) -> Void) {
            waiting.append(start)
            let reach = kind == .marked ? 1 : 0
            while let pixel = waiting.popLast() {
                guard kinds[pixel] == kind else { continue }
                let row = pixel / box.width * box.width
                var from = pixel, to = pixel + 1
                while from > row, kinds[from - 1] == kind { from -= 1 }
                while to < row + box.width, kinds[to] == kind { to += 1 }
                for position in from..<to { kinds[position] = new }
                body(from..<to)
                let columns = max(row, from - reach)..<min(row + box.width, to + reach)
                for step in [-box.width, box.width] where row + step >= 0 && row + step < kinds.count {
                    var isInside = false
                    for position in columns.lowerBound + step..<columns.upperBound + step {
                        let isKind = kinds[position] == kind
                        if isKind && !isInside { waiting.append(position) }
                        isInside = isKind
                    }
                }
            }
        }
    }
}
