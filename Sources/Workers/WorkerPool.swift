import Glibc
import Synchronization

/// A fixed set of threads that share out the tasks of one step after the other.
///
/// Idle workers sleep on a condition variable (an interactive program shares the machine); all signals are
/// blocked in them, so that the terminal's thread alone is told of resizing. A task must depend only on its
/// number: then the result is the same for any number of threads. One step runs at a time; steps from
/// several threads queue up.
public final class WorkerPool: Sendable {
    /// Threads that work on a step, the caller's among them.
    public let threads: Int
    private let shared: Shared

    /// Starts `threads - 1` workers; the caller of `run` is the last one.
    public init(threads: Int) {
        precondition(threads >= 1)
        self.threads = threads
        shared = Shared()
        for index in 1..<max(threads, 2) where threads > 1 { shared.start(worker: index) }
    }

    deinit { shared.stop() }

    /// Processors that are online.
    public static var availableProcessors: Int {
        max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    }

    /// Calls `body(task, worker)` once for every task in `0 ..< tasks` and returns when all are done.
    /// `worker` in `0 ..< threads` names a scratch space that no other running call has. For other threads the closure is boxed,
    /// 32 bytes on the heap: Swift has no way to lend it without.
    public func run(tasks: Int, _ body: (_ task: Int, _ worker: Int) -> Void) {
        guard tasks > 0 else { return }
        if threads == 1 || tasks == 1 {
            for task in 0..<tasks { body(task, 0) }
            return
        }
        withoutActuallyEscaping(body) { shared.run(tasks: tasks, $0) }
    }
}

extension WorkerPool {
    /// What the threads of a pool have in common, apart from the pool so that it can go while they stop.
    private final class Shared: @unchecked Sendable {
        private typealias Body = (Int, Int) -> Void

        private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        private let entry = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        private let wake = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
        private let done = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
        private let next = Atomic(0)
        // Below: read and written under `lock`.
        private var body: Body?
        private var tasks = 0
        private var step = 0
        private var busy = 0
        private var stopping = false

        init() {
            pthread_mutex_init(lock, nil)
            pthread_mutex_init(entry, nil)
            pthread_cond_init(wake, nil)
            pthread_cond_init(done, nil)
        }

        deinit {
            pthread_mutex_destroy(lock)
            pthread_mutex_destroy(entry)
            pthread_cond_destroy(wake)
            pthread_cond_destroy(done)
            lock.deallocate()
            entry.deallocate()
            wake.deallocate()
            done.deallocate()
        }

        func start(worker: Int) {
            Thread.detach { self.work(as: worker) }
        }

        func stop() {
            pthread_mutex_lock(lock)
            stopping = true
            pthread_cond_broadcast(wake)
            pthread_mutex_unlock(lock)
        }

        func run(tasks count: Int, _ work: @escaping (Int, Int) -> Void) {
            pthread_mutex_lock(entry)
            pthread_mutex_lock(lock)
            body = work
            tasks = count
            next.store(0, ordering: .relaxed)
            step += 1
            pthread_cond_broadcast(wake)
            pthread_mutex_unlock(lock)
            drain(count, work, worker: 0)
            pthread_mutex_lock(lock)
            body = nil
            while busy > 0 { pthread_cond_wait(done, lock) }
            pthread_mutex_unlock(lock)
            pthread_mutex_unlock(entry)
        }

        private func drain(_ count: Int, _ body: Body, worker: Int) {
            while true {
                let task = next.wrappingAdd(1, ordering: .relaxed).oldValue
                if task >= count { return }
                body(task, worker)
            }
        }

        private func work(as worker: Int) {
            var seen = 0
            pthread_mutex_lock(lock)
            while !stopping {
                guard step != seen, let body else {
                    seen = step
                    pthread_cond_wait(wake, lock)
                    continue
                }
                seen = step
                let count = tasks
                busy += 1
                pthread_mutex_unlock(lock)
                drain(count, body, worker: worker)
                pthread_mutex_lock(lock)
                busy -= 1
                if busy == 0 { pthread_cond_signal(done) }
            }
            pthread_mutex_unlock(lock)
        }
    }
}
