import Glibc
import Inpainting
import MADF
import Masks
import Photo
import Synchronization
import Workers

/// Removal by masks that are files: no terminal is touched but for a line of progress.
final class Batch: Sendable {
    private let command: MainCommand
    private let items: [BatchItem]
    private let report: BatchReport

    init(_ command: MainCommand) throws {
        self.command = command
        items = try BatchItem.items(command)
        report = BatchReport(command, count: items.count)
        for folder in [command.outputDir, command.stages].compactMap(\.self) { try PhotoPath.makeFolder(folder) }
    }

    /// Works on all items, going on after errors.
    ///
    /// - Returns: 0 where all are done, 1 where any failed, 128 + n where signal n left some undone.
    func run() throws -> Int32 {
        Interruption.watch()
        guard let network = try network() else { return end() }
        let jobs = min(command.jobs, items.count)
        let inpainters = (0..<jobs).map { _ in
            Inpainter(network: network, pool: WorkerPool(threads: max(1, command.engine.threadCount / jobs)))
        }
        WorkerPool(threads: jobs).run(tasks: items.count) { task, worker in
            guard !Interruption.cancellation.isCancelled else { return }
            work(on: items[task], with: inpainters[worker])
        }
        return end()
    }

    /// nil where it was cancelled.
    private func network() throws -> Network? {
        do {
            return try Network(checkpointOrBundled: command.engine.model, cancellation: Interruption.cancellation)
        } catch {
            if error == .cancelled { return nil }
            throw error
        }
    }

    private func end() -> Int32 {
        report.close(goesOn: items.contains(where: \.skipsFinished))
        return report.isComplete ? report.hasFailures ? 1 : 0 : Interruption.status
    }

    private func work(on item: BatchItem, with inpainter: Inpainter) {
        if item.skipsFinished, PhotoPath.exists(item.output) {
            report.skipped(item)
            return
        }
        do {
            report.done(item, try remove(item, with: inpainter))
        } catch is Cancelled {
        } catch {
            report.failed(item, "\(error)")
        }
    }

    /// Fills and saves one photo; returns what to say of it.
    private func remove(_ item: BatchItem, with inpainter: Inpainter) throws -> [String] {
        let photo = item.photo == "-" ? try StandardStreams.photo() : try Photo.load(path: item.photo)
        let mask = try mask(item, for: photo)
        let options = FillOptions(
            workingSize: command.workingSize, grow: command.grow, through: command.stage, best: command.best)
        let fills = try inpainter.fill(
            photo.raster, mask: mask, options: options, cancellation: Interruption.cancellation
        ) { event in
            if case .progress(let share, let phase) = event { report.progress(item, share, phase) }
        }
        guard let last = fills.last else { throw CommandError.fullMask(item.mask) }
        var lines: [String] = []
        if let warnings = photo.warnings { lines.append("\(item.photo): \(warnings)") }
        if let folder = command.stages {
            let file = PhotoPath(item.photo == "-" ? "photo.\(photo.format == .jpeg ? "jpg" : "png")" : item.photo)
            for fill in fills {
                let path = file.stage(fill.stage.rawValue, in: folder)
                // What was killed between two stages goes on too.
                if item.skipsFinished, PhotoPath.exists(path) { continue }
                lines.append(try save(fill, photo, to: path))
            }
        }
        lines.append(try save(last, photo, to: item.output))
        return lines
    }

    private func mask(_ item: BatchItem, for photo: Photo) throws -> Mask {
        let path = item.mask
        guard PhotoPath.exists(path) else { throw CommandError.noMask(photo: item.photo, looked: item.masks) }
        var mask = try Mask(path: path, for: photo.raster, at: item.photo)
        if command.invertMask { mask.invert() }
        guard mask.bytes.contains(where: { $0 != 0 }) else { throw CommandError.emptyMask(path) }
        return mask
    }

    private func save(_ fill: Fill, _ photo: Photo, to path: String) throws -> String {
        var result = photo.raster
        fill.apply(to: &result)
        let changed = fill.coverage(width: result.width, height: result.height).bytes
        if path == "-" {
            try StandardStreams.write(photo, result, changed: changed)
            return "Wrote the result to standard output."
        }
        let policy: ReplacePolicy = command.inPlace ? .source : command.force ? .otherFiles : .never
        return try photo.save(result, changed: changed, to: path, replacing: policy).description
    }
}
