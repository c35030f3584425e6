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

    /// No thread but the caller's.
    public static let caller = WorkerPool(threads: 1)

    /// Processors that are online.
    public static var availableProcessors: Int {
        max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    }

    /// Calls `body(context, task, worker)` once for every task in `0 ..< tasks` and returns when all are done.
    /// `worker` in `0 ..< threads` names a scratch space that no other running call has.
    ///
    /// A call takes nothing from the heap if `body` captures nothing. That is why the context is told apart: other threads read it
    /// where it lies, but what a closure captures Swift moves to the heap before they may have it.
    public func run<Context>(
        tasks: Int, with context: Context, _ body: @escaping (_ context: Context, _ task: Int, _ worker: Int) -> Void
    ) {
        guard tasks > 0 else { return }
        if threads == 1 || tasks == 1 {
            for task in 0..<tasks { body(context, task, 0) }
            return
        }
        withUnsafePointer(to: context) { shared.run(tasks: tasks, Lent(context: $0, body: body)) }
    }

    /// As above, for a `body` that captures what it needs: it goes to the heap in a box.
    public func run(tasks: Int, _ body: (_ task: Int, _ worker: Int) -> Void) {
        withoutActuallyEscaping(body) { run(tasks: tasks, with: $0) { body, task, worker in body(task, worker) } }
    }
}

extension WorkerPool {
    /// What `body` makes of every task in `0 ..< count`, in their order.
    public func map<Result: Sendable>(count: Int, _ body: (_ task: Int, _ worker: Int) -> Result) -> [Result] {
        [Result](unsafeUninitializedCapacity: count) { results, initialized in
            nonisolated(unsafe) let start = results.baseAddress
            run(tasks: count) { task, worker in (start! + task).initialize(to: body(task, worker)) }
            initialized = count
        }
    }
}

/// What the threads of a pool work on together.
private protocol SharedWork {
    /// Does one task after the other, of `count` in all, until none is left from `next` on.
    func drain(_ count: Int, from next: borrowing Atomic<Int>, worker: Int)
}

/// A body with its context where the caller has it. Its three words fit into a `SharedWork` without a piece of the heap.
private struct Lent<Context>: SharedWork {
    let context: UnsafePointer<Context>
    let body: (Context, Int, Int) -> Void

    func drain(_ count: Int, from next: borrowing Atomic<Int>, worker: Int) {
        // Copied once, since every copy counts its references.
        let context = context.pointee
        while true {
            let task = next.wrappingAdd(1, ordering: .relaxed).oldValue
            if task >= count { return }
            body(context, task, worker)
        }
    }
}

extension WorkerPool {
    /// What the threads of a pool have in common, apart from the pool so that it can go while they stop.
    private final class Shared: @unchecked Sendable {
        private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        private let entry = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        private let wake = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
        private let done = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
        private let next = Atomic(0)
        // Below: read and written under `lock`.
        private var work: (any SharedWork)?
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

        func run(tasks count: Int, _ work: any SharedWork) {
            pthread_mutex_lock(entry)
            pthread_mutex_lock(lock)
            self.work = work
            tasks = count
            next.store(0, ordering: .relaxed)
            step += 1
            pthread_cond_broadcast(wake)
            pthread_mutex_unlock(lock)
            work.drain(count, from: next, worker: 0)
            pthread_mutex_lock(lock)
            self.work = nil
            while busy > 0 { pthread_cond_wait(done, lock) }
            pthread_mutex_unlock(lock)
            pthread_mutex_unlock(entry)
        }

        private func work(as worker: Int) {
            var seen = 0
            pthread_mutex_lock(lock)
            while !stopping {
                guard step != seen, let work else {
                    seen = step
                    pthread_cond_wait(wake, lock)
                    continue
                }
                seen = step
                let count = tasks
                busy += 1
                pthread_mutex_unlock(lock)
                work.drain(count, from: next, worker: worker)
                pthread_mutex_lock(lock)
                busy -= 1
                if busy == 0 { pthread_cond_signal(done) }
            }
            pthread_mutex_unlock(lock)
        }
    }
}
