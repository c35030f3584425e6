extension AtomicFile {
    /// Ends the process at once, whatever its threads do, without what is written and not in its place.
    public static func exit(_ status: Int32) -> Never { TemporaryFile.endProcess(status) }

    /// A file for reading and writing in `folder` that has no name.
    public static func nameless(in folder: FilePath) throws(Errno) -> File { try TemporaryFile.nameless(in: folder) }
}
