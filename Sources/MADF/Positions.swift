/// The pixels of a map that matter, as flags and as a list.
struct Positions: Sendable {
    let width, height: Int
    /// `[height][width]`, 1 where the pixel matters.
    private(set) var flags: [UInt8]
    /// Index `y * width + x` of every pixel that matters, ascending.
    private(set) var list: [Int32]

    init(width: Int, height: Int, flags: [UInt8]) {
        self.width = width
        self.height = height
        self.flags = flags
        list = flags.withUnsafeBytes { flags in
            var list: [Int32] = [], place = 0
            // Most of a map does not matter: eight pixels at a time until one does.
            while place < flags.count {
                if place + 8 <= flags.count, flags.loadUnaligned(fromByteOffset: place, as: UInt64.self) == 0 {
                    place += 8
                } else {
                    if flags[place] != 0 { list.append(Int32(place)) }
                    place += 1
                }
            }
            return list
        }
    }

    init(all width: Int, _ height: Int) {
        self.init(width: width, height: height, flags: [UInt8](repeating: 1, count: width * height))
    }

    init(none width: Int, _ height: Int) {
        self.init(width: width, height: height, flags: [UInt8](repeating: 0, count: width * height))
    }

    var count: Int { list.count }

    /// Whether the pixel at column `x`, row `y` matters; none does outside the map.
    func contains(_ x: Int, _ y: Int) -> Bool {
        x >= 0 && x < width && y >= 0 && y < height && flags[y * width + x] != 0
    }

    /// What a 3 x 3 convolution at these pixels reads.
    func dilated() -> Positions {
        guard count > 0, count < width * height else { return self }
        var result = [UInt8](repeating: 0, count: flags.count)
        result.withUnsafeMutableBufferPointer { result in
            for index in list {
                let (y, x) = Int(index).quotientAndRemainder(dividingBy: width)
                for row in max(0, y - 1)...min(height - 1, y + 1) {
                    for column in max(0, x - 1)...min(width - 1, x + 1) { result[row * width + column] = 1 }
                }
            }
        }
        return Positions(width: width, height: height, flags: result)
    }

    /// What a transposed convolution (4 x 4, stride 2, padding 1), or a bilinear doubling, reads at half the size
    /// to give these pixels: along each axis output 2i needs i - 1 and i, output 2i + 1 needs i and i + 1.
    func halved() -> Positions {
        let half = (width: width / 2, height: height / 2)
        guard count < width * height else { return Positions(all: half.width, half.height) }
        var result = [UInt8](repeating: 0, count: half.width * half.height)
        for index in list {
            let (y, x) = Int(index).quotientAndRemainder(dividingBy: width)
            let top = max(0, y % 2 == 0 ? y / 2 - 1 : y / 2), bottom = min(half.height - 1, y % 2 == 0 ? y / 2 : y / 2 + 1)
            let left = max(0, x % 2 == 0 ? x / 2 - 1 : x / 2), right = min(half.width - 1, x % 2 == 0 ? x / 2 : x / 2 + 1)
            for row in top...bottom {
                for column in left...right { result[row * half.width + column] = 1 }
            }
        }
        return Positions(width: half.width, height: half.height, flags: result)
    }

    func union(_ other: Positions) -> Positions {
        if count == width * height || other.count == 0 { return self }
        if count == 0 { return other }
        var merged = flags
        for index in other.list { merged[Int(index)] = 1 }
        return Positions(width: width, height: height, flags: merged)
    }
}
