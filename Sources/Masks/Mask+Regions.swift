import Photo

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
    }

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
        forEachPixel { x, y in labels[y / side * columns + x / side] = 0 }
        let count = Self.label(&labels, columns: columns, rows: rows)
        var boxes = [Rectangle](repeating: Rectangle(x: 0, y: 0, width: 0, height: 0), count: count)
        forEachPixel { x, y in
            let label = Int(labels[y / side * columns + x / side]) - 1
            let box = boxes[label]
            let left = box.isEmpty ? x : min(box.x, x), top = box.isEmpty ? y : box.y
            boxes[label] = Rectangle(
                x: left, y: top, width: max(box.isEmpty ? 0 : box.right, x + 1) - left, height: y + 1 - top)
        }
        var masks = boxes.map { Mask(width: $0.width, height: $0.height) }
        forEachPixel { x, y in
            let label = Int(labels[y / side * columns + x / side]) - 1
            let box = boxes[label]
            masks[label].bytes[(y - box.y) * box.width + x - box.x] = bytes[y * width + x]
        }
        return zip(boxes, masks).map { Region(bounds: $0, mask: $1) }
    }

    private func forEachPixel(_ body: (_ x: Int, _ y: Int) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            for y in 0..<height {
                for x in 0..<width where bytes[y * width + x] != 0 { body(x, y) }
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
