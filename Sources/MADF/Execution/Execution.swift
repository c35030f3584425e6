import CKernels
import Workers

/// What the layers of one run share: threads, scratch, the flag that cancels, and the count of work done.
struct Execution {
    let kernels: madf_kernels
    let pool: WorkerPool
    let cancellation: Cancellation
    let scratch: Scratch
    /// For lists that a step needs; the step's caller takes them back.
    let lists: ListMemory
    /// Multiplications done so far, with padding of channels.
    var multiplications = 0
    /// Convolutions packed so far.
    var packings = 0

    /// Positions that one task takes on; small enough for a worker's scratch, large enough to reuse a panel of weights.
    static let chunk = 64

    /// Runs `tasks` on the pool; those that begin after a cancellation do nothing. For a run to take nothing from the heap, `body`
    /// captures nothing (see `WorkerPool`).
    func run<Context>(
        tasks: Int, with context: Context,
        _ body: @escaping (_ execution: Execution, _ context: Context, _ task: Int, _ worker: Int) -> Void
    ) {
        pool.run(tasks: tasks, with: Call(execution: self, context: context, body: body)) { call, task, worker in
            if !call.execution.cancellation.isCancelled { call.body(call.execution, call.context, task, worker) }
        }
    }

    private struct Call<Context> {
        let execution: Execution
        let context: Context
        let body: (Execution, Context, Int, Int) -> Void
    }

    func multiply(width: Int) -> madf_multiply {
        switch width {
        case 3: kernels.multiply3
        case 8: kernels.multiply8
        case 16: kernels.multiply16
        case 24: kernels.multiply24
        default: kernels.multiply32
        }
    }
}

/// Memory that outlives a run: a part for each worker, and one for the products of a Winograd convolution.
final class Scratch: @unchecked Sendable {
    typealias Row = UnsafePointer<Float>
    typealias Target = UnsafeMutablePointer<Float>

    /// Floats of the Winograd products that workers share, 8 MiB: they fit the last cache.
    static let sharedProducts = 2 << 20
    /// Floats of those that a worker has alone, 3/4 MiB: they fit its second cache.
    static let ownProducts = 192 << 10
    /// Channels of a row in `values`: scale and shift of the widest level that is allowed.
    let rowLength: Int

    private let products: FloatBuffer
    /// Channels that are all zero, as many as any map has.
    let zeros: UnsafePointer<Float>
    private let zeroBuffer: FloatBuffer
    private let rows: UnsafeMutablePointer<Row>
    private let targets: UnsafeMutablePointer<Target>
    private let values: FloatBuffer
    private let rowsPerWorker: Int

    init(workers: Int, rowLength: Int, segments: Int) {
        self.rowLength = rowLength
        rowsPerWorker = max(36 * 8, segments * Execution.chunk)
        rows = .allocate(capacity: workers * rowsPerWorker)
        targets = .allocate(capacity: workers * Execution.chunk)
        values = FloatBuffer(count: workers * Execution.chunk * rowLength)
        products = FloatBuffer(count: max(Scratch.sharedProducts, workers * Scratch.ownProducts))
        zeroBuffer = FloatBuffer(count: rowLength)
        zeros = UnsafePointer(zeroBuffer.pointer)
    }

    deinit {
        rows.deallocate()
        targets.deallocate()
    }

    func rows(_ worker: Int) -> UnsafeMutablePointer<Row> { rows + worker * rowsPerWorker }
    func targets(_ worker: Int) -> UnsafeMutablePointer<Target> { targets + worker * Execution.chunk }
    /// A worker's own; the first worker's is also where the shared ones begin.
    func products(_ worker: Int) -> UnsafeMutablePointer<Float> { products.pointer + worker * Scratch.ownProducts }
    func values(_ worker: Int) -> UnsafeMutablePointer<Float> { values.pointer + worker * Execution.chunk * rowLength }
}
