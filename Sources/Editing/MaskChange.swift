import Masks
import Photo

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
        before.bytes.withUnsafeBufferPointer { old in
            after.bytes.withUnsafeBufferPointer { new in
                for y in area.y..<area.bottom {
                    for index in (y * before.width + area.x)..<(y * before.width + area.right) {
                        let difference = old[index] ^ new[index]
                        if let last = runs.last, last.difference == difference {
                            runs[runs.count - 1].count += 1
                        } else {
                            runs.append((1, difference))
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
                if run.difference != 0 {
                    for position in offset..<(offset + Int(run.count)) {
                        bytes[(area.y + position / area.width) * width + area.x + position % area.width] ^= run.difference
                    }
                }
                offset += Int(run.count)
            }
        }
    }
}
