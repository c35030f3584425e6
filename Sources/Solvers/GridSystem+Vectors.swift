import Workers

extension GridSystem {
    /// Numbers of the kept cells, with readable margins before and behind them: what a row takes for its neighbors above and below may
    /// lie there, or be another row's, where the weight of the edge is 0.
    final class Cells<Element: BitwiseCopyable>: @unchecked Sendable {
        let base: UnsafeMutablePointer<Element>
        private let margin: Int

        init(_ count: Int, margin: Int, _ value: Element) {
            self.margin = margin
            let start = UnsafeMutablePointer<Element>.allocate(capacity: count + 2 * margin)
            start.initialize(repeating: value, count: count + 2 * margin)
            base = start + margin
        }

        deinit { (base - margin).deallocate() }

        @inline(__always) subscript(cell: Int) -> Element {
            get { base[cell] }
            set { base[cell] = newValue }
        }
    }

    typealias Vector = Cells<SIMD4<Float>>
    typealias Values = UnsafeMutablePointer<SIMD4<Float>>

    /// What a cycle needs at each level.
    final class Scratch {
        /// What is asked.
        let right: Vector
        /// The answer, and what the first of two cycles made of it; that is nothing at the finest level.
        var correction, first: Vector
        let lower: Scratch?

        init(_ system: GridSystem, isFinest: Bool = true) {
            right = Vector(system)
            correction = Vector(system)
            first = isFinest ? Vector(0, margin: 0, .zero) : Vector(system)
            lower = system.coarse.map { Scratch($0, isFinest: false) }
        }
    }

    /// Lets `body` do each row; where there are many cells, the threads share them.
    @inline(__always) func forEachRow(_ work: Work, _ body: @escaping (_ row: Row, _ y: Int) -> Void) {
        work.pool.run(tasks: bands.count) { band, _ in
            for y in self.bands[band] { body(self.rows[y], y) }
        }
    }

    /// Sums what `term` makes of each cell.
    @inline(__always) private func sum(_ work: Work, _ term: (_ cell: Int, _ row: Row) -> SIMD4<Float>) -> SIMD4<Double> {
        let sums = work.pool.map(count: bands.count) { band, _ in
            var sum = SIMD4<Double>.zero
            for y in self.bands[band] {
                // Single precision is good enough for a row.
                var part = SIMD4<Float>.zero
                for cell in rows[y].start..<rows[y].end { part += term(cell, rows[y]) }
                sum += SIMD4<Double>(part)
            }
            return sum
        }
        return sums.reduce(.zero, +)
    }

    /// The sum over a cell's edges of weight times the neighbor's value.
    @inline(__always) func neighbors(_ values: Values, _ cell: Int, _ row: Row) -> SIMD4<Float> {
        let weights = weights.base[cell]
        return weights.x * values[cell &- 1] + weights.y * values[cell &+ 1] + weights.z * values[cell &+ row.up]
            + weights.w * values[cell &+ row.down]
    }

    /// The left-hand side of a cell's equation.
    @inline(__always) func product(_ values: Values, _ cell: Int, _ row: Row) -> SIMD4<Float> {
        diagonal.base[cell] * values[cell] - neighbors(values, cell, row)
    }

    func dot(_ a: Vector, _ b: Vector, _ work: Work) -> SIMD4<Double> {
        let (a, b) = (a.base, b.base)
        return sum(work) { cell, _ in a[cell] * b[cell] }
    }

    func energy(of values: Vector, _ work: Work) -> SIMD4<Double> {
        let values = values.base
        return sum(work) { cell, row in values[cell] * self.product(values, cell, row) }
    }

    func advance(_ values: Vector, _ residual: Vector, along direction: Vector, by step: SIMD4<Float>, _ work: Work) {
        let (values, residual, direction) = (values.base, residual.base, direction.base)
        forEachRow(work) { row, _ in
            for cell in row.start..<row.end {
                values[cell] += step * direction[cell]
                residual[cell] -= step * self.product(direction, cell, row)
            }
        }
    }

    func turn(_ direction: Vector, to correction: Vector, keeping share: SIMD4<Float>, _ work: Work) {
        let (direction, correction) = (direction.base, correction.base)
        forEachRow(work) { row, _ in
            for cell in row.start..<row.end { direction[cell] = share * direction[cell] + correction[cell] }
        }
    }
}

extension GridSystem.Cells<SIMD4<Float>> {
    /// Zeros.
    convenience init(_ system: GridSystem) { self.init(system.rows.last?.end ?? 0, margin: system.width + 1, .zero) }
}
