import CKernels
import Pixels

/// Finds the places of a texture that look like a window of it of which only a part is known.
struct WindowSearch {
    let texture: Texture
    /// Of a window: a multiple of four, at most 20.
    let side: Int
    /// Whether all of the window that starts at a pixel is known.
    private let isWhole: [Bool]

    init(_ texture: Texture, side: Int) {
        precondition(side % 4 == 0 && side <= 20)
        self.texture = texture
        self.side = side
        isWhole = texture.hole.wholePatches(side: side)
    }

    /// The known pixels of a window, four by four along its rows; bytes of others are 0 in `known` and 255 where known.
    struct Window {
        let x, y: Int
        fileprivate var pixels: [SIMD16<UInt8>] = [], known: [SIMD16<UInt8>] = []
        /// Where in the texture four begin, from the window's first pixel on. Where none of them is known they are left out.
        fileprivate var starts: [Int] = []
        /// Of known pixels.
        fileprivate(set) var count = 0
    }

    /// The window whose middle is a pixel, moved so that it lies inside the texture; nil where that is too small for it.
    func window(middleX: Int, _ middleY: Int) -> Window? {
        let x = min(max(0, middleX - side / 2), texture.width - side), y = min(max(0, middleY - side / 2), texture.height - side)
        guard x >= 0, y >= 0 else { return nil }
        var window = Window(x: x, y: y)
        for line in 0..<side {
            for column in stride(from: 0, to: side, by: 4) {
                let start = line * texture.width + column, first = y * texture.width + x + start
                let count = texture.hole.kinds[first..<first + 4].count { $0 == .known }
                guard count > 0 else { continue }
                var pixels = SIMD16<UInt8>.zero, known = pixels
                for byte in 0..<16 where texture.hole[first + byte / 4] == .known {
                    pixels[byte] = texture.pixels[first + byte / 4][byte % 4]
                    known[byte] = 255
                }
                window.pixels.append(pixels)
                window.known.append(known)
                window.starts.append(start)
                window.count += count
            }
        }
        return window
    }

    /// At most `count` offsets of up to `reach` pixels to where the window fits best, the best first.
    func bestPlaces(_ window: Window, _ count: Int, reach: Int = .max) -> [Offset] {
        var area = texture.bounds
        if reach < max(area.width, area.height) {
            area = Rectangle(x: window.x, y: window.y, width: 1, height: 1).inset(by: -reach).intersection(area)
        }
        return bestPlaces(window, count, in: area)
    }

    /// The same for places that start in `area`: those that are known throughout and fit better than those beside them.
    private func bestPlaces(_ window: Window, _ count: Int, in area: Rectangle) -> [Offset] {
        let (width, height) = (area.width, area.height)
        var costs = [UInt32](repeating: .max, count: width * height)
        var best: [(cost: UInt32, index: Int)] = []
        for y in 0..<height {
            // What costs as much as the last of the best is none of them, and need not be known better.
            let limit = best.count == count ? best[count - 1].cost : .max
            let start = (area.y + y) * texture.width + area.x
            for x in 0..<width where isWhole[start + x] { costs[y * width + x] = distance(window, at: start + x, limit: limit) }
            guard y >= 2 else { continue }
            for index in (y - 1) * width + 1..<max((y - 1) * width + 1, y * width - 1) {
                let cost = costs[index]
                guard cost < limit else { continue }
                let around = [index - width - 1, index - width, index - width + 1, index - 1] as InlineArray<4, Int>
                var isLeast = true
                for tap in 0..<4 where costs[around[tap]] <= cost || costs[2 * index - around[tap]] < cost { isLeast = false }
                guard isLeast else { continue }
                best.insert((cost, index), at: best.firstIndex { cost < $0.cost } ?? best.count)
                if best.count > count { best.removeLast() }
            }
        }
        return best.map { Offset(x: area.x + $0.index % width - window.x, y: area.y + $0.index / width - window.y) }
    }

    /// At most `count` of the offsets, each moved by up to a pixel to where the window fits best, the best first.
    func refined(_ window: Window, _ offsets: [Offset], _ count: Int) -> [Offset] {
        var best: [(cost: UInt32, offset: Offset)] = []
        for offset in offsets {
            var least: (cost: UInt32, offset: Offset)?
            for y in -1...1 {
                for x in -1...1 {
                    let moved = Offset(x: offset.x + x, y: offset.y + y)
                    guard let place = place(window, moved) else { continue }
                    let cost = distance(window, at: place, limit: least?.cost ?? .max)
                    if cost < least?.cost ?? .max { least = (cost, moved) }
                }
            }
            if let least, !best.contains(where: { $0.offset == least.offset }) { best.append(least) }
        }
        return best.sorted { $0.cost < $1.cost }.prefix(count).map(\.offset)
    }

    /// Mean difference of the window's known pixels from those at an offset, in sixteenths; nil where not all is known there.
    func cost(_ window: Window, _ offset: Offset) -> UInt32? {
        place(window, offset).map { 16 * distance(window, at: $0) / UInt32(window.count) }
    }

    /// Where the window's first pixel is copied from; nil where not all is known there.
    private func place(_ window: Window, _ offset: Offset) -> Int? {
        let x = window.x + offset.x, y = window.y + offset.y
        guard x >= 0, y >= 0, x < texture.width, y < texture.height, isWhole[y * texture.width + x] else { return nil }
        return y * texture.width + x
    }

    /// Sum of absolute differences over the window's known pixels, given up once it is at `limit`.
    private func distance(_ window: Window, at index: Int, limit: UInt32 = .max) -> UInt32 {
        texture.pixels.withUnsafeBufferPointer { pixels in
            window.pixels.withUnsafeBufferPointer { own in
                window.known.withUnsafeBufferPointer { known in
                    let first = pixels.baseAddress! + index
                    var sum: UInt32 = 0
                    for (number, start) in window.starts.enumerated() {
                        sum &+= madf_difference(first + start, known.baseAddress! + number, own.baseAddress! + number)
                        if sum >= limit { break }
                    }
                    return sum
                }
            }
        }
    }
}
