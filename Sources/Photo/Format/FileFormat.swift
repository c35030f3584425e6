/// What the room of a file format gives: how its files are told from others, read, and saved again.
protocol FileFormat {
    /// As users read it.
    static var name: String { get }
    /// Extensions of its files in small letters, first that of files that get a name from us.
    static var extensions: [String] { get }

    /// The library that reads and writes its files, with its version.
    static var library: String { get }

    /// Whether results are PNG unless this format is asked for, as where all of it would be encoded anew with loss.
    static var isWrittenWhenAskedOnly: Bool { get }

    /// Whether a file may have several pages, of which one is shown.
    static var hasPages: Bool { get }

    /// Whether a file that begins with `head`, its first `FileSignature.length` bytes or all that there are, is of this format.
    static func begins(_ head: [UInt8]) -> Bool

    static func read(_ file: InputFile, _ limits: Limits) throws(PhotoError) -> DecodedPhoto

    /// The quality, 1 to 100, in which a file with loss was encoded; nil where it has none or does not tell.
    static func quality(of file: InputFile, _ limits: Limits) -> Int?

    /// Writes the picture as its file has it, but for what is marked; returns what had to change besides, a clause each.
    static func save(_ job: SaveJob) throws(PhotoError) -> [String]

    /// What the photo's file says besides its samples, for a file of another format.
    static func metadata(of job: SaveJob) throws(PhotoError) -> CarriedMetadata

    /// Writes the picture, whose file is of another format, upright and with `metadata` as far as it has a place for it; returns
    /// what had to change besides the pixels, a clause each.
    static func convert(_ job: SaveJob, _ metadata: CarriedMetadata) throws(PhotoError) -> [String]
}

extension FileFormat {
    static var isWrittenWhenAskedOnly: Bool { false }
    static var hasPages: Bool { false }
    static func quality(of file: InputFile, _ limits: Limits) -> Int? { nil }
}
