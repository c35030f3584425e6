import ArgumentParser
import Evaluation
import Inpainting
import MADF
import Masks
import Photo
import System
import Workers

/// The paper's table I: fills against the truth, by the share of the picture that is hole.
struct Quality: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures fills by hole ratio, as the paper does.",
        discussion: """
            Every photo in FOLDER is cut to the square in its middle, resized, and filled under a free-form mask of each ratio
            (0.01,0.1] ... (0.5,0.6], and under the regular mask, a square of half the side in the middle, which counts in no other
            column. Where FOLDER has NAME_mask.png files (white in the hole), only those photos with these masks are taken. Prints means
            over the pairs, for each stage of the network and for detail, what the program makes of them: PSNR in dB, SSIM (Wang 2004,
            mean of the channels), and L1 in percent, of the whole picture with its known pixels kept, in 8 bits.

            With --write the pairs are kept, so that another program can fill the same ones; --vs NAME then measures its fills,
            PAIR.NAME.png beside the pairs (Assets/benchmarks/quality-peers.py makes them with OpenCV).
            """)

    @Argument(help: "Folder with the photos.", completion: .directory)
    var folder: FilePath

    @Option(help: "Checkpoint to run; the bundled one unless told.", completion: .file())
    var model: FilePath?

    @Option(help: "Side of the square in pixels.")
    var size = 256

    @Option(help: "Seed of the masks.")
    var seed: UInt64 = 1

    @Option(help: "Take the masks from this folder instead, those of a ratio in turn.", completion: .directory)
    var masks: FilePath?

    @Option(help: "Write the pairs to this folder, as NAME.png and NAME_mask.png.", completion: .directory)
    var write: FilePath?

    @Option(name: .customLong("vs"), help: "Measure the fills of this name too; may be given several times.")
    var peers: [String] = []

    @Option(help: "Threads to use.")
    var threads = WorkerPool.availableProcessors

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard (1...256).contains(threads), (64...4_096).contains(size) else {
            throw ValidationError("--threads takes 1 to 256, --size 64 to 4096")
        }
        guard peers.allSatisfy({ $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } }) else {
            throw ValidationError("--vs takes a name of letters, digits and hyphens")
        }
    }

    func run() throws {
        let network = try Network(checkpointOrBundled: model), pool = WorkerPool(threads: threads)
        guard size % network.configuration.sideMultiple == 0 else {
            throw ValidationError("--size takes multiples of \(network.configuration.sideMultiple)")
        }
        let inpainter = Inpainter(network: network, pool: pool)
        var options = FillOptions(grow: 0)
        options.previews = []
        var table = QualityTable(fills: network.configuration.stages.map { "\($0)" } + ["detail"] + peers)
        if let write { try write.make() }
        try forEachPair { pair in
            if let write {
                try pair.photo.writePNG(to: write.file("\(pair.name).png"))
                try pair.mask.picture.writePNG(to: write.file("\(pair.name)_mask.png"))
            }
            var measures: [String: Similarity] = [:]
            for (stage, fill) in try network.stages(of: pair.photo, hole: pair.mask, Work(on: pool)) {
                measures["\(stage)"] = pair.similarity(fill)
            }
            var detail = pair.photo
            try inpainter.fill(pair.photo, mask: pair.mask, options: options).last?.apply(to: &detail)
            measures["detail"] = pair.similarity(detail)
            for peer in peers {
                let path = folder.file("\(pair.name).\(peer).png"), fill = try Photo.load(path: path).displayRaster()
                guard fill.width == size, fill.height == size else { throw Failure("\(path): not \(size) x \(size) pixels") }
                measures[peer] = pair.similarity(fill)
            }
            table.add(measures, mask: pair.mask)
        }
        if json {
            print(
                JSON.object([
                    ("pairs", .number(table.count)), ("size", .number(size)), ("seed", .number("\(seed)")), ("means", .list(table.json)),
                ]))
        } else {
            print("\(table.count) pairs, \(size) x \(size) pixels; by ratio, and regular: \(table.counts)")
            print(table.lines.joined(separator: "\n"))
        }
    }

    /// Calls `body` with every pair.
    private func forEachPair(_ body: (QualityCase) throws -> Void) throws {
        let photos = try folder.names().filter { Photo.format(named: FilePath(escaped: $0)) != nil && !$0.hasSuffix("_mask.png") }
        func stem(_ name: String) -> String { String(name[..<name.lastIndex(of: ".")!]) }
        let paired = photos.filter { folder.file(stem($0) + "_mask.png").exists }
        guard !photos.isEmpty else { throw Failure("\(folder): no files of \(Photo.Format.list) in it") }
        for name in paired {
            let photo = try QualityCase.square(folder.file(name), side: size)
            try body(QualityCase(name: stem(name), photo: photo, mask: try QualityCase.mask(folder.file("\(stem(name))_mask.png"), side: size)))
        }
        guard paired.isEmpty else { return }
        guard peers.isEmpty else { throw Failure("\(folder): --vs needs pairs with their fills; make them with --write first") }
        let given = try givenMasks()
        var generator = SeededGenerator(seed: seed)
        for (index, name) in photos.enumerated() {
            let photo = try QualityCase.square(folder.file(name), side: size)
            for ratio in HoleRatio.paper {
                let mask: Mask
                if let given {
                    guard let fitting = given[ratio] else { continue }
                    mask = fitting[index % fitting.count]
                } else {
                    mask = Mask.freeForm(side: size, ratio: ratio, using: &generator)
                }
                try body(QualityCase(name: "\(stem(name))-\((Double(ratio.upper) / 100).fixed(1))", photo: photo, mask: mask))
            }
            if given == nil { try body(QualityCase(name: "\(stem(name))-regular", photo: photo, mask: .regular(side: size))) }
        }
    }

    /// Those of `--masks` by their ratio.
    private func givenMasks() throws -> [HoleRatio: [Mask]]? {
        guard let masks else { return nil }
        let all = try masks.names().filter { $0.hasSuffix(".png") }.map { try QualityCase.mask(masks.file($0), side: size) }
        var found: [HoleRatio: [Mask]] = [:]
        for ratio in HoleRatio.paper {
            let fitting = all.filter(ratio.contains)
            if !fitting.isEmpty { found[ratio] = fitting }
        }
        guard !found.isEmpty else { throw Failure("\(masks): no PNG file with more than 0.01 and at most 0.6 of it white") }
        return found
    }
}
