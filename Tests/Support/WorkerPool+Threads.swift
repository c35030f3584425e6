import Glibc
import Synchronization
import Workers

extension WorkerPool {
    /// Calls `body` once on each thread: as many tasks as threads, each of which waits for the others, so that no thread gets two.
    package func onEachThread(_ body: (_ worker: Int) -> Void) {
        let arrived = Atomic(0)
        run(tasks: threads) { _, worker in
            body(worker)
            arrived.wrappingAdd(1, ordering: .relaxed)
            while arrived.load(ordering: .relaxed) < threads { sched_yield() }
        }
    }
}
