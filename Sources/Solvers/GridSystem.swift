import RealModule
import Workers

/// Linear equations over a grid: for each cell, the sum over its edges of weight times (own value - neighbor's) plus anchor
/// times own value is given. Symmetric, and definite where every connected set of cells has an anchor.
///
/// Solved by conjugate gradients with a multigrid cycle over 2 x 2 aggregates as preconditioner, a W, since aggregates see what is
/// smooth badly at each size: time is nearly linear in the cells, whatever the shape of the hole.
public final class GridSystem: Sendable {
    public let width, height: Int
    /// Weight of the edge to the right neighbor, and to the one below; `[height][width]` behind a margin of `width` zeros.
    private let right, down: [Float]
    /// `[height][width]`.
    private let diagonal, inverse: [Float]
    private let coarse: GridSystem?

    public init(
        width: Int, height: Int, right: [Float], down: [Float], anchor: [Float], _ work: Work
    ) throws(Cancelled) {
        try work.check()
        self.width = width
        self.height = height
        self.right = [Float](repeating: 0, count: width) + right
        self.down = [Float](repeating: 0, count: width) + down
        var diagonal = anchor
        for y in 0..<height {
            for x in 0..<width {
                let index = y * width + x
                diagonal[index] += right[index] + down[index]
                if x + 1 < width { diagonal[index + 1] += right[index] }
                if y + 1 < height { diagonal[index + width] += down[index] }
            }
        }
        self.diagonal = diagonal
        inverse = diagonal.map { $0 > 0 ? 1 / $0 : 0 }
        coarse = width * height > 64 ? try Self.aggregate(width, height, right, down, anchor, work) : nil
    }

    private static func aggregate(
        _ width: Int, _ height: Int, _ right: [Float], _ down: [Float], _ anchor: [Float], _ work: Work
    ) throws(Cancelled) -> GridSystem {
        let columns = (width + 1) / 2, rows = (height + 1) / 2
        let nothing = [Float](repeating: 0, count: columns * rows)
        var (coarseRight, coarseDown, coarseAnchor) = (nothing, nothing, nothing)
        for y in 0..<height {
            for x in 0..<width {
                let fine = y * width + x, cell = (y / 2) * columns + x / 2
                coarseAnchor[cell] += anchor[fine]
                if x % 2 == 1 { coarseRight[cell] += right[fine] }
                if y % 2 == 1 { coarseDown[cell] += down[fine] }
            }
        }
        return try GridSystem(width: columns, height: rows, right: coarseRight, down: coarseDown, anchor: coarseAnchor, work)
    }

    /// The values, `[height][width]`, 0 where a cell has no edge and no anchor. `accuracy` is the part of the residual's energy
    /// that may be left: 1e-7 leaves errors of about a thousandth of the largest value.
    public func solve(_ given: [Float], accuracy: Double = 1e-7, _ work: Work) throws(Cancelled) -> [Float] {
        try work.check()
        let count = width * height
        let values = Vector(count, margin: width), residual = Vector(given, margin: width)
        let direction = Vector(count, margin: width), image = Vector(count, margin: width)
        let scratch = Scratch(self)
        try cycle(residual, scratch, work)
        direction.copy(scratch.correction)
        var energy = residual.dot(scratch.correction)
        let start = energy
        for _ in 0..<40 where energy > accuracy * start && energy > 1e-12 {
            forEachProduct(direction) { index, product in image[index] = product }
            let step = energy / direction.dot(image)
            values.add(Float(step), direction)
            residual.add(Float(-step), image)
            try cycle(residual, scratch, work)
            let next = residual.dot(scratch.correction)
            direction.scaleAndAdd(Float(next / energy), scratch.correction)
            energy = next
            // Each step leaves about the same part of the energy.
            if energy > 0 { work.report(min(1, max(0, Double.log(energy / start) / Double.log(accuracy)))) }
        }
        return values.array
    }

    private static let damping: Float = 0.8
    /// Aggregates underrate smooth corrections by about this (Stüben, "A review of algebraic multigrid", 2001).
    private static let overcorrection: Float = 1.5

    /// One multigrid cycle for `residual`, into `scratch.correction`.
    private func cycle(_ residual: Vector, _ scratch: Scratch, _ work: Work) throws(Cancelled) {
        try work.check()
        // A damped Jacobi step from 0.
        inverse.withUnsafeBufferPointer { inverse in
            let correction = scratch.correction
            for index in 0..<inverse.count { correction[index] = Self.damping * inverse[index] * residual[index] }
        }
        guard let coarse, let lower = scratch.lower else {
            for _ in 0..<40 { smooth(residual, scratch) }
            return
        }
        restrict(residual, scratch.correction, into: lower.right, columns: coarse.width)
        try coarse.cycle(lower.right, lower, work)
        if coarse.coarse != nil { try coarse.cycleAgain(lower, work) }
        let (correction, columns) = (scratch.correction, coarse.width)
        diagonal.withUnsafeBufferPointer { diagonal in
            for y in 0..<height {
                for x in 0..<width where diagonal[y &* width &+ x] > 0 {
                    correction[y &* width &+ x] += Self.overcorrection * lower.correction[(y >> 1) &* columns &+ x >> 1]
                }
            }
        }
        smooth(residual, scratch)
    }

    /// A second cycle, for what the first one left of `scratch.right`.
    private func cycleAgain(_ scratch: Scratch, _ work: Work) throws(Cancelled) {
        let first = scratch.first, right = scratch.right
        first.copy(scratch.correction)
        forEachProduct(first) { index, product in right[index] -= product }
        try cycle(right, scratch, work)
        scratch.correction.add(1, first)
    }

    /// Sums what `correction` leaves of `residual` over the aggregates.
    private func restrict(_ residual: Vector, _ correction: Vector, into result: Vector, columns: Int) {
        result.clear()
        let width = width
        var x = 0, row = 0, y = 0
        forEachProduct(correction) { index, product in
            result[row &+ x >> 1] += residual[index] - product
            x &+= 1
            if x == width {
                x = 0
                y &+= 1
                row = (y >> 1) &* columns
            }
        }
    }

    /// A damped Jacobi step of `scratch.correction`.
    private func smooth(_ given: Vector, _ scratch: Scratch) {
        let (values, result) = (scratch.correction, scratch.next)
        inverse.withUnsafeBufferPointer { inverse in
            forEachProduct(values) { index, product in
                result[index] = values[index] + Self.damping * inverse[index] * (given[index] - product)
            }
        }
        swap(&scratch.correction, &scratch.next)
    }

    /// The left-hand side of the equations for `values`, cell by cell.
    @inline(__always) private func forEachProduct(_ values: Vector, _ body: (_ index: Int, _ product: Float) -> Void) {
        let width = width, base = values.base
        diagonal.withUnsafeBufferPointer { diagonal in
            right.withUnsafeBufferPointer { right in
                down.withUnsafeBufferPointer { down in
                    let (diagonal, right, down) = (diagonal.baseAddress!, right.baseAddress! + width, down.baseAddress! + width)
                    // Weights past an edge are 0.
                    for index in 0..<width &* height {
                        let sum = diagonal[index] * base[index] - right[index] * base[index &+ 1] - right[index &- 1] * base[index &- 1]
                        body(index, sum - down[index] * base[index &+ width] - down[index &- width] * base[index &- width])
                    }
                }
            }
        }
    }
}

extension GridSystem {
    /// Numbers with readable margins of zeros before and behind them.
    private final class Vector {
        let base: UnsafeMutablePointer<Float>
        private let count, margin: Int

        init(_ count: Int, margin: Int) {
            self.count = count
            self.margin = margin
            let start = UnsafeMutablePointer<Float>.allocate(capacity: count + 2 * margin + 1)
            start.initialize(repeating: 0, count: count + 2 * margin + 1)
            base = start + margin
        }

        convenience init(_ values: [Float], margin: Int) {
            self.init(values.count, margin: margin)
            for index in 0..<values.count { base[index] = values[index] }
        }

        deinit { (base - margin).deallocate() }

        var array: [Float] { Array(UnsafeBufferPointer(start: base, count: count)) }

        @inline(__always) subscript(index: Int) -> Float {
            get { base[index] }
            set { base[index] = newValue }
        }

        func clear() { for index in 0..<count { base[index] = 0 } }
        func copy(_ other: Vector) { for index in 0..<count { base[index] = other.base[index] } }
        func add(_ factor: Float, _ other: Vector) { for index in 0..<count { base[index] += factor * other.base[index] } }

        func scaleAndAdd(_ factor: Float, _ other: Vector) {
            for index in 0..<count { base[index] = factor * base[index] + other.base[index] }
        }

        func dot(_ other: Vector) -> Double {
            var sums = SIMD8<Float>.zero, total = 0.0, index = 0
            // Rows of partial sums keep single precision good enough on millions of cells.
            while index &+ 8 <= count {
                let end = min(index &+ 4_096, count &- 7)
                sums = .zero
                while index < end {
                    let a = UnsafeRawPointer(base + index).loadUnaligned(as: SIMD8<Float>.self)
                    sums += a * UnsafeRawPointer(other.base + index).loadUnaligned(as: SIMD8<Float>.self)
                    index &+= 8
                }
                total += Double(sums.sum())
            }
            for index in index..<count { total += Double(base[index] * other.base[index]) }
            return total
        }
    }

    /// What a cycle needs at each level.
    private final class Scratch {
        var correction, next: Vector
        /// What the finer level asks, and what the first of two cycles made of it; nothing at the finest.
        let right, first: Vector
        let lower: Scratch?

        init(_ system: GridSystem, isFinest: Bool = true) {
            let count = system.width * system.height, asked = isFinest ? 0 : count
            correction = Vector(count, margin: system.width)
            next = Vector(count, margin: system.width)
            right = Vector(asked, margin: system.width)
            first = Vector(asked, margin: system.width)
            lower = system.coarse.map { Scratch($0, isFinest: false) }
        }
    }
}
