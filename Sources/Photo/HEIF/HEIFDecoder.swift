#if HEIF
import Pixels
import Synchronization
import System
import Workers

/// Reading of HEIF files in a process of its own: libheif and the decoders below it fail on some hostile files, and take what memory
/// these ask for. What fails there is an error here.
public enum HEIFDecoder {
    private static let word = "--decode-heif"
    private static let isOurs = Atomic(false)

    /// For the first line of a program that reads photos: it is this process where `arguments`, those behind the program's name, say so, and
    /// otherwise it will be this program that is started again. Other programs (tests, what measures) start the madf-tui beside them.
    public static func serve(_ arguments: [String]) {
        isOurs.store(true, ordering: .relaxed)
        guard arguments.count == 3, arguments[0] == word, let pixels = Int(arguments[1]) else { return }
        CurrentProcess.endWithParent()
        answer(Limits(pixels: pixels), withSamples: arguments[2] == "samples")
    }

    private static var program: FilePath {
        isOurs.load(ordering: .relaxed) ? "/proc/self/exe" : (CurrentProcess.program ?? "").folder.appending("madf-tui")
    }

    /// Answers on standard output for the file that is standard input, and ends the process.
    private static func answer(_ limits: Limits, withSamples: Bool) -> Never {
        let input = FileDescriptor.standardInput, output = FileDescriptor.standardOutput
        limitCost(limits.pixels)
        do {
            let file = try input.map(count: Int(input.stat().size))
            let reader = try HEIFReader(file, path: "-", limits: limits), header = reader.header
            limitCost(header.width * header.height)
            let raster = withSamples ? try reader.raster(header) : nil
            try output.writeWhole(HEIFAnswer(header).bytes)
            if let raster { try output.writeWhole(raster.bytes) }
        } catch {
            try? output.writeWhole(HEIFAnswer(error as? PhotoError ?? .decoderFailed(path: "-")).bytes)
        }
        AtomicFile.exit(0)
    }

    /// What a picture of so many pixels may cost.
    private static func limitCost(_ pixels: Int) {
        let stacks = WorkerPool.availableProcessors * 10 << 20
        CurrentProcess.limit(memory: 128 << 20 + stacks + 24 * pixels, processorSeconds: 2 + pixels / 1_000_000)
    }

    static func header(_ file: InputFile, _ limits: Limits) throws(PhotoError) -> HEIFHeader {
        try ask("header", file, limits) { (fill) throws(PhotoError) in try header(file.path, limits, fill) }
    }

    static func picture(_ file: InputFile, _ limits: Limits) throws(PhotoError) -> (header: HEIFHeader, raster: Raster) {
        try ask("samples", file, limits) { (fill) throws(PhotoError) in try picture(file.path, limits, fill) }
    }

    /// The picture of an answer that is in memory.
    package static func picture(answered bytes: [UInt8], path: FilePath, limits: Limits) throws(PhotoError) -> Raster {
        var rest = bytes[...]
        return try picture(path, limits) { (target) throws(PhotoError) in
            guard rest.count >= target.count else { throw .decoderFailed(path: path) }
            target = Array(rest.prefix(target.count))
            rest = rest.dropFirst(target.count)
        }.raster
    }

    /// Reads as many bytes of an answer as the array has.
    private typealias Filling = (inout [UInt8]) throws(PhotoError) -> Void

    private static func header(_ path: FilePath, _ limits: Limits, _ fill: Filling) throws(PhotoError) -> HEIFHeader {
        try HEIFAnswer(path: path, limits: limits, fill).checkedHeader(path, limits)
    }

    private static func picture(_ path: FilePath, _ limits: Limits, _ fill: Filling) throws(PhotoError) -> (header: HEIFHeader, raster: Raster) {
        let header = try header(path, limits, fill)
        var raster = header.emptyRaster
        try fill(&raster.bytes)
        return (header, raster)
    }

    private static func ask<Result>(
        _ what: String, _ file: InputFile, _ limits: Limits, _ body: (Filling) throws(PhotoError) -> Result
    ) throws(PhotoError) -> Result {
        let process = try translating({ PhotoError.cannotStart(program, for: file.path, errno: $0.rawValue) }) { () throws(Errno) in
            try ChildProcess(program, [word, "\(limits.pixels)", what], input: File.inMemory(file.bytes))
        }
        return try body { (target) throws(PhotoError) in
            var isWhole = false
            do throws(Errno) {
                isWhole = try process.fill(&target) { file.cancellation.isCancelled }
            } catch {
                if error == .canceled { throw .cancelled(path: file.path) }
            }
            guard isWhole else { throw .decoderFailed(path: file.path) }
        }
    }
}
#endif
