import Pixels
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
            let (header, raster) = try decode(file, limits, withSamples: withSamples, limitCost)
            try output.writeWhole(IsolatedAnswer(header).bytes)
            if let raster { try output.writeWhole(raster.bytes) }
        } catch {
            try? output.writeWhole(IsolatedAnswer(error as? PhotoError ?? .decoderFailed(path: "-")).bytes)
        }
        AtomicFile.exit(0)
    }

    /// Header and samples of a file, decoded in this process: what tests and fuzzers may do.
    package static func picture(_ file: UnsafeRawBufferPointer, _ limits: Limits) throws(PhotoError) -> Raster? {
        try decode(file, limits, withSamples: true) { _, _ in }.raster
    }

    private static func decode(
        _ file: UnsafeRawBufferPointer, _ limits: Limits, withSamples: Bool, _ limitCost: (_ bytes: Int, _ seconds: Int) -> Void
    ) throws(PhotoError) -> (header: IsolatedHeader, raster: Raster?) {
        guard let format = Photo.format(of: Array(file.prefix(FileSignature.length)))?.room as? any IsolatedFormat.Type else {
            throw .unknownFormat(path: "-")
        }
        let kind = format.reader
        limitCost(kind.bytesPerPixel * limits.pixels, 0)
        let reader = try kind.init(file, path: "-", limits: limits), header = reader.header, pixels = header.width * header.height
        // One color may cost ten times what it costs in other formats.
        guard pixels <= max(mostEmptyPixels, file.count * mostPixelsPerByte) else {
            let sizes = "more than \(mostEmptyPixels / 1_000_000) million pixels and less than a byte for \(mostPixelsPerByte) of them"
            throw .unsupported(path: "-", reason: "it has \(sizes), as no photo has")
        }
        let bytes = min(file.count, mostBytesPerPixel * pixels)
        let seconds = (Double(pixels) / Double(kind.pixelsPerSecond) + Double(bytes) / bytesPerSecond).rounded()
        limitCost(kind.bytesPerPixel * pixels, Int(seconds))
        return (header, withSamples ? try reader.raster(header) : nil)
    }

    /// Of pictures with fewer bytes than `mostPixelsPerByte` asks for.
    private static let mostEmptyPixels = 32_000_000
    /// The softest photos at the lowest quality have a few hundred.
    private static let mostPixelsPerByte = 2000
    /// Fine detail takes its time by its bytes: 2 to 10 million in a second of a processor of today, and a tenth of that of a small machine.
    private static let bytesPerSecond = 250_000.0
    /// Of a photo; a file may have others behind it.
    private static let mostBytesPerPixel = 2

    /// What a picture may cost that takes so many bytes and seconds of a processor.
    private static func limitCost(_ bytes: Int, _ seconds: Int) {
        let stacks = WorkerPool.availableProcessors * 10 << 20
        CurrentProcess.limit(memory: 128 << 20 + stacks + bytes, processorSeconds: 1 + seconds)
    }
}
