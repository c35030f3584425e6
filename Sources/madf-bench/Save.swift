import ArgumentParser
import Masks
import Photo
import System

/// Times saving alone, in the photo's own format, with what the mask marks turned into its negative.
struct Save: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Times saving a photo.",
        discussion: "Median of the runs after the photo and its mask were read; peak resident memory holds these, too.")

    @Argument(help: "A photo's file.", completion: .file())
    var photo: FilePath

    @Argument(help: "What counts as changed: a picture of the same size, white where it does.", completion: .file())
    var mask: FilePath

    @Option(help: "Runs to take the median of.")
    var runs = 5

    func validate() throws {
        guard runs > 0 else { throw ValidationError("runs are positive") }
    }

    func run() throws {
        let photo = try Photo.load(path: self.photo), mask = try Mask(Photo.load(path: self.mask).raster)
        guard mask.width == photo.raster.width, mask.height == photo.raster.height else {
            throw Failure("\(self.mask) is not of the size of \(self.photo)")
        }
        var result = photo.raster
        for pixel in mask.bytes.indices where mask.bytes[pixel] != 0 {
            for byte in pixel * result.bytesPerPixel..<(pixel + 1) * result.bytesPerPixel { result.bytes[byte] = ~result.bytes[byte] }
        }
        let target = FilePath("/tmp/madf-bench-\(CurrentProcess.identifier)")
        defer { target.remove() }
        var seconds: [Double] = [], processor: [Double] = []
        for _ in 0..<runs {
            let start = MonotonicClock.seconds, busy = CurrentProcess.processorSeconds
            _ = try photo.save(result, changed: mask.bytes, to: target, replacing: .otherFiles)
            seconds.append(MonotonicClock.seconds - start)
            processor.append(CurrentProcess.processorSeconds - busy)
        }
        print("saved in \(seconds.median.fixed(3)) s (\(processor.median.fixed(3)) s of processor), peak \(CurrentProcess.peakMemory) MiB")
    }
}
