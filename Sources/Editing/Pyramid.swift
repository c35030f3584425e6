import Photo

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
        let channels = channels, target = reductions[index].width
        let linear = Transfer.linear, encoded = Transfer.encoded
        let isLight = average == .light
        source.bytes.withUnsafeBufferPointer { source0 in
            linear.withUnsafeBufferPointer { linear in
                encoded.withUnsafeBufferPointer { encoded in
                    reductions[index].bytes.withUnsafeMutableBufferPointer { output in
                        for y in area.y..<area.bottom {
                            let upper = 2 * y * source.width
                            let lower = min(2 * y + 1, source.height - 1) * source.width
                            for x in area.x..<area.right {
                                let left = 2 * x, right = min(2 * x + 1, source.width - 1)
                                for channel in 0..<channels {
                                    let a = Int(source0[(upper + left) * channels + channel])
                                    let b = Int(source0[(upper + right) * channels + channel])
                                    let c = Int(source0[(lower + left) * channels + channel])
                                    let d = Int(source0[(lower + right) * channels + channel])
                                    output[(y * target + x) * channels + channel] = isLight
                                        ? encoded[(Int(linear[a]) + Int(linear[b]) + Int(linear[c]) + Int(linear[d])) >> 2]
                                        : UInt8((a + b + c + d + 3) >> 2)
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
