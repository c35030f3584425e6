import Glibc
import Synchronization
import Workers

extension WorkerPool {
    /// Calls `body` once on each thread: as many tasks as threads, each of which waits for the others, so that no thread gets two.
    func onEachThread(_ body: () -> Void) {
        let arrived = Atomic(0)
        run(tasks: threads) { _, _ in
            body()
            arrived.wrappingAdd(1, ordering: .relaxed)
            while arrived.load(ordering: .relaxed) < threads { sched_yield() }
        }
    }
}
