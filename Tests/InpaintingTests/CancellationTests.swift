import Glibc
import Inpainting
import Masks
import Photo
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
                raised = Self.seconds
                cancellation.cancel()
            }
            // Not the fills: a failure would print them.
            return
        }
        #expect(Self.seconds - raised < 0.3)
    }

    /// Of this thread, which has its share of all work: a busy machine does not change it. `madf-bench pauses` has what a user waits.
    private static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
