extension Hole {
    /// Whether one of the pixel's four neighbors is known.
    public func isAtRim(_ index: Int) -> Bool { isBeside(.known, index) }

    /// Whether one of the pixel's four neighbors is of a kind.
    public func isBeside(_ kind: Kind, _ index: Int) -> Bool {
        var isBeside = false
        forEachNeighbor(of: index) { _, neighbor in if kinds[neighbor] == kind { isBeside = true } }
        return isBeside
    }

    /// Calls `body` with the number of each side and the index of the neighbor there: 0 left, 1 right, 2 above, 3 below.
    @inlinable public func forEachNeighbor(of index: Int, _ body: (_ side: Int, _ neighbor: Int) -> Void) {
        let x = index % width
        if x > 0 { body(0, index - 1) }
        if x + 1 < width { body(1, index + 1) }
        if index >= width { body(2, index - width) }
        if index + width < kinds.count { body(3, index + width) }
    }

    /// For each pixel whether the square of `side` that starts there has known pixels only.
    public func wholePatches(side: Int) -> [Bool] {
        var result = [Bool](repeating: false, count: width * height)
        // How many rows from here down have so many known pixels from a column on.
        var rows = [Int](repeating: 0, count: width)
        for y in (0..<height).reversed() {
            var known = 0
            for x in (0..<width).reversed() {
                known = kinds[y * width + x] == .known ? known + 1 : 0
                rows[x] = known >= side ? rows[x] + 1 : 0
                result[y * width + x] = rows[x] >= side
            }
        }
        return result
    }

    /// Half the size, for even sides: a pixel is hole where any of the four below is, and known where all are.
    public var halved: Hole {
        var result = Hole(width: width / 2, height: height / 2, all: .known)
        for y in 0..<result.height {
            for x in 0..<result.width {
                let index = 2 * y * width + 2 * x
                let below = [kinds[index], kinds[index + 1], kinds[index + width], kinds[index + width + 1]] as InlineArray<4, Kind>
                var kind = Kind.known
                for tap in 0..<4 where below[tap] == .hole || kind == .known { kind = below[tap] }
                result.kinds[y * result.width + x] = kind
            }
        }
        return result
    }

    /// Left and right exchanged.
    public var mirrored: Hole { Hole(width: width, height: height, kinds: kinds.mirrored(width: width)) }
}
