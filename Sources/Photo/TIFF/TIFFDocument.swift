#if TIFF
import System

/// A TIFF file that was opened, and the page of it that is shown.
struct TIFFDocument {
    let file: TIFFFile
    let structure: TIFFStructure
    /// The page that was asked for, or the first, of those that are no reduced forms of others.
    let index: Int
    /// Which of them it is, from 1, and how many there are.
    private let number, count: Int
    var page: TIFFFile.Directory { structure.pages[index] }

    init(_ input: InputFile, _ limits: Limits) throws(PhotoError) {
        let path = input.path
        guard let file = TIFFFile(input.bytes) else { throw .truncated(path: path) }
        guard let structure = TIFFStructure(file) else {
            throw .unsupported(path: path, reason: "it has more than \(TIFFStructure.mostDirectories) directories")
        }
        guard !structure.pages.isEmpty else { throw .truncated(path: path) }
        self.file = file
        self.structure = structure
        let whole = structure.pages.indices.filter { !TIFFStructure.isReduced(structure.pages[$0], file) }
        let shown = whole.isEmpty ? [0] : whole
        number = input.page ?? 1
        count = shown.count
        guard shown.indices.contains(number - 1) else { throw .noPage(path: path, page: number, of: count) }
        index = shown[number - 1]
        let page = structure.pages[index]
        if structure.pages.contains(where: { $0[TIFFTag.rawVersion] != nil }) {
            throw .unsupported(path: path, reason: "it is a raw photo (DNG)")
        }
        let described = structure.descriptive(file).reduce(0) { $0 + $1.count }
        if described > limits.metadata { throw .tooMuchMetadata(path: path, limit: limits.metadata) }
        let chunks = TIFFStructure.chunks(of: page, file)
        guard !chunks.isEmpty else { throw .damaged(path: path, reason: "its strips have no places or no lengths") }
        guard !TIFFStructure.lacksTables(page, file) else { throw .damaged(path: path, reason: "its JPEG tables lie outside the file") }
    }

    var profile: [UInt8]? { page[TIFFTag.profile].map(file.data).flatMap { $0.isEmpty ? nil : $0 } }

    /// Whether there are pages of which no directory speaks: stacks of ImageJ and of tifffile may have one directory for all of their
    /// pictures, which lie one behind the other, and those of MetaMorph do.
    var isStack: Bool {
        let text = page[TIFFTag.description].map { String(decoding: file.data(of: $0), as: UTF8.self) } ?? ""
        return text.hasPrefix("ImageJ=") || text.contains("\"truncated\": true") || page.entries.contains { TIFFTag.metaMorph.contains($0.tag) }
    }

    /// What is said of the file on opening; nil where that is nothing.
    var note: String? {
        if isStack { return "it is a stack, of which this is the first picture; the others stay as they are" }
        return count > 1 ? "it has \(count) pages, of which this is page \(number); the others stay as they are" : nil
    }
}
#endif
