import Glibc
import Inpainting
import Masks
import Photo
import Synchronization
import Testing
import Workers

/// How much work lies between two looks at the flag, and between two reports, in processor time of the one thread that works:
/// what else the machine does has no say in it.
@Suite(.serialized) struct WorkTests {
    private struct Record {
        var last = seconds, phase = "begin"
        /// The longest stretches without a look, with the phase that was told last.
        var stretches: [(seconds: Double, phase: String)] = []
    }

    private static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
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
                let now = Self.seconds
                if now - $0.last > 0.01 { $0.stretches.append((now - $0.last, $0.phase)) }
                $0.last = now
            }
        }
        let start = Self.seconds
        var reports = [(seconds: start, share: 0.0, phase: "begin")]
        _ = try inpainter.fill(photo, mask: mask, cancellation: cancellation) { event in
            guard case .progress(let share, let phase) = event else { return }
            if share > reports[reports.count - 1].share { reports.append((Self.seconds, share, phase)) }
            record.withLock { $0.phase = "\(phase) at \(share)" }
        }
        let total = Self.seconds - start
        #expect(reports[reports.count - 1].share == 1)
        let stretch = record.withLock { $0.stretches.max { $0.seconds < $1.seconds } }
        let pause = zip(reports, reports.dropFirst()).map { ($1.seconds - $0.seconds, $0.phase, $0.share) }.max { $0.0 < $1.0 }!
        // In parts of the whole, which a slower machine does not change; `madf-bench pauses` has the times.
        #expect((stretch?.seconds ?? 0) < total / 10, "\(String(describing: stretch)) of \(total)")
        #expect(pause.0 < total / 3, "\(pause) of \(total)")
    }
}
