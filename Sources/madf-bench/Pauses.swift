import ArgumentParser
import Inpainting
import MADF
import Masks
import Photo
import Synchronization
import System
import Workers

/// Measures how soon a fill could be cancelled, and how often it tells of its progress.
struct Pauses: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures how soon a fill can be cancelled.",
        discussion: """
            Fills PHOTO on one thread. Prints for each phase its seconds of processor time, and in milliseconds the longest
            stretches of work between two looks at the flag that cancels, and without progress.
            """)

    @Argument(help: "A photo's file.", completion: .file())
    var photo: FilePath

    @Argument(help: "What to fill: a picture of the same size, white where it is.", completion: .file())
    var mask: FilePath

    @Option(help: "Checkpoint to run; the bundled one unless told.", completion: .file())
    var model: FilePath?

    func run() throws {
        let photo = try Photo.load(path: self.photo).raster, mask = try Mask(Photo.load(path: self.mask).raster)
        guard mask.width == photo.width, mask.height == photo.height else {
            throw Failure("\(self.mask) is not of the size of \(self.photo)")
        }
        let inpainter = Inpainter(network: try Network(checkpointOrBundled: model), pool: WorkerPool(threads: 1))
        let record = Mutex(Record())
        _ = try inpainter.fill(photo, mask: mask, cancellation: Cancellation { record.withLock { $0.look() } }) { event in
            guard case .progress(let share, let phase) = event else { return }
            record.withLock { $0.progress(to: phase, share) }
        }
        print("\("phase".padded(12)) seconds  look, ms  progress, ms")
        for phase in record.withLock({ $0.phases }) {
            print(
                phase.name.padded(12) + phase.seconds.fixed(2).aligned(8) + (1e3 * phase.look).fixed(0).aligned(10)
                    + (1e3 * phase.progress).fixed(0).aligned(14))
        }
        print("peak \(CurrentProcess.peakMemory) MiB")
    }

    /// What is known of each phase, in seconds that the working thread had of a processor: the machine's other work has no say.
    private struct Record {
        private(set) var phases: [(name: String, seconds: Double, look: Double, progress: Double)] = [("masks", 0, 0, 0)]
        private var current = 0, done = 0.0
        private var last = ThreadClock.seconds, lastLook = ThreadClock.seconds, lastProgress = ThreadClock.seconds

        mutating func look() {
            let now = ThreadClock.seconds
            phases[current].look = max(phases[current].look, now - lastLook)
            lastLook = now
        }

        mutating func progress(to phase: String, _ share: Double) {
            let now = ThreadClock.seconds
            phases[current].seconds += now - last
            phases[current].progress = max(phases[current].progress, now - lastProgress)
            last = now
            if share > done { lastProgress = now }
            done = max(done, share)
            current = phases.firstIndex { $0.name == phase } ?? phases.count
            if current == phases.count { phases.append((phase, 0, 0, 0)) }
        }
    }
}
