/// The pixels of a map that matter; the flags belong to the run's list memory.
struct Positions: @unchecked Sendable {
    /// Indices `y * width + x` of pixels, ascending.
    typealias List = UnsafeBufferPointer<Int32>

    let width, height: Int
    /// `[height][width]`, 1 where the pixel matters, else 0.
    let flags: UnsafePointer<UInt8>
    let count: Int

    /// `set` fills all flags.
    init(_ width: Int, _ height: Int, in lists: ListMemory, set: (UnsafeMutablePointer<UInt8>) -> Void) {
        self.width = width
        self.height = height
        let flags = lists.take(width * height, UInt8.self)
        set(flags.baseAddress!)
        self.flags = UnsafePointer(flags.baseAddress!)
        count = flags.reduce(0) { $0 &+ Int($1) }
    }

    init(all width: Int, _ height: Int, in lists: ListMemory) {
        self.init(width, height, in: lists) { $0.update(repeating: 1, count: width * height) }
    }

    var isAll: Bool { count == width * height }

    /// Whether the pixel at column `x`, row `y` matters; none does outside the map.
    func contains(_ x: Int, _ y: Int) -> Bool {
        x >= 0 && x < width && y >= 0 && y < height && flags[y * width + x] != 0
    }

    /// Whether all pixels of a square matter, whose first one is at column `x`, row `y`.
    func containsSquare(_ x: Int, _ y: Int, side: Int) -> Bool {
        guard x >= 0, y >= 0, x + side <= width, y + side <= height else { return false }
        var all: UInt8 = 1
        for row in y..<y + side {
            for column in x..<x + side { all &= flags[row * width + column] }
        }
        return all != 0
    }

    /// What a 3 x 3 convolution at these pixels reads.
    func dilated(in lists: ListMemory) -> Positions {
        guard count > 0, !isAll else { return self }
        return gathered(in: lists, step: 1, reach: -1...1)
    }

    /// What a transposed convolution (4 x 4, stride 2, padding 1), or a bilinear doubling, reads at half the size
    /// to give these pixels: along each axis output 2i needs i - 1 and i, output 2i + 1 needs i and i + 1.
    func halved(in lists: ListMemory) -> Positions {
        gathered(in: lists, step: 2, reach: -1...2)
    }

    /// Pixels (x, y) such that any of these lies in `reach` from (step * x, step * y) along both axes.
    private func gathered(in lists: ListMemory, step: Int, reach: ClosedRange<Int>) -> Positions {
        Positions(width / step, height / step, in: lists) { result in
            Squares.reduce(flags, width: width, height: height, step: step, reach: reach, isWhole: false, into: result, |)
        }
    }

    func union(_ other: Positions, in lists: ListMemory) -> Positions {
        if isAll || other.count == 0 { return self }
        return Positions(width, height, in: lists) { result in
            for index in 0..<width * height { result[index] = flags[index] | other.flags[index] }
        }
    }

    /// Those of these pixels that are not in `other`.
    func subtracting(_ other: Positions, in lists: ListMemory) -> Positions {
        Positions(width, height, in: lists) { result in
            for index in 0..<width * height { result[index] = flags[index] & (1 - other.flags[index]) }
        }
    }
}

extension Positions {
    func forEach(_ body: (_ x: Int, _ y: Int) -> Void) {
        for y in 0..<height { forEach(row: y) { body($0, y) } }
    }

    /// Columns of one row, ascending.
    func forEach(row: Int, _ body: (_ x: Int) -> Void) {
        let line = UnsafeRawPointer(flags + row * width)
        var x = 0
        while x < width {
            // Most of a map does not matter: eight pixels at a time until one does.
            if x + 8 <= width, line.loadUnaligned(fromByteOffset: x, as: UInt64.self) == 0 {
                x += 8
            } else {
                if line.load(fromByteOffset: x, as: UInt8.self) != 0 { body(x) }
                x += 1
            }
        }
    }

    func list(in lists: ListMemory) -> List {
        let list = lists.take(count, Int32.self)
        var place = 0
        forEach { x, y in
            list[place] = Int32(y * width + x)
            place += 1
        }
        return List(list)
    }

    /// Those of phase `2 * (y % 2) + x % 2`.
    func list(phase: Int, in lists: ListMemory) -> List {
        let half = width / 2
        let list = lists.take(half * height / 2, Int32.self)
        var count = 0
        for y in stride(from: phase / 2, to: height, by: 2) {
            for x in stride(from: phase % 2, to: width, by: 2) {
                list[count] = Int32(y * width + x)
                count += Int(flags[y * width + x])
            }
        }
        return List(rebasing: list[..<count])
    }

    /// Upper left corners of the aligned tiles, `side` pixels wide and high, that hold any of these pixels.
    func tiles(side: Int, in lists: ListMemory) -> List {
        let list = lists.take(width / side * (height / side), Int32.self)
        var count = 0
        for y in stride(from: 0, to: height, by: side) {
            for x in stride(from: 0, to: width, by: side) {
                var any: UInt8 = 0
                for row in y..<y + side {
                    for column in x..<x + side { any |= flags[row * width + column] }
                }
                guard any != 0 else { continue }
                list[count] = Int32(y * width + x)
                count += 1
            }
        }
        return List(rebasing: list[..<count])
    }

    /// The members of `range` that `isMember` says yes to.
    static func list(of range: Range<Int>, in lists: ListMemory, _ isMember: (Int) -> Bool) -> List {
        var count = 0
        for index in range where isMember(index) { count += 1 }
        let list = lists.take(count, Int32.self)
        var place = 0
        for index in range where isMember(index) {
            list[place] = Int32(index)
            place += 1
        }
        return List(list)
    }
}
