import Synchronization
import System
import Testing
import Workers

@Suite(.serialized) struct CancellationTests {
    /// Cancels at the first event, and at each tenth of the work.
    @Test(arguments: 0..<10) func cancellingTakesEffectSoon(tenth: Int) throws {
        // Of the one thread that works; `madf-bench pauses` has what a user waits.
        #expect(try secondsAfterCancelling(tenth: tenth, threads: 1) < 0.3)
    }

    @Test(arguments: 0..<10) func severalThreadsAreCancelledAsOne(tenth: Int) throws {
        _ = try secondsAfterCancelling(tenth: tenth, threads: 3)
    }

    /// Processor time that this thread had from the event to the end.
    private func secondsAfterCancelling(tenth: Int, threads: Int) throws -> Double {
        let photo = Support.picture(900, 700, .rgb)
        let mask = Support.disk(900, 700, x: 400, y: 350, radius: 110)
        let cancellation = Cancellation(), raised = Mutex(0.0)
        #expect(throws: Cancelled.self) {
            _ = try Support.inpainter(threads: threads).fill(photo, mask: mask, cancellation: cancellation) { event in
                guard case .progress(let share, _) = event, share * 10 >= Double(tenth) else { return }
                raised.withLock { if $0 == 0 { $0 = ThreadClock.seconds } }
                cancellation.cancel()
            }
            // Not the fills: a failure would print them.
            return
        }
        return ThreadClock.seconds - raised.withLock { $0 }
    }
}
