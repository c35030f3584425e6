import Pixels
import Synchronization
import System
import Workers

/// Reading of files in a process of its own: some libraries and the decoders below them fail on hostile files, and take what memory these ask
/// for. What fails there is an error here.
package enum IsolatedDecoder {
    static let word = "--decode"
    /// Whether this program is one that decodes when it is called so; else there is one beside it.
    static let isOurs = Atomic(false)

    private static var program: FilePath {
        isOurs.load(ordering: .relaxed) ? "/proc/self/exe" : (CurrentProcess.program ?? "").folder.appending("madf-tui")
    }

    static func header(_ file: InputFile, _ limits: Limits) throws(PhotoError) -> IsolatedHeader {
        try ask("header", file, limits) { (fill) throws(PhotoError) in try header(file.path, limits, fill) }
    }

    static func picture(_ file: InputFile, _ limits: Limits) throws(PhotoError) -> (header: IsolatedHeader, raster: Raster) {
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

    private static func header(_ path: FilePath, _ limits: Limits, _ fill: Filling) throws(PhotoError) -> IsolatedHeader {
        try IsolatedAnswer(path: path, limits: limits, fill).checkedHeader(path, limits)
    }

    private static func picture(_ path: FilePath, _ limits: Limits, _ fill: Filling) throws(PhotoError) -> (header: IsolatedHeader, raster: Raster) {
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
