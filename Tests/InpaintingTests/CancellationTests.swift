import System
import Testing
import Workers

@Suite(.serialized) struct CancellationTests {
    /// Cancels at the first event, and at each tenth of the work.
    @Test(arguments: 0..<10) func cancellingTakesEffectSoon(tenth: Int) throws {
        let photo = Support.picture(900, 700, .rgb)
        let mask = Support.disk(900, 700, x: 400, y: 350, radius: 110)
        let cancellation = Cancellation()
        var raised = 0.0
        #expect(throws: Cancelled.self) {
            _ = try Support.inpainter().fill(photo, mask: mask, cancellation: cancellation) { event in
                guard case .progress(let share, _) = event, share * 10 >= Double(tenth), raised == 0 else { return }
                raised = ThreadClock.seconds
                cancellation.cancel()
            }
            // Not the fills: a failure would print them.
            return
        }
        // Of this thread, which has its share of all work; `madf-bench pauses` has what a user waits.
        #expect(ThreadClock.seconds - raised < 0.3)
    }
}
