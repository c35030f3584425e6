#if TIFF
/// What a TIFF file consists of: its pages, what is below them, and what its bytes are for.
struct TIFFStructure {
    /// The directories of pages, in their order.
    private(set) var pages: [TIFFFile.Directory] = []
    /// By the place of a page: the reduced pictures below it.
    private(set) var below: [Int: [TIFFFile.Directory]] = [:]
    /// Directories that describe a page: EXIF's, GPS's and others.
    private(set) var descriptions: [TIFFFile.Directory] = []
    private var visited: Set<Int> = []

    /// More directories than these are refused.
    static let mostDirectories = 10_000

    /// nil where there are too many directories.
    init?(_ file: TIFFFile) {
        var position = file.target(ofLink: file.firstLink)
        while visited.insert(position).inserted, let page = file.directory(at: position) {
            pages.append(page)
            collect(below: page, of: page.position, file)
            guard visited.count <= Self.mostDirectories else { return nil }
            position = file.target(ofLink: page.link)
        }
    }

    /// The directories that an entry of `directory` points at.
    private mutating func collect(below directory: TIFFFile.Directory, of page: Int, _ file: TIFFFile) {
        let describing = [TIFFTag.exif, TIFFTag.gps, TIFFTag.interoperability, TIFFTag.globalParameters]
        for entry in directory.entries where entry.tag == TIFFTag.subdirectories || describing.contains(entry.tag) {
            for position in file.numbers(entry).prefix(Self.mostDirectories) {
                guard visited.count <= Self.mostDirectories, visited.insert(position).inserted,
                    let found = file.directory(at: position)
                else { continue }
                if entry.tag == TIFFTag.subdirectories { below[page, default: []].append(found) } else { descriptions.append(found) }
                collect(below: found, of: page, file)
            }
        }
    }

    var all: [TIFFFile.Directory] { pages + below.values.flatMap(\.self) + descriptions }

    /// Whether a page is a reduced form of another one, or a mask.
    static func isReduced(_ page: TIFFFile.Directory, _ file: TIFFFile) -> Bool {
        (file.number(TIFFTag.subfileType, of: page) ?? 0) & 5 != 0 || file.number(TIFFTag.oldSubfileType, of: page) == 2
    }

    /// The reduced pictures of the page at `index`: those below it, and those that follow it.
    func reduced(of index: Int, _ file: TIFFFile) -> [TIFFFile.Directory] {
        (below[pages[index].position] ?? []) + pages[(index + 1)...].prefix { Self.isReduced($0, file) }
    }

    /// Where the samples of a directory lie, a range for each strip or tile, in their order.
    static func chunks(of directory: TIFFFile.Directory, _ file: TIFFFile) -> [Range<Int>] {
        let tags = [(TIFFTag.stripOffsets, TIFFTag.stripByteCounts), (TIFFTag.tileOffsets, TIFFTag.tileByteCounts)]
        return tags.flatMap { offsets, lengths -> [Range<Int>] in
            guard let offsets = directory[offsets], let lengths = directory[lengths] else { return [] }
            return zip(file.numbers(offsets), file.numbers(lengths)).map { range($0, $1, file) }
        }
    }

    /// Whether a directory names tables of JPEG that are not in the file: once it grows, something else would lie there.
    static func lacksTables(_ directory: TIFFFile.Directory, _ file: TIFFFile) -> Bool {
        directory[TIFFTag.jpegTables].map { file.place(of: $0).isEmpty } ?? false
    }

    /// A picture that a directory points at besides: a JPEG file.
    static func thumbnail(of directory: TIFFFile.Directory, _ file: TIFFFile) -> Range<Int>? {
        guard let offset = file.number(TIFFTag.thumbnailOffset, of: directory),
            let length = file.number(TIFFTag.thumbnailLength, of: directory)
        else { return nil }
        return range(offset, length, file)
    }

    private static func range(_ offset: Int, _ length: Int, _ file: TIFFFile) -> Range<Int> {
        let start = min(offset, file.bytes.count)
        return start..<start + min(length, file.bytes.count - start)
    }

    /// Bytes that say what the file is, and not what is in the picture.
    func descriptive(_ file: TIFFFile) -> [Range<Int>] {
        [0..<file.headerSize]
            + all.flatMap { directory in
                [file.extent(of: directory)] + directory.entries.filter { !file.isInline($0) }.map(file.place)
            }
    }

    /// Samples of all directories, and pictures that they point at besides.
    func samples(_ file: TIFFFile) -> [Range<Int>] {
        all.flatMap { Self.chunks(of: $0, file) + [Self.thumbnail(of: $0, file)].compactMap(\.self) }.filter { !$0.isEmpty }
    }
}
#endif
