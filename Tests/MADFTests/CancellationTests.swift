import Glibc
import MADF
import Synchronization
import Testing
import Workers

/// A run ends soon after its flag is raised, wherever it is.
@Suite struct CancellationTests {
    /// Raises a flag once the thread that made it has worked for a while: unlike a wall clock, its processor time does not see
    /// what else the machine does.
    final class Alarm: Sendable {
        let cancellation = Cancellation()
        private let clock: clockid_t
        private let raised = Atomic<UInt64>(0)

        /// Rings after `moment` seconds of the calling thread's work.
        init(after moment: Double) {
            var clock = clockid_t()
            pthread_getcpuclockid(pthread_self(), &clock)
            self.clock = clock
            let end = seconds + moment
            Thread.detach { [self] in
                while seconds < end, !cancellation.isCancelled { sched_yield() }
                // In this order: were it the other way around, a pause of this thread in between would count as overtime.
                cancellation.cancel()
                raised.store(seconds.bitPattern, ordering: .relaxed)
            }
        }

        private var seconds: Double {
            var time = timespec()
            clock_gettime(clock, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
        }

        /// Seconds that the calling thread, which made the alarm, has worked since it rang.
        var overtime: Double {
            let now = seconds
            while raised.load(ordering: .relaxed) == 0 { sched_yield() }
            return now - Double(bitPattern: raised.load(ordering: .relaxed))
        }
    }

    /// At seeded moments of the paper's network, whose first runs also pack its weights. With one worker all work is this
    /// thread's, so its time after the flag is what a user waits: 100 ms at most.
    @Test func withinATenthOfASecondAtAnyMoment() throws {
        let network = try Network(.random(.paper)), pool = WorkerPool(threads: 1), side = 256
        let image = [Float](repeating: 0.5, count: 3 * side * side), hole = NetworkTests.hole("disc", side, side)
        var cancelled = 0
        for noise in KernelTests.noise(12, seed: 21) {
            let alarm = Alarm(after: Double(noise + 1) * 0.1)
            defer { alarm.cancellation.cancel() }
            do {
                try network.run(
                    image: image, hole: hole, width: side, height: side, on: pool, cancellation: alarm.cancellation, output: { _, _ in })
            } catch {
                cancelled += 1
                #expect(alarm.overtime < 0.1)
            }
        }
        #expect(cancelled > 3)
    }

    /// After every step in turn: nothing more is reported.
    @Test func afterEveryStep() throws {
        let network = try Network(checkpoint: NetworkTests.folder + "/network.safetensors")
        let image = [Float](repeating: 0.5, count: 3 * 128 * 128), hole = NetworkTests.hole("pixel", 128, 128)
        var last = 0, isDone = false
        while !isDone {
            last += 1
            let cancellation = Cancellation()
            var steps = 0
            do {
                try network.run(
                    image: image, hole: hole, width: 128, height: 128, on: NetworkTests.pool, cancellation: cancellation,
                    progress: { _ in
                        steps += 1
                        if steps == last { cancellation.cancel() }
                    }, output: { _, _ in })
                isDone = true
            } catch {
                #expect(steps == last)
            }
        }
        #expect(last > 30)
    }
}
