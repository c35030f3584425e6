import System

/// A result that is written as a whole and waits for its place; it goes where it is given none.
public struct WrittenPhoto: Sendable {
    let file: AtomicFile
    public let report: SaveReport

    public func place() throws(PhotoError) {
        try translating({ PhotoError($0, report.path) }) { () throws(FileError) in try file.place() }
    }
}
