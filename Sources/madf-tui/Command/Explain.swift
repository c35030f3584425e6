import ArgumentParser
import Explaining
import MADF
import Masks
import Photo
import Pixels
import System
import Workers

/// `madf-tui explain`: what the network makes of a photo and its mask, as pictures.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", _superCommandName: "madf-tui",
        abstract: "Shows what the network makes of a mask.",
        discussion: """
            The network makes the kernel of every window from the mask there. Takes the square of the photo around the mask, at the
            working size, and writes to a folder: stages.png, the input and the stages side by side; mask-LEVEL.png, the mask's
            features; kernels-LEVEL.png, the kernels of three windows: deepest in the hole, at its rim, farthest from it. A line for
            each file says what it shows.
            """)

    @Argument(help: "A photo's file.")
    var photo: FilePath

    @Option(help: ArgumentHelp("What to remove, as with --mask of the main command.", valueName: "file"))
    var mask: FilePath

    @Option(help: ArgumentHelp("Folder for the pictures; made where there is none.", valueName: "folder"))
    var outputDir: FilePath

    @Option(parsing: .unconditional, help: ArgumentHelp("Only this level of the encoder; all unless told.", valueName: "n"))
    var level: Int?

    @Flag(help: "Write over files that exist.")
    var force = false

    @OptionGroup var engine: EngineOptions

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Side of the square that the network sees; what suits the model unless told.", valueName: "n"))
    var workingSize: Int?

    func validate() throws {
        if let workingSize, !(128...4_096).contains(workingSize) { throw ValidationError("--working-size takes a number from 128 to 4096") }
    }

    func run() throws {
        Interruption.watch()
        let network = try Network(checkpointOrBundled: engine.model), levels = network.configuration.levels
        if let level, !(1...levels).contains(level) { throw ValidationError("--level takes a number from 1 to \(levels)") }
        let multiple = network.configuration.sideMultiple
        let side = workingSize.map { max(multiple, $0 / multiple * multiple) } ?? network.workingSize
        let (picture, hole) = try input(side: side)
        let explanation = ExplanationPictures(
            network: network, picture: picture, hole: hole, pool: WorkerPool(threads: engine.threadCount))
        let shown = level.map { $0...$0 } ?? 1...levels
        let features = try explanation.features()
        let stages = try explanation.stages()
        try CommandError.makeFolder(outputDir)
        try write(stages, "stages.png")
        for level in shown { try write(explanation.mask(level, features[level - 1]), "mask-\(level).png") }
        for level in shown { try write(explanation.kernels(level, features[level - 1]), "kernels-\(level).png") }
    }

    private func write(_ shown: (picture: Raster, line: String), _ name: String) throws {
        try shown.picture.writePNG(to: outputDir.appending(name), replacing: force ? .otherFiles : .never)
        FileDescriptor.standardOutput.writeLine("\(name): \(shown.line)")
    }

    /// The square around the mask, twice as wide as it or what the network sees, whichever is more, within the photo; at `side`
    /// pixels, where the hole is all that the mask touches.
    private func input(side: Int) throws -> (Raster, Mask) {
        let photo = try Photo.load(path: photo), mask = try Mask(path: mask, for: photo.raster, at: photo.path)
        guard let box = mask.boundingBox else { throw CommandError.emptyMask(self.mask) }
        let width = mask.width, height = mask.height
        let length = min(width, height, max(2 * box.longestSide, side))
        let square = Rectangle(
            x: min(max(0, box.x + box.width / 2 - length / 2), width - length),
            y: min(max(0, box.y + box.height / 2 - length / 2), height - length), width: length, height: length)
        let marks = mask.crop(square).picture.resized(to: side, height: side)
        return (
            photo.displayRaster().crop(square).resized(to: side, height: side),
            Mask(width: side, height: side, bytes: marks.bytes.map { $0 == 0 ? 0 : 255 })
        )
    }
}
