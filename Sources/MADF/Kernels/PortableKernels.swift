import CKernels

/// The inner loops in plain Swift: for processors that `CKernels` has no version for, and the oracle of those it has.
/// `kernels.h` says what each computes.
enum PortableKernels {
    static let functions = madf_kernels(
        multiply3: { multiply3($0, $1, $2, $3, $4, $5, $6) },
        multiply8: { multiply($0, $1, $2, $3, $4, $5, $6, groups: 1) },
        multiply16: { multiply($0, $1, $2, $3, $4, $5, $6, groups: 2) },
        multiply24: { multiply($0, $1, $2, $3, $4, $5, $6, groups: 3) },
        multiply32: { multiply($0, $1, $2, $3, $4, $5, $6, groups: 4) },
        transform_input4: { transformInput($0, $1, $2, $3, side: 6, input4) },
        transform_output4: { transformOutput($0, $1, $2, $3, $4, $5, tile: 4, output4) },
        transform_input2: { transformInput($0, $1, $2, $3, side: 4, input2) },
        transform_output2: { transformOutput($0, $1, $2, $3, $4, $5, tile: 2, output2) },
        modulate: { modulate($0, $1, $2, $3, $4, $5) },
        accumulate: { accumulate($0, $1, $2, $3) })

    private typealias Lanes = SIMD8<Float>

    private static func load(_ pointer: UnsafePointer<Float>) -> Lanes {
        UnsafeRawPointer(pointer).loadUnaligned(as: Lanes.self)
    }

    private static func store(_ value: Lanes, _ pointer: UnsafeMutablePointer<Float>) {
        UnsafeMutableRawPointer(pointer).storeBytes(of: value, as: Lanes.self)
    }

    private static func activate(_ value: Lanes, _ slope: Float) -> Lanes {
        let scaled = value * slope
        return value.replacing(with: scaled, where: value .< scaled)
    }

    /// Four rows and eight columns at a time: eight vectors of four lanes, which is what the smallest machines hold.
    private static func multiply(
        _ rows: UnsafePointer<UnsafePointer<Float>>, _ channels: UnsafePointer<UInt32>, _ segments: Int,
        _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>, _ slope: Float,
        _ out: UnsafePointer<UnsafeMutablePointer<Float>>, groups: Int
    ) {
        for group in 0..<groups {
            for first in [0, 4] {
                let start = load(bias + 8 * group)
                var (a, b, c, d) = (start, start, start, start)
                var panel = weights + 8 * group
                for segment in 0..<segments {
                    let row = rows + 8 * segment + first
                    for channel in 0..<Int(channels[segment]) {
                        let weight = load(panel)
                        a += weight * row[0][channel]
                        b += weight * row[1][channel]
                        c += weight * row[2][channel]
                        d += weight * row[3][channel]
                        panel += 8 * groups
                    }
                }
                store(activate(a, slope), out[first] + 8 * group)
                store(activate(b, slope), out[first + 1] + 8 * group)
                store(activate(c, slope), out[first + 2] + 8 * group)
                store(activate(d, slope), out[first + 3] + 8 * group)
            }
        }
    }

    private static func multiply3(
        _ rows: UnsafePointer<UnsafePointer<Float>>, _ channels: UnsafePointer<UInt32>, _ segments: Int,
        _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>, _ slope: Float,
        _ out: UnsafePointer<UnsafeMutablePointer<Float>>
    ) {
        func load(_ pointer: UnsafePointer<Float>) -> SIMD4<Float> {
            UnsafeRawPointer(pointer).loadUnaligned(as: SIMD4<Float>.self)
        }
        let inputs = (0..<segments).reduce(0) { $0 + Int(channels[$1]) }
        for pixel in 0..<8 {
            var (a, b, c) = (SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero)
            var weights = weights
            for segment in 0..<segments {
                let row = rows[8 * segment + pixel]
                for channel in stride(from: 0, to: Int(channels[segment]), by: 4) {
                    let values = load(row + channel)
                    a += values * load(weights)
                    b += values * load(weights + inputs)
                    c += values * load(weights + 2 * inputs)
                    weights += 4
                }
            }
            let sums = SIMD4(a.sum() + bias[0], b.sum() + bias[1], c.sum() + bias[2], 0), scaled = sums * slope
            UnsafeMutableRawPointer(out[pixel]).storeBytes(
                of: sums.replacing(with: scaled, where: sums .< scaled), as: SIMD4<Float>.self)
        }
    }

    /// 1 / sqrt(2) and sqrt(2): the points of the transform.
    private static let a = Float(0.5).squareRoot(), b = Float(2).squareRoot()

    private typealias Row = (_ read: (Int) -> Lanes, _ write: (Int, Lanes) -> Void) -> Void

    /// One row of B^T d for F(4, 3).
    private static func input4(_ d: (Int) -> Lanes, _ v: (Int, Lanes) -> Void) {
        let p = d(4) - 2 * d(2), q = a * d(3) - b * d(1), r = d(4) - 0.5 * d(2), s = b * d(3) - a * d(1)
        v(0, d(0) - 2.5 * d(2) + d(4))
        v(1, p + q)
        v(2, p - q)
        v(3, r + s)
        v(4, r - s)
        v(5, d(1) - 2.5 * d(3) + d(5))
    }

    /// One row of A^T m for F(4, 3).
    private static func output4(_ m: (Int) -> Lanes, _ y: (Int, Lanes) -> Void) {
        let p = m(1) + m(2), q = m(1) - m(2), r = m(3) + m(4), s = m(3) - m(4)
        y(0, m(0) + p + r)
        y(1, a * q + b * s)
        y(2, 0.5 * p + 2 * r)
        y(3, 0.5 * a * q + 2 * b * s + m(5))
    }

    /// One row of B^T d for F(2, 3).
    private static func input2(_ d: (Int) -> Lanes, _ v: (Int, Lanes) -> Void) {
        v(0, d(0) - d(2))
        v(1, d(1) + d(2))
        v(2, d(2) - d(1))
        v(3, d(1) - d(3))
    }

    /// One row of A^T m for F(2, 3).
    private static func output2(_ m: (Int) -> Lanes, _ y: (Int, Lanes) -> Void) {
        y(0, m(0) + m(1) + m(2))
        y(1, m(1) - m(2) - m(3))
    }

    private static func transformInput(
        _ d: UnsafePointer<UnsafePointer<Float>>, _ channels: Int, _ v: UnsafeMutablePointer<Float>, _ stride: Int, side: Int,
        _ transform: Row
    ) {
        // Of the larger side: so much in a temporary allocation would come from the heap.
        var half = InlineArray<36, Lanes>(repeating: .zero)
        for channel in Swift.stride(from: 0, to: channels, by: 8) {
            for row in 0..<side { transform({ load(d[side * row + $0] + channel) }, { half[side * row + $0] = $1 }) }
            for column in 0..<side {
                transform({ half[side * $0 + column] }, { store($1, v + ((side * $0 + column) * stride + channel)) })
            }
        }
    }

    private static func transformOutput(
        _ m: UnsafePointer<Float>, _ stride: Int, _ channels: Int, _ bias: UnsafePointer<Float>, _ slope: Float,
        _ y: UnsafePointer<UnsafeMutablePointer<Float>>, tile: Int, _ transform: Row
    ) {
        let side = tile + 2
        withUnsafeTemporaryAllocation(of: Lanes.self, capacity: side * tile) { half in
            for channel in Swift.stride(from: 0, to: channels, by: 8) {
                let offset = load(bias + channel)
                for row in 0..<side {
                    transform({ load(m + ((side * row + $0) * stride + channel)) }, { half[tile * row + $0] = $1 })
                }
                for column in 0..<tile {
                    transform(
                        { half[tile * $0 + column] },
                        { store(activate($1 + offset, slope), y[tile * $0 + column] + channel) })
                }
            }
        }
    }

    private static func modulate(
        _ x: UnsafePointer<Float>, _ scale: UnsafePointer<Float>, _ shift: UnsafePointer<Float>, _ channels: Int,
        _ slope: Float, _ out: UnsafeMutablePointer<Float>
    ) {
        for channel in Swift.stride(from: 0, to: channels, by: 8) {
            store(activate(load(x + channel) * load(scale + channel) + load(shift + channel), slope), out + channel)
        }
    }

    private static func accumulate(_ x: UnsafePointer<Float>, _ factor: Float, _ count: Int, _ out: UnsafeMutablePointer<Float>) {
        for index in Swift.stride(from: 0, to: count, by: 8) {
            store(load(UnsafePointer(out) + index) + factor * load(x + index), out + index)
        }
    }
}
