import Workers

extension GridSystem {
    /// Aggregates underrate smooth corrections by about this (Stüben, "A review of algebraic multigrid", 2001).
    private static let overcorrection: Float = 1.5

    /// One multigrid cycle for `scratch.right`, into `scratch.correction`: each cell's equation solved for itself, first on one color of a
    /// checkerboard and then on the other; what is left corrected on the coarser grid; and the same steps in reverse, so that the whole
    /// is symmetric.
    func cycle(_ scratch: Scratch, _ work: Work) throws(Cancelled) {
        try work.check()
        begin(scratch, work)
        guard let coarse, let lower = scratch.lower else {
            for step in 1...20 { relax(scratch, color: step & 1, work) }
            return
        }
        relax(scratch, color: 1, work)
        restrict(scratch, to: coarse, lower.right, work)
        try coarse.cycle(lower, work)
        if coarse.coarse != nil { try coarse.cycleAgain(lower, work) }
        prolong(lower.correction, of: coarse, into: scratch.correction, work)
        relax(scratch, color: 1, work)
        relax(scratch, color: 0, work)
    }

    /// A second cycle, for what the first one left of `scratch.right`.
    private func cycleAgain(_ scratch: Scratch, _ work: Work) throws(Cancelled) {
        swap(&scratch.first, &scratch.correction)
        let (first, right) = (scratch.first.base, scratch.right.base)
        forEachRow(work) { row, _ in
            for cell in row.start..<row.end { right[cell] -= self.product(first, cell, row) }
        }
        try cycle(scratch, work)
        let correction = scratch.correction.base
        forEachRow(work) { row, _ in
            for cell in row.start..<row.end { correction[cell] += first[cell] }
        }
    }

    /// The first step, from 0.
    private func begin(_ scratch: Scratch, _ work: Work) {
        let (correction, right) = (scratch.correction.base, scratch.right.base)
        forEachRow(work) { row, y in
            for cell in row.start..<row.end { correction[cell] = .zero }
            for cell in row.cells(of: 0, y) { correction[cell] = self.inverse.base[cell] * right[cell] }
        }
    }

    private func relax(_ scratch: Scratch, color: Int, _ work: Work) {
        let (correction, right) = (scratch.correction.base, scratch.right.base)
        forEachRow(work) { row, y in
            for cell in row.cells(of: color, y) {
                correction[cell] = self.inverse.base[cell] * (right[cell] + self.neighbors(correction, cell, row))
            }
        }
    }

    /// Sums what the first two steps leave over the aggregates: nothing on the second color.
    private func restrict(_ scratch: Scratch, to coarse: GridSystem, _ result: Vector, _ work: Work) {
        let (correction, result) = (scratch.correction.base, result.base)
        coarse.forEachRow(work) { target, y in
            for cell in target.start..<target.end { result[cell] = .zero }
            for fine in 2 * y..<min(self.height, 2 * y + 2) {
                let row = self.rows[fine]
                for cell in row.cells(of: 0, fine) {
                    result[target.origin &+ (cell &- row.origin) >> 1] += self.neighbors(correction, cell, row)
                }
            }
        }
    }

    private func prolong(_ lower: Vector, of coarse: GridSystem, into correction: Vector, _ work: Work) {
        let (lower, correction) = (lower.base, correction.base)
        forEachRow(work) { row, y in
            let source = coarse.rows[y >> 1]
            for cell in row.start..<row.end {
                correction[cell] += Self.overcorrection * lower[source.origin &+ (cell &- row.origin) >> 1]
            }
        }
    }
}

extension GridSystem.Row {
    /// The cells of row `y` that have a color of a checkerboard, 0 or 1.
    fileprivate func cells(of color: Int, _ y: Int) -> StrideTo<Int> {
        stride(from: start + (columns.lowerBound + y + color) & 1, to: end, by: 2)
    }
}
