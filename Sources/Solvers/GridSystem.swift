import RealModule
import Workers

/// Linear equations over a grid: for each cell, the sum over its edges of weight times (own value - neighbor's) plus anchor
/// times own value is given. Symmetric, and definite where every connected set of cells has an anchor.
///
/// Solved by conjugate gradients with a multigrid cycle over 2 x 2 aggregates as preconditioner: time is nearly linear in the
/// cells, whatever the shape of the hole.
public final class GridSystem: Sendable {
    public let width, height: Int
    /// Weight of the edge to the right neighbor, and to the one below; `[height][width]`.
    private let right, down: [Float]
    private let diagonal, inverse: [Float]
    private let coarse: GridSystem?

    public init(
        width: Int, height: Int, right: [Float], down: [Float], anchor: [Float], _ work: Work
    ) throws(Cancelled) {
        try work.check()
        self.width = width
        self.height = height
        self.right = right
        self.down = down
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
            multiply(direction, into: image)
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

    /// One multigrid cycle for `residual`, into `scratch.correction`.
    private func cycle(_ residual: Vector, _ scratch: Scratch, _ work: Work) throws(Cancelled) {
        try work.check()
        let correction = scratch.correction
        // Two damped Jacobi steps from 0.
        inverse.withUnsafeBufferPointer { inverse in
            for index in 0..<inverse.count { correction[index] = Self.damping * inverse[index] * residual[index] }
        }
        smooth(correction, residual, scratch)
        guard let coarse, let lower = scratch.lower else {
            for _ in 0..<40 { smooth(correction, residual, scratch) }
            return
        }
        multiply(correction, into: scratch.image)
        let columns = coarse.width
        lower.right.clear()
        for y in 0..<height {
            for x in 0..<width {
                let index = y &* width &+ x
                lower.right[(y >> 1) &* columns &+ x >> 1] += residual[index] - scratch.image[index]
            }
        }
        try coarse.cycle(lower.right, lower, work)
        diagonal.withUnsafeBufferPointer { diagonal in
            for y in 0..<height {
                for x in 0..<width where diagonal[y &* width &+ x] > 0 {
                    // Aggregates underrate smooth corrections by about this (Stüben, "A review of algebraic multigrid", 2001).
                    correction[y &* width &+ x] += 1.8 * lower.correction[(y >> 1) &* columns &+ x >> 1]
                }
            }
        }
        smooth(correction, residual, scratch)
        smooth(correction, residual, scratch)
    }

    private static let damping: Float = 0.8

    /// A damped Jacobi step.
    private func smooth(_ values: Vector, _ given: Vector, _ scratch: Scratch) {
        multiply(values, into: scratch.image)
        inverse.withUnsafeBufferPointer { inverse in
            for index in 0..<inverse.count {
                values[index] += Self.damping * inverse[index] * (given[index] - scratch.image[index])
            }
        }
    }

    /// The left-hand side of the equations for `values`.
    private func multiply(_ values: Vector, into result: Vector) {
        let width = width
        diagonal.withUnsafeBufferPointer { diagonal in
            right.withUnsafeBufferPointer { right in
                down.withUnsafeBufferPointer { down in
                    // The first row and first cell have no neighbor before them; weights past an edge are 0.
                    for index in 0..<min(width &+ 1, diagonal.count) {
                        var sum = diagonal[index] * values[index]
                        sum -= right[index] * values[index &+ 1] + down[index] * values[index &+ width]
                        if index >= 1 { sum -= right[index &- 1] * values[index &- 1] }
                        if index >= width { sum -= down[index &- width] * values[index &- width] }
                        result[index] = sum
                    }
                    let (values, result) = (values.base, result.base)
                    let (diagonal, right, down) = (diagonal.baseAddress!, right.baseAddress!, down.baseAddress!)
                    var index = width &+ 1
                    while index < width &* height {
                        let sum =
                            diagonal[index] * values[index] - right[index] * values[index &+ 1]
                            - right[index &- 1] * values[index &- 1]
                        result[index] =
                            sum - down[index] * values[index &+ width]
                            - down[index &- width] * values[index &- width]
                        index = index &+ 1
                    }
                }
            }
        }
    }
}

extension GridSystem {
    /// Numbers with a readable margin of zeros behind them.
    private final class Vector {
        let base: UnsafeMutablePointer<Float>
        private let count, capacity: Int

        init(_ count: Int, margin: Int) {
            self.count = count
            capacity = count + margin + 1
            base = .allocate(capacity: capacity)
            base.initialize(repeating: 0, count: capacity)
        }

        convenience init(_ values: [Float], margin: Int) {
            self.init(values.count, margin: margin)
            for index in 0..<values.count { base[index] = values[index] }
        }

        deinit { base.deallocate() }

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
        let correction, image, right: Vector
        let lower: Scratch?

        init(_ system: GridSystem) {
            let count = system.width * system.height
            correction = Vector(count, margin: system.width)
            image = Vector(count, margin: system.width)
            right = Vector(count, margin: system.width)
            lower = system.coarse.map { Scratch($0) }
        }
    }
}
