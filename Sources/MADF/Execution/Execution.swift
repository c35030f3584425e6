import CKernels
import Workers

/// What the layers of one run share: threads, scratch, the flag that cancels, and the count of work done.
///
/// Only the thread that runs the layers one after the other counts; tasks on other threads read what is constant.
final class Execution {
    let kernels: madf_kernels
    let scratch: Scratch
    private let pool: WorkerPool
    private let cancellation: Cancellation
    /// Multiplications done so far, with padding of channels.
    private(set) var multiplications = 0
    /// Convolutions packed so far.
    private(set) var packings = 0

    init(_ kernels: madf_kernels, _ work: Work, _ scratch: Scratch) {
        self.kernels = kernels
        self.scratch = scratch
        pool = work.pool
        cancellation = work.cancellation
    }

    var isCancelled: Bool { cancellation.isCancelled }

    func check() throws(Cancelled) { try cancellation.check() }

    /// Runs `tasks` on the pool; those that begin after a cancellation do nothing.
    func run(tasks: Int, _ body: (_ task: Int, _ worker: Int) -> Void) {
        pool.run(tasks: tasks) { task, worker in
            if !cancellation.isCancelled { body(task, worker) }
        }
    }

    func count(multiplications: Int) { self.multiplications += multiplications }

    func countPacking() { packings += 1 }

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
