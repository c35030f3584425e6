import System
import Workers

/// The process that decodes files for `IsolatedDecoder`.
public enum DecodingProcess {
    /// For the first line of a program that reads photos: it is this process where `arguments`, those behind the program's name, say so, and
    /// otherwise it will be this program that is started again. Other programs (tests, what measures) start the madf-tui beside them.
    public static func serve(_ arguments: [String]) {
        IsolatedDecoder.isOurs.store(true, ordering: .relaxed)
        guard arguments.count == 3, arguments[0] == IsolatedDecoder.word, let pixels = Int(arguments[1]) else { return }
        CurrentProcess.endWithParent()
        answer(Limits(pixels: pixels), withSamples: arguments[2] == "samples")
    }

    /// Answers on standard output for the file that is standard input, and ends the process.
    private static func answer(_ limits: Limits, withSamples: Bool) -> Never {
        let input = FileDescriptor.standardInput, output = FileDescriptor.standardOutput
        do {
            let file = try input.map(count: Int(input.stat().size))
            guard let format = Photo.format(of: Array(file.prefix(FileSignature.length)))?.room as? any IsolatedFormat.Type else {
                throw PhotoError.unknownFormat(path: "-")
            }
            limitCost(limits.pixels, bytesPerPixel: format.reader.bytesPerPixel)
            let reader = try format.reader.init(file, path: "-", limits: limits), header = reader.header
            limitCost(header.width * header.height, bytesPerPixel: format.reader.bytesPerPixel)
            let raster = withSamples ? try reader.raster(header) : nil
            try output.writeWhole(IsolatedAnswer(header).bytes)
            if let raster { try output.writeWhole(raster.bytes) }
        } catch {
            try? output.writeWhole(IsolatedAnswer(error as? PhotoError ?? .decoderFailed(path: "-")).bytes)
        }
        AtomicFile.exit(0)
    }

    /// What a picture of so many pixels may cost.
    private static func limitCost(_ pixels: Int, bytesPerPixel: Int) {
        let stacks = WorkerPool.availableProcessors * 10 << 20
        CurrentProcess.limit(memory: 128 << 20 + stacks + bytesPerPixel * pixels, processorSeconds: 2 + pixels / 1_000_000)
    }
}
