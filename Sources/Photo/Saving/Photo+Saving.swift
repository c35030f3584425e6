import Pixels
import System

extension Photo {
    /// Writes `result` in the photo's format, or in that of the extension of `path`.
    ///
    /// - Parameters:
    ///   - result: the upright picture, of the size, model and depth of `raster`.
    ///   - changed: a byte a pixel of the upright picture, nonzero where `result` counts; elsewhere the saved file
    ///     has what the photo has.
    public func save(
        _ result: Raster, changed: [UInt8], to path: FilePath, replacing policy: ReplacePolicy = .never, _ options: SaveOptions = SaveOptions()
    ) throws(PhotoError) -> SaveReport {
        try write(result, changed: changed, for: path, replacing: policy, options).place()
    }

    /// Throws what can be known of a save to `path` before there is a result.
    public func check(_ path: FilePath, replacing policy: ReplacePolicy = .never, as format: Format? = nil) throws(PhotoError) {
        if format == nil { _ = try self.format(askedBy: path) }
        try translating({ PhotoError($0, path) }) { () throws(FileError) in
            try AtomicFile.check(path, replacing: policy, source: version?.identity)
        }
    }

    /// Writes what `save` does, up to putting the file in its place.
    ///
    /// - Parameter target: the format, whatever the name says; nil for the one that the name asks for.
    public func write(
        _ result: Raster, changed: [UInt8], for path: FilePath, replacing policy: ReplacePolicy = .never, as target: Format? = nil,
        _ options: SaveOptions = SaveOptions()
    ) throws(PhotoError) -> WrittenPhoto {
        let target = if let target { target } else { try format(askedBy: path) }
        var notes: [String] = []
        let file = try AtomicFile(
            to: path, replacing: policy, source: version?.identity, failure: { PhotoError($0, path) }
        ) { (file) throws(PhotoError) in
            notes = try encode(result, changed: changed, as: target, options, to: file, path: path)
        }
        if target == format, !Self.isName(self.path, for: format) {
            notes.append("\(self.path.shownName) is a \(format.name) by its content, and stays one")
        }
        return WrittenPhoto(file: file, report: SaveReport(path: path, notes: notes))
    }

    /// The result in the format of results of the photo's, as a file in `folder` that has no name and stands at its start, and what had to change
    /// besides the pixels.
    public func writeNameless(
        _ result: Raster, changed: [UInt8], in folder: FilePath, _ options: SaveOptions = SaveOptions()
    ) throws(PhotoError) -> NamelessPhoto {
        func failure(_ error: Errno) -> PhotoError { PhotoError(.system(error), folder) }
        let file = try translating(failure) { () throws(Errno) in try AtomicFile.nameless(in: folder) }
        var notes: [String] = []
        try file.write(failure: failure) { (stream) throws(PhotoError) in
            notes = try encode(result, changed: changed, as: format.result, options, to: stream, path: folder)
        }
        file.rewind()
        return NamelessPhoto(file: file, notes: notes)
    }

    /// Returns what had to change besides the pixels.
    private func encode(
        _ result: Raster, changed: [UInt8], as target: Format, _ options: SaveOptions, to file: FileStream, path: FilePath
    ) throws(PhotoError) -> [String] {
        precondition(result.width == raster.width && result.height == raster.height && result.model == raster.model)
        precondition(result.sampleType == raster.sampleType && changed.count == raster.width * raster.height)
        let picture = Composition(original: raster, result: result, changed: changed, orientation: orientation)
        let quality: Int? =
            switch options.quality {
            case .number(let number): number
            case .source: format.room.quality(of: source, limits)
            case nil: nil
            }
        let job = SaveJob(
            source: source, limits: limits, picture: picture, profile: profile, options: options, quality: quality, file: file, path: path)
        return try target == format ? format.room.save(job) : target.room.convert(job, format.room.metadata(of: job))
    }
}
