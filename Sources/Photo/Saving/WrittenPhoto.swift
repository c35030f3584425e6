import System

/// A result that is written as a whole and waits for its place; it goes where it is given none.
public struct WrittenPhoto: Sendable {
    let file: AtomicFile
    let report: SaveReport

    /// What is written, to tell later whether somebody has changed it.
    public var version: FileVersion {
        get throws(PhotoError) { try translating({ PhotoError($0, report.path) }) { () throws(FileError) in try file.version } }
    }

    @discardableResult
    public func place() throws(PhotoError) -> SaveReport {
        let placement = try translating({ PhotoError($0, report.path) }) { () throws(FileError) in try file.place() }
        return SaveReport(path: report.path, notes: report.notes + placement.notes)
    }
}
