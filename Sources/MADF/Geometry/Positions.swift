/// The pixels of a map that matter.
struct Positions: Sendable {
    let width, height: Int
    /// `[height][width]`, 1 where the pixel matters, else 0; none where no pixel does: many sets of a run are empty, and pages of
    /// zeros cost as much as others.
    private let flags: [UInt8]
    let count: Int

    /// `flags` are `[height][width]`, 0 or 1.
    init(width: Int, height: Int, flags: [UInt8]) {
        precondition(flags.count == width * height)
        self.width = width
        self.height = height
        count = flags.reduce(0) { $0 &+ Int($1) }
        self.flags = count > 0 ? flags : []
    }

    /// No pixel of a map.
    init(none width: Int, _ height: Int) {
        (self.width, self.height, flags, count) = (width, height, [], 0)
    }

    /// Those of `marks`, `[height][width]`, that are not 0.
    init(width: Int, height: Int, marks: [UInt8]) {
        var flags = marks
        flags.mapInPlace { $0 == 0 ? 0 : 1 }
        self.init(width: width, height: height, flags: flags)
    }

    init(all width: Int, _ height: Int) {
        self.init(width: width, height: height, flags: [UInt8](repeating: 1, count: width * height))
    }

    var isAll: Bool { count == width * height }

    /// Whether the pixel at column `x`, row `y` matters; none does outside the map.
    func contains(_ x: Int, _ y: Int) -> Bool {
        count > 0 && x >= 0 && x < width && y >= 0 && y < height && flags[y * width + x] != 0
    }

    /// Whether all pixels of a square matter, whose first one is at column `x`, row `y`.
    func containsSquare(_ x: Int, _ y: Int, side: Int) -> Bool {
        guard count > 0, x >= 0, y >= 0, x + side <= width, y + side <= height else { return false }
        return fold(x, y, side: side, from: 1, &) != 0
    }

    /// Combines the flags of a square inside the map.
    @inline(__always)
    private func fold(_ x: Int, _ y: Int, side: Int, from first: UInt8, _ combine: (UInt8, UInt8) -> UInt8) -> UInt8 {
        var result = first
        for row in y..<y + side {
            for column in x..<x + side { result = combine(result, flags[row * width + column]) }
        }
        return result
    }

    /// What a 3 x 3 convolution at these pixels reads.
    var dilated: Positions { count == 0 || isAll ? self : gathered(step: 1, reach: -1...1) }

    /// What a transposed convolution (4 x 4, stride 2, padding 1), or a bilinear doubling, reads at half the size
    /// to give these pixels: along each axis output 2i needs i - 1 and i, output 2i + 1 needs i and i + 1.
    var halved: Positions { gathered(step: 2, reach: -1...2) }

    /// Pixels (x, y) such that any of these lies in `reach` from (step * x, step * y) along both axes.
    private func gathered(step: Int, reach: ClosedRange<Int>) -> Positions {
        if count == 0 { return Positions(none: width / step, height / step) }
        let flags = Squares.reduced(flags, width: width, height: height, step: step, reach: reach, isWhole: false, |)
        return Positions(width: width / step, height: height / step, flags: flags)
    }

    func union(_ other: Positions) -> Positions {
        isAll || other.count == 0 ? self : count == 0 ? other : combined(with: other, |)
    }

    /// Those of these pixels that are not in `other`, a part of them.
    func subtracting(_ part: Positions) -> Positions {
        part.count == count ? Positions(none: width, height) : part.count == 0 ? self : combined(with: part) { $0 & (1 - $1) }
    }

    @inline(__always)
    private func combined(with other: Positions, _ combine: (UInt8, UInt8) -> UInt8) -> Positions {
        var result = flags
        // Over spans such a loop becomes vectors.
        var target = result.mutableSpan
        let source = other.flags.span
        for index in target.indices { target[index] = combine(target[index], source[index]) }
        return Positions(width: width, height: height, flags: result)
    }
}

extension Positions {
    func forEach(_ body: (_ x: Int, _ y: Int) -> Void) {
        if count == 0 { return }
        for y in 0..<height { forEach(row: y) { body($0, y) } }
    }

    /// Columns of one row, ascending.
    func forEach(row: Int, _ body: (_ x: Int) -> Void) {
        if count == 0 { return }
        flags.withUnsafeBytes { flags in
            let start = row * width
            var x = 0
            while x < width {
                // Most of a map does not matter: eight pixels at a time until one does.
                if x + 8 <= width, flags.loadUnaligned(fromByteOffset: start + x, as: UInt64.self) == 0 {
                    x += 8
                } else {
                    if flags[start + x] != 0 { body(x) }
                    x += 1
                }
            }
        }
    }

    /// Indices `y * width + x`, ascending.
    var list: [Int32] {
        var list: [Int32] = []
        list.reserveCapacity(count)
        forEach { x, y in list.append(Int32(y * width + x)) }
        return list
    }

    /// Those of phase `2 * (y % 2) + x % 2`.
    func list(phase: Int) -> [Int32] {
        var list: [Int32] = []
        if count == 0 { return list }
        list.reserveCapacity(min(count, flags.count / 4))
        for y in stride(from: phase / 2, to: height, by: 2) {
            for x in stride(from: phase % 2, to: width, by: 2) where flags[y * width + x] != 0 {
                list.append(Int32(y * width + x))
            }
        }
        return list
    }

    /// Upper left corners of the aligned tiles, `side` pixels wide and high, that hold any of these pixels.
    func tiles(side: Int) -> [Int32] {
        var list: [Int32] = []
        if count == 0 { return list }
        list.reserveCapacity(min(count, flags.count / (side * side)))
        for y in stride(from: 0, to: height, by: side) {
            for x in stride(from: 0, to: width, by: side) where fold(x, y, side: side, from: 0, |) != 0 {
                list.append(Int32(y * width + x))
            }
        }
        return list
    }
}
