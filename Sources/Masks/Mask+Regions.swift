import Pixels

extension Mask {
    /// A part of a mask that stands apart from the others.
    public struct Region: Equatable, Sendable {
        /// Where it lies in the whole mask; as small as can be.
        public let bounds: Rectangle
        /// As large as `bounds`; holds the pixels of this region only.
        public let mask: Mask

        public init(bounds: Rectangle, mask: Mask) {
            precondition(bounds.width == mask.width && bounds.height == mask.height)
            self.bounds = bounds
            self.mask = mask
        }

        /// Whether any of its pixels is in `other`, which is as large as the whole mask.
        public func touches(_ other: Mask) -> Bool {
            mask.bytes.indices.contains { index in
                mask.bytes[index] != 0 && other[bounds.x + index % bounds.width, bounds.y + index / bounds.width] != 0
            }
        }
    }

    /// All of it.
    public var whole: Region { Region(bounds: bounds, mask: self) }

    /// What is not 0, as one region; nil for an empty mask.
    public var region: Region? { boundingBox.map { Region(bounds: $0, mask: crop($0)) } }

    /// The smallest rectangle that holds every pixel that is not 0; nil for an empty mask.
    public var boundingBox: Rectangle? {
        var left = width, right = 0, top = height, bottom = 0
        bytes.withUnsafeBytes { bytes in
            for row in 0..<height {
                let start = row * width, end = start + width
                let first = bytes.end(ofRunOf: 0, from: start, before: end)
                guard first < end else { continue }
                left = min(left, first - start)
                right = max(right, bytes[start..<end].lastIndex { $0 != 0 }! - start + 1)
                top = min(top, row)
                bottom = row + 1
            }
        }
        return right == 0 ? nil : Rectangle(x: left, y: top, width: right - left, height: bottom - top)
    }

    /// The part under `rectangle`; what lies outside this mask is 0.
    public func crop(_ rectangle: Rectangle) -> Mask {
        var part = Mask(width: rectangle.width, height: rectangle.height)
        let shared = rectangle.intersection(bounds)
        for row in 0..<shared.height {
            let from = (shared.y + row) * width + shared.x
            let to = (shared.y + row - rectangle.y) * rectangle.width + shared.x - rectangle.x
            part.bytes.replaceSubrange(to..<to + shared.width, with: bytes[from..<from + shared.width])
        }
        return part
    }

    /// The mask cut into regions, in the order of their topmost row of cells.
    ///
    /// Pixels at most `distance` apart in both directions are always in the same region; pixels more than twice as far
    /// from all others never are: the mask is cut into square cells of that side, and cells that touch belong
    /// together. Time and memory are linear in the mask.
    public func regions(joining distance: Int = 1) -> [Region] {
        let side = max(1, distance)
        let columns = (width + side - 1) / side, rows = (height + side - 1) / side
        var labels = [Int32](repeating: -1, count: columns * rows)
        forEachPiece(side) { cell, _, _ in labels[cell] = 0 }
        let count = Self.label(&labels, columns: columns, rows: rows)
        var boxes = [Rectangle](repeating: Rectangle(x: 0, y: 0, width: 0, height: 0), count: count)
        forEachPiece(side) { cell, y, piece in
            let label = Int(labels[cell]) - 1, box = boxes[label]
            let left = box.isEmpty ? piece.lowerBound : min(box.x, piece.lowerBound), top = box.isEmpty ? y : box.y
            boxes[label] = Rectangle(
                x: left, y: top, width: max(box.isEmpty ? 0 : box.right, piece.upperBound) - left, height: y + 1 - top)
        }
        var masks = boxes.map { Mask(width: $0.width, height: $0.height) }
        forEachPiece(side) { cell, y, piece in
            let label = Int(labels[cell]) - 1, box = boxes[label]
            let target = (y - box.y) * box.width - box.x
            for x in piece { masks[label].bytes[target + x] = bytes[y * width + x] }
        }
        return zip(boxes, masks).map { Region(bounds: $0, mask: $1) }
    }

    /// Calls `body` for each row of each square cell of `side` that is not all 0: with the number of the cell, the row, and the
    /// columns from the first pixel to the last.
    private func forEachPiece(_ side: Int, _ body: (_ cell: Int, _ y: Int, _ piece: Range<Int>) -> Void) {
        let columns = (width + side - 1) / side
        bytes.withUnsafeBytes { bytes in
            for y in 0..<height {
                let start = y * width, end = start + width
                var index = bytes.end(ofRunOf: 0, from: start, before: end)
                while index < end {
                    let column = (index - start) / side, cellEnd = min(end, start + (column + 1) * side)
                    let last = bytes[index..<cellEnd].lastIndex { $0 != 0 }!
                    body(y / side * columns + column, y, index - start..<last + 1 - start)
                    index = bytes.end(ofRunOf: 0, from: cellEnd, before: end)
                }
            }
        }
    }

    /// Numbers the connected sets of cells that are 0 from 1 on; cells that touch at a corner are connected.
    private static func label(_ cells: inout [Int32], columns: Int, rows: Int) -> Int {
        var count: Int32 = 0, open: [Int] = []
        for start in cells.indices where cells[start] == 0 {
            count += 1
            cells[start] = count
            open.append(start)
            while let cell = open.popLast() {
                let (y, x) = cell.quotientAndRemainder(dividingBy: columns)
                for row in max(0, y - 1)...min(rows - 1, y + 1) {
                    for column in max(0, x - 1)...min(columns - 1, x + 1) where cells[row * columns + column] == 0 {
                        cells[row * columns + column] = count
                        open.append(row * columns + column)
                    }
                }
            }
        }
        return Int(count)
    }
}

extension Mask.Region {
    /// All of some regions, which must not be none.
    public init(joining regions: [Mask.Region]) {
        let bounds = regions.dropFirst().reduce(regions[0].bounds) { $0.union($1.bounds) }
        var mask = Mask(width: bounds.width, height: bounds.height)
        for region in regions {
            var area = region.bounds
            (area.x, area.y) = (area.x - bounds.x, area.y - bounds.y)
            mask.formUnion(Mask.Region(bounds: area, mask: region.mask))
        }
        self.init(bounds: bounds, mask: mask)
    }
}
