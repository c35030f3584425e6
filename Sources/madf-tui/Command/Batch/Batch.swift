import Inpainting
import MADF
import Masks
import Photo
import Pixels
import System
import Workers

/// Removal by masks that are files: no terminal is touched but for a line of progress.
final class Batch: Sendable {
    private let options: BatchOptions
    private let items: [BatchItem]
    private let report: BatchReport
    private let claims = Claims()

    init(_ options: BatchOptions) throws {
        self.options = options
        let selection = try PhotoSelection(
            options.photos, recursive: options.isRecursive,
            without: [options.mask, options.keepOut, options.edges, options.outputFolder, options.stageFolder].compactMap(\.self))
        items = BatchItem.items(selection.photos, options)
        report = BatchReport(options, count: items.count)
        if let note = selection.note(but: Set(items.flatMap { $0.masks + $0.keepOuts + $0.edgePlaces + $0.outputs })) { report.note(note) }
        guard !options.isDryRun, items.contains(where: { $0.clash == nil }) else { return }
        for folder in [options.outputFolder, options.stageFolder].compactMap(\.self) { try CommandError.makeFolder(folder) }
    }

    /// Works on all items, going on after errors. A signal ends the process wherever it is.
    ///
    /// - Returns: 0 where all are done, 1 where any failed.
    func run() throws -> Int32 {
        for item in items { if let clash = item.clash { report.failed(item, clash) } }
        let items = items.filter { $0.clash == nil }
        if options.isDryRun || items.isEmpty {
            for item in items { plan(item) }
            report.close()
            return report.hasFailures ? 1 : 0
        }
        let report = report, goesOn = items.contains(where: \.skipsFinished)
        Interruption.watch { report.cancel(goesOn: goesOn, status: $0) }
        let network = try Network(checkpointOrBundled: options.model)
        let jobs = max(1, min(options.jobs, items.count))
        let inpainters = (0..<jobs).map { _ in
            Inpainter(network: network, pool: WorkerPool(threads: max(1, options.threads / jobs)))
        }
        claims.keep()
        let pool = WorkerPool(threads: jobs)
        func left(of items: [BatchItem]) -> [BatchItem] {
            let isDone = pool.map(count: items.count) { work(on: items[$0], with: inpainters[$1]) }
            return items.indices.filter { !isDone[$0] }.map { items[$0] }
        }
        let others = left(of: items)
        // What other processes had claimed may have been given up meanwhile.
        for item in others.count < items.count ? left(of: others) : others { report.leftToOthers(item) }
        report.close()
        return report.hasFailures ? 1 : 0
    }

    /// Says what would be done, as far as that can be told before anything is read.
    private func plan(_ item: BatchItem) {
        if item.skipsFinished, item.isDone { return report.skipped(item) }
        do {
            guard item.photo == "-" || item.photo.isReadable else { throw PhotoError.cannotRead(path: item.photo, errno: Errno.last.rawValue) }
            try checkMasks(item)
            if !options.isForced, !options.isInPlace, let taken = item.outputs.first(where: { $0 != "-" && $0.exists }) {
                throw PhotoError.exists(path: taken)
            }
            report.planned(item)
        } catch {
            report.failed(item, "\(error)")
        }
    }

    /// Throws where a file of marks that was told is not there.
    private func checkMasks(_ item: BatchItem) throws(CommandError) {
        if let path = item.mask, !path.exists { throw path == options.mask ? .missingMask(path) : .noMask(photo: item.photo, looked: item.masks) }
        if item.keepOut == nil, let told = options.keepOut, item.keepOuts == [told] { throw .missingKeepOut(told) }
        if item.edges == nil, let told = options.edges, item.edgePlaces == [told] { throw .missingEdges(told) }
    }

    /// Does what is to be done of a photo, and tells of it; false where another process is at work on it.
    private func work(on item: BatchItem, with inpainter: Inpainter) -> Bool {
        guard item.skipsFinished else {
            tryToRemove(item, with: inpainter)
            return true
        }
        if item.isDone {
            report.skipped(item)
            return true
        }
        do {
            // Another process may have been done between the two.
            return try claims.holding(item) { item.isDone ? report.skipped(item) : tryToRemove(item, with: inpainter) }
        } catch {
            report.failed(item, "\(error)")
            return true
        }
    }

    private func tryToRemove(_ item: BatchItem, with inpainter: Inpainter) {
        do {
            try remove(item, with: inpainter)
        } catch {
            report.failed(item, "\(error)")
        }
    }

    /// Fills and saves one photo, and tells of it.
    private func remove(_ item: BatchItem, with inpainter: Inpainter) throws {
        var photo = item.photo == "-" ? try StandardStreams.photo(page: options.page) : try Photo.load(path: item.photo, page: options.page)
        var mask = try mask(item, for: photo)
        let steering = try steering(item, for: photo)
        // What is left of an inverted mask was painted.
        let islands = options.keepsIslands || options.invertsMask ? [] : mask.islands(except: steering.keepOut)
        for island in islands { mask.formUnion(island) }
        let places = try stagePlaces(item, photo).filter { place in
            try unlessDone(item) { try photo.check(place.value, replacing: policy(for: place.value, item, photo)) }
        }
        let outputs = try item.outputs.filter { output in
            try output == "-"
                || unlessDone(item) { try photo.check(output, replacing: policy(for: output, item, photo), as: format(of: output, item, photo)) }
        }
        guard !outputs.isEmpty else { return report.skipped(item) }
        let (stages, tries) = try fill(photo, mask, steering, previews: Set(places.keys), item, inpainter)
        CurrentProcess.returnFreedMemory()
        var lines = photo.warnings.map { ["\(item.photo): \($0)"] } ?? []
        // Narrower ones than that go with the growth anyway.
        if islands.contains(where: { min($0.bounds.width, $0.bounds.height) > 2 * options.fill.growth(on: photo.raster) }) {
            lines.append("\(item.photo): unmarked spots inside the marks are removed, too; --keep-islands leaves them.")
        }
        if let path = item.edges, let note = steering.edges?.noteAsEdges(from: path) { lines.append(note) }
        for fill in stages {
            guard let path = places[fill.stage] else { continue }
            _ = try unlessDone(item) { lines.append(try write(fill, &photo, isLast: false, item, for: path).place().description) }
        }
        if item.output == "-" {
            let (result, changed) = Self.apply(tries[0], to: &photo, isLast: true)
            let notes = try StandardStreams.write(photo, result, changed: changed, options.save)
            let what = notes.isEmpty ? "" : ": \(notes.joined(separator: "; "))"
            return report.done(item) { lines + ["Wrote the result to standard output\(what)."] }
        }
        let isOurs = try unlessDone(item) {
            let results = zip(item.outputs, tries).filter { outputs.contains($0.0) }
            let written = try results.enumerated().map { number, result in
                try write(result.1, &photo, isLast: number == results.count - 1, item, for: result.0)
            }
            try report.done(item) { try lines + written.map { try $0.place().description } }
        }
        if !isOurs { report.skipped(item) }
    }

    /// The stages of the first try, and the last stage of every one.
    private func fill(
        _ photo: Photo, _ mask: Mask, _ steering: Steering, previews: Set<FillStage>, _ item: BatchItem, _ inpainter: Inpainter
    ) throws -> (stages: [Fill], tries: [Fill]) {
        var how = options.fill, steering = steering, stages: [Fill] = [], tries: [Fill] = []
        how.previews = previews
        for number in 0..<options.tries {
            let fills = try inpainter.fill(photo.raster, mask: mask, steering: steering, options: how) { [report, options] event in
                guard case .progress(let share, let phase) = event else { return }
                report.progress(item, (Double(number) + share) / Double(options.tries), phase)
            }
            guard let last = fills.last else { throw fullMask(item, mask, photo) }
            if number == 0 { stages = fills }
            how.previews = []
            tries.append(last)
            steering.earlier = tries
        }
        return (stages, tries)
    }

    /// Whether `body` was not in vain: what another process on the same batch has saved meanwhile is done.
    private func unlessDone(_ item: BatchItem, _ body: () throws -> Void) throws -> Bool {
        do {
            try body()
            return true
        } catch PhotoError.exists where item.skipsFinished {
            return false
        }
    }

    private func mask(_ item: BatchItem, for photo: Photo) throws -> Mask {
        try checkMasks(item)
        var mask = Mask(width: photo.raster.width, height: photo.raster.height)
        if let path = item.mask {
            mask = try Mask(path: path, for: photo.raster, at: item.photo)
            if options.invertsMask { mask.invert() }
        }
        for box in options.boxes {
            let area = box.area(in: mask.bounds)
            if area.isEmpty { throw CommandError.outside(box: box.text, photo: item.photo, width: mask.width, height: mask.height) }
            mask.mark(area)
        }
        if let path = item.mask, !mask.bytes.contains(where: { $0 != 0 }) { throw CommandError.emptyMask(path) }
        return mask
    }

    /// What is kept out, and edges, where there are any for this photo.
    private func steering(_ item: BatchItem, for photo: Photo) throws -> Steering {
        func mask(_ path: FilePath?) throws -> Mask? { try path.map { try Mask(path: $0, for: photo.raster, at: item.photo) } }
        return Steering(keepOut: try mask(item.keepOut), edges: try mask(item.edges))
    }

    /// Why marks leave nothing to fill from.
    private func fullMask(_ item: BatchItem, _ mask: Mask, _ photo: Photo) -> CommandError {
        guard mask.bytes.contains(0) else { return .fullMask(item.mask) }
        return .fullGrownMask(item.mask, grow: options.fill.growth(on: photo.raster))
    }

    /// Where the stages go that are wanted and not there yet: what was killed between two stages goes on too.
    private func stagePlaces(_ item: BatchItem, _ photo: Photo) -> [FillStage: FilePath] {
        guard let folder = options.stageFolder else { return [:] }
        let file: FilePath = item.photo == "-" ? FilePath("photo." + photo.format.result.fileExtension) : item.photo
        let places = FillStage.allCases.filter { $0 <= options.fill.through }
            .map { ($0, file.stage($0.rawValue, in: folder, as: photo.format.result)) }
        return Dictionary(uniqueKeysWithValues: places).filter { !(item.skipsFinished && $0.value.exists) }
    }

    /// What may be replaced at `path`: the photo itself, as it was read, by its own result alone.
    private func policy(for path: FilePath, _ item: BatchItem, _ photo: Photo) -> ReplacePolicy {
        let isSource = options.isInPlace && path == item.output
        if options.isForced { return isSource ? .source : .otherFiles }
        return isSource ? photo.version.map { .known($0) } ?? .never : .never
    }

    /// That of results of the photo's, whatever its name says, unless a name was given for the result or the photo is replaced.
    private func format(of path: FilePath, _ item: BatchItem, _ photo: Photo) -> Photo.Format? {
        options.output != nil && item.outputs.contains(path) ? nil : options.isInPlace && path == photo.path ? photo.format : photo.format.result
    }

    private func write(
        _ fill: Fill, _ photo: inout Photo, isLast: Bool, _ item: BatchItem, for path: FilePath
    ) throws -> WrittenPhoto {
        let (result, changed) = Self.apply(fill, to: &photo, isLast: isLast)
        return try photo.write(
            result, changed: changed, for: path, replacing: policy(for: path, item, photo), as: format(of: path, item, photo),
            options.save)
    }

    /// The filled picture, and where it is not the photo's. The last one takes the photo's place: it needs no copy.
    private static func apply(_ fill: Fill, to photo: inout Photo, isLast: Bool) -> (result: Raster, changed: [UInt8]) {
        if isLast { photo.edit { fill.apply(to: &$0) } }
        var result = photo.raster
        if !isLast { fill.apply(to: &result) }
        return (result, fill.coverage(width: result.width, height: result.height).bytes)
    }
}
