import Pixels

/// Halvings of a picture, from which any reduction is quickly averaged. The picture itself, level 0, stays with
/// its owner.
struct Pyramid: Sendable {
    struct Level: Sendable {
        let width, height: Int
        var bytes: [UInt8]
    }

    /// How four samples become one.
    enum Average: Sendable {
        /// sRGB samples, averaged as light.
        case light
        /// Shares of a mask, rounded up: what is not empty stays so at every level.
        case share
    }

    let channels: Int
    let average: Average
    /// Levels 1, 2, ... down to a single pixel.
    private(set) var reductions: [Level] = []

    init(_ base: Level, channels: Int, average: Average) {
        self.channels = channels
        self.average = average
        var width = base.width, height = base.height
        while width > 1 || height > 1 {
            width = (width + 1) / 2
            height = (height + 1) / 2
            reductions.append(Level(width: width, height: height, bytes: [UInt8](repeating: 0, count: width * height * channels)))
        }
        update(base, in: Rectangle(x: 0, y: 0, width: base.width, height: base.height))
    }

    func copied() -> Pyramid {
        var result = self
        result.reductions = reductions.map { Level(width: $0.width, height: $0.height, bytes: $0.bytes.copied()) }
        return result
    }

    /// Brings the levels up to date where `base` changed.
    mutating func update(_ base: Level, in area: Rectangle) {
        var area = area.intersection(Rectangle(x: 0, y: 0, width: base.width, height: base.height))
        guard !area.isEmpty else { return }
        for index in reductions.indices {
            area = Rectangle(
                x: area.x / 2, y: area.y / 2,
                width: (area.right + 1) / 2 - area.x / 2, height: (area.bottom + 1) / 2 - area.y / 2)
            reduce(index == 0 ? base : reductions[index - 1], to: index, in: area)
        }
    }

    private mutating func reduce(_ source: Level, to index: Int, in area: Rectangle) {
        let channels = channels, target = reductions[index].width, average = average
        source.bytes.withUnsafeBytes { source0 in
            reductions[index].bytes.withUnsafeMutableBufferPointer { output in
                for y in area.y..<area.bottom {
                    let upper = source0.baseAddress! + 2 * y * source.width * channels
                    let lower = source0.baseAddress! + min(2 * y + 1, source.height - 1) * source.width * channels
                    let line = output.baseAddress! + y * target * channels
                    switch average {
                    case .light: Pyramid.averageLight(upper, lower, width: source.width, channels: channels, area.x..<area.right, line)
                    case .share: Pyramid.averageShares(upper, lower, width: source.width, area.x..<area.right, line)
                    }
                }
            }
        }
    }

    /// Pixels `range` of a line from two lines of `width` pixels; at an odd width the last one stands for its neighbor.
    private static func averageLight(
        _ upper: UnsafeRawPointer, _ lower: UnsafeRawPointer, width: Int, channels: Int, _ range: Range<Int>,
        _ output: UnsafeMutablePointer<UInt8>
    ) {
        Transfer.linear.withUnsafeBufferPointer { linear in
            Transfer.encoded.withUnsafeBufferPointer { encoded in
                func light(_ line: UnsafeRawPointer, _ sample: Int) -> Int {
                    Int(linear[Int(line.load(fromByteOffset: sample, as: UInt8.self))])
                }
                for x in range {
                    let step = 2 * x + 1 < width ? channels : 0
                    for sample in 2 * x * channels..<(2 * x + 1) * channels {
                        let sum = light(upper, sample) &+ light(upper, sample &+ step) &+ light(lower, sample) &+ light(lower, sample &+ step)
                        output[sample &- x &* channels] = encoded[sum &>> 2]
                    }
                }
            }
        }
    }

    /// The same of shares; two neighbors are read at once, so that the compiler can do many at a time.
    private static func averageShares(
        _ upper: UnsafeRawPointer, _ lower: UnsafeRawPointer, width: Int, _ range: Range<Int>, _ output: UnsafeMutablePointer<UInt8>
    ) {
        for x in range.lowerBound..<min(range.upperBound, width / 2) {
            let above = upper.loadUnaligned(fromByteOffset: 2 &* x, as: UInt16.self)
            let below = lower.loadUnaligned(fromByteOffset: 2 &* x, as: UInt16.self)
            let sum = (above & 255) &+ (above &>> 8) &+ (below & 255) &+ (below &>> 8)
            output[x] = UInt8(truncatingIfNeeded: (sum &+ 3) &>> 2)
        }
        guard range.upperBound > width / 2 else { return }
        let above = UInt16(upper.load(fromByteOffset: width - 1, as: UInt8.self)),
            below = UInt16(lower.load(fromByteOffset: width - 1, as: UInt8.self))
        output[width / 2] = UInt8((2 * above + 2 * below + 3) >> 2)
    }
}
