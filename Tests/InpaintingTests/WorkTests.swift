import Masks
import Pixels
import Synchronization
import System
import Testing
import Workers

/// How much work lies between two looks at the flag, and between two reports, in processor time of the one thread that works.
@Suite(.serialized) struct WorkTests {
    private struct Record {
        var last = ThreadClock.seconds, phase = "begin"
        /// The longest stretches without a look, with the phase that was told last.
        var stretches: [(seconds: Double, phase: String)] = []
    }

    /// A compact hole, wires in tiles, and more passes with alpha.
    @Test(arguments: [(Raster.Model.rgb, false), (.rgb, true), (.rgba, false)])
    func theFlagIsReadAndProgressToldAllTheTime(model: Raster.Model, isThin: Bool) throws {
        let width = 1_000, height = 800, photo = Support.picture(width, height, model)
        var mask = Mask(width: width, height: height)
        if isThin {
            for x in 100..<900 { for y in 0..<3 { mask[x, x / 2 + y] = 255 } }
        } else {
            Support.add(500, 400, 130, to: &mask)
        }
        let inpainter = Support.inpainter(threads: 1)
        let record = Mutex(Record())
        let cancellation = Cancellation {
            record.withLock {
                let now = ThreadClock.seconds
                if now - $0.last > 0.01 { $0.stretches.append((now - $0.last, $0.phase)) }
                $0.last = now
            }
        }
        let start = ThreadClock.seconds
        let told = Mutex([(seconds: start, share: 0.0, phase: "begin")])
        _ = try inpainter.fill(photo, mask: mask, cancellation: cancellation) { event in
            guard case .progress(let share, let phase) = event else { return }
            told.withLock { if share > $0[$0.count - 1].share { $0.append((ThreadClock.seconds, share, phase)) } }
            record.withLock { $0.phase = "\(phase) at \(share)" }
        }
        let total = ThreadClock.seconds - start, reports = told.withLock { $0 }
        #expect(reports[reports.count - 1].share == 1)
        let stretch = record.withLock { $0.stretches.max { $0.seconds < $1.seconds } }
        let pause = zip(reports, reports.dropFirst()).map { ($1.seconds - $0.seconds, $0.phase, $0.share) }.max { $0.0 < $1.0 }!
        // In parts of the whole, which a slower machine does not change: 0.1 s where all takes two. `madf-bench pauses` has the times.
        #expect((stretch?.seconds ?? 0) < total / 20, "\(String(describing: stretch)) of \(total)")
        // What a second takes in all is told three times at least.
        #expect(pause.0 < total / 3, "\(pause) of \(total)")
    }
}
