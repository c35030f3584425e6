/// Memory that outlives a run: a part for each worker, and one for the products of a Winograd convolution.
final class Scratch: @unchecked Sendable {
    typealias Row = UnsafePointer<Float>
    typealias Target = UnsafeMutablePointer<Float>

    /// Positions that one task takes on; few enough for a worker's part of this memory, enough to reuse a panel of weights.
    static let chunk = 64
    /// Floats of the Winograd products that workers share, 8 MiB: they fit the last cache.
    static let sharedProducts = 2 << 20
    /// Floats of those that a worker has alone, 3/4 MiB: they fit its second cache.
    static let ownProducts = 192 << 10
    /// Channels of a row in `values`: scale and shift of the widest level that is allowed.
    let rowLength: Int

    private let products: FloatBuffer
    private let zeroBuffer: FloatBuffer
    private let rows: UnsafeMutablePointer<Row>
    private let targets: UnsafeMutablePointer<Target>
    private let values: FloatBuffer
    private let rowsPerWorker: Int

    init(workers: Int, rowLength: Int, segments: Int) {
        self.rowLength = rowLength
        rowsPerWorker = max(36 * 8, segments * Self.chunk)
        rows = .allocate(capacity: workers * rowsPerWorker)
        targets = .allocate(capacity: workers * Self.chunk)
        values = FloatBuffer(count: workers * Self.chunk * rowLength)
        products = FloatBuffer(count: max(Scratch.sharedProducts, workers * Scratch.ownProducts))
        zeroBuffer = FloatBuffer(count: rowLength)
    }

    deinit {
        rows.deallocate()
        targets.deallocate()
    }

    /// Channels that are all zero, as many as any map has.
    var zeros: UnsafePointer<Float> { UnsafePointer(zeroBuffer.pointer) }
    func rows(_ worker: Int) -> UnsafeMutablePointer<Row> { rows + worker * rowsPerWorker }
    func targets(_ worker: Int) -> UnsafeMutablePointer<Target> { targets + worker * Self.chunk }
    /// A worker's own; the first worker's is also where the shared ones begin.
    func products(_ worker: Int) -> UnsafeMutablePointer<Float> { products.pointer + worker * Scratch.ownProducts }
    func values(_ worker: Int) -> UnsafeMutablePointer<Float> { values.pointer + worker * Self.chunk * rowLength }
}
