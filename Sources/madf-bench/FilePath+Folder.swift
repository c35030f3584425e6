import System

/// Folders of cases; names are texts as `FilePath(escaped:)` takes them.
extension FilePath {
    /// The file of this name in the folder.
    func file(_ name: String) -> FilePath { pushing(FilePath(escaped: name)) }

    /// The names in the folder, sorted.
    func names() throws(Failure) -> [String] {
        try translating({ Failure("\(self): \($0)") }) { () throws(Errno) in try namesInFolder() }.map(\.escaped)
    }

    /// Makes the folder where there is none.
    func make() throws(Failure) {
        try translating({ Failure("\(self): \($0)") }) { () throws(Errno) in try makeFolder() }
    }
}
