import Masks
import Pixels

/// What differs between two masks, packed. Applying it to either gives the other, so that it is its own inverse.
struct MaskChange: Sendable {
    /// The rectangle outside of which both masks agree.
    let area: Rectangle
    /// Runs of equal exclusive-or bytes inside `area`, rows one after the other.
    private let runs: [(count: UInt32, difference: UInt8)]

    var byteCount: Int { runs.count * 8 }
    var isEmpty: Bool { runs.allSatisfy { $0.difference == 0 } }

    /// The change between two masks of one size, that agree outside `area`.
    init(from before: Mask, to after: Mask, in area: Rectangle) {
        precondition(before.width == after.width && before.height == after.height)
        let area = area.intersection(before.bounds)
        var runs: [(count: UInt32, difference: UInt8)] = []
        var line = [UInt8](repeating: 0, count: area.width)
        before.bytes.withUnsafeBufferPointer { old in
            after.bytes.withUnsafeBufferPointer { new in
                for y in area.y..<area.bottom {
                    let start = y * before.width + area.x
                    for column in 0..<area.width { line[column] = old[start + column] ^ new[start + column] }
                    line.withUnsafeBytes { line in
                        var column = 0
                        while column < line.count {
                            let difference = line[column], end = line.end(ofRunOf: difference, from: column, before: line.count)
                            if let last = runs.last, last.difference == difference {
                                runs[runs.count - 1].count += UInt32(end - column)
                            } else {
                                runs.append((UInt32(end - column), difference))
                            }
                            column = end
                        }
                    }
                }
            }
        }
        self.area = area
        self.runs = runs
    }

    func apply(to mask: inout Mask) {
        guard !area.isEmpty else { return }
        let width = mask.width
        mask.bytes.withUnsafeMutableBufferPointer { bytes in
            var offset = 0
            for run in runs {
                let end = offset + Int(run.count)
                while run.difference != 0, offset < end {
                    let (row, column) = offset.quotientAndRemainder(dividingBy: area.width)
                    let count = min(end - offset, area.width - column), start = (area.y + row) * width + area.x + column
                    for position in start..<start + count { bytes[position] ^= run.difference }
                    offset += count
                }
                offset = end
            }
        }
    }
}
