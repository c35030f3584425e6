import Glibc
import MADF
import Support
import Synchronization
import Testing
import Workers

/// A run ends soon after its flag is raised, wherever it is.
@Suite struct CancellationTests {
    /// Raises a flag once the threads of a pool have worked for a while: unlike a wall clock, their processor time does not see
    /// what else the machine does.
    final class Alarm: Sendable {
        let cancellation = Cancellation()
        private let clocks: [clockid_t]
        private let raised = Mutex<[Double]?>(nil)

        /// Rings after `moment` seconds of work of all threads of `pool`, the calling one among them.
        init(after moment: Double, on pool: WorkerPool = WorkerPool(threads: 1)) {
            clocks = Self.clocks(of: pool)
            let end = seconds.reduce(moment, +)
            Thread.detach { [self] in
                while seconds.reduce(0, +) < end, !cancellation.isCancelled { sched_yield() }
                // In this order: were it the other way around, a pause of this thread in between would count as overtime.
                cancellation.cancel()
                raised.withLock { $0 = seconds }
            }
        }

        private static func clocks(of pool: WorkerPool) -> [clockid_t] {
            let clocks = Mutex<[clockid_t]>([])
            pool.onEachThread { _ in
                var clock = clockid_t()
                pthread_getcpuclockid(pthread_self(), &clock)
                clocks.withLock { $0.append(clock) }
            }
            return clocks.withLock { $0 }
        }

        /// Of each thread.
        private var seconds: [Double] {
            clocks.map { clock in
                var time = timespec()
                clock_gettime(clock, &time)
                return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
            }
        }

        /// Seconds that the busiest thread has worked since the alarm rang.
        var overtime: Double {
            let now = seconds
            while true {
                if let raised = raised.withLock({ $0 }) { return zip(now, raised).map { $0 - $1 }.max()! }
                sched_yield()
            }
        }
    }

    /// At seeded moments of the paper's network, whose first runs also pack its weights: no worker goes on for longer than the
    /// 100 ms that a user may wait.
    @Test func withinATenthOfASecondAtAnyMoment() throws {
        let network = try Network(.random(.paper)), pools = [1, 3].map { WorkerPool(threads: $0) }, side = 256
        let input = NetworkInput(
            image: [Float](repeating: 0.5, count: 3 * side * side), hole: NetworkTests.hole("disc", side, side), width: side,
            height: side)
        var cancelled = 0
        for (index, noise) in KernelTests.noise(20, seed: 21).enumerated() {
            let pool = pools[index % 2], alarm = Alarm(after: Double(noise + 1) * 0.1, on: pool)
            defer { alarm.cancellation.cancel() }
            do {
                try network.run(input, work: Work(on: pool, cancellation: alarm.cancellation), output: { _, _ in })
            } catch {
                cancelled += 1
                #expect(alarm.overtime < 0.1)
            }
        }
        #expect(cancelled > 6)
    }

    /// After every step in turn: nothing more is reported.
    @Test func afterEveryStep() throws {
        let network = try Network(checkpoint: NetworkTests.folder + "/network.safetensors")
        let input = NetworkInput(
            image: [Float](repeating: 0.5, count: 3 * 128 * 128), hole: NetworkTests.hole("pixel", 128, 128), width: 128, height: 128)
        var last = 0, isDone = false
        while !isDone {
            last += 1
            let cancellation = Cancellation(), steps = Mutex(0), goal = last
            let work = Work(on: NetworkTests.pool, cancellation: cancellation) { _, _ in
                steps.withLock {
                    $0 += 1
                    if $0 == goal { cancellation.cancel() }
                }
            }
            do {
                try network.run(input, work: work, output: { _, _ in })
                isDone = true
            } catch {
                #expect(steps.withLock { $0 } == last)
            }
        }
        #expect(last > 30)
    }
}
