import ArgumentParser
import Inpainting
import Photo
import System
import Terminal

/// `madf-tui [options] PHOTO...`: the editor, or with `--mask` no terminal at all.
struct MainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "madf-tui",
        abstract: "Removes objects from photographs, in the terminal.",
        discussion: """
            Opens the editor: paint over what should go, press Enter, save with s; ? shows all keys.
            With --mask or --box nothing is shown and nothing is asked: every photo is filled where its mask is white, or in the
            box, and saved as NAME-removed.EXT beside it.

            madf-tui convert IN OUT turns any model file into safetensors; madf-tui explain shows what the network makes of a mask.

            Exit status: 0 done, 1 failed, 2 wrong usage, 130 cancelled, 128 + n after signal n.
            """,
        // Looking for the libraries that are loaded when needed takes a fifth of the start.
        version: CommandLine.arguments.contains("--version") ? VersionText.text : VersionText.number)

    @Argument(
        help:
            "Files of \(Photo.Format.list), or folders of them; - reads standard input (with --mask or --box). Without any, the editor lists those here.",
        completion: .file())
    var photos: [FilePath] = []

    @Option(
        help: ArgumentHelp(
            "What to remove: white, or opaque where there is no white. A file, a folder, or a pattern such as {stem}_mask.png.",
            valueName: "file"),
        completion: .file())
    var mask: FilePath?

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "A rectangle to remove, in pixels of the upright photo; x or y below 0 count from the right or lower border. May be given several times.",
            valueName: "x,y,width,height"), transform: Box.init(told:))
    var box: [Box] = []

    @Option(
        help: ArgumentHelp("What nothing is copied from, told as with --mask.", valueName: "file"), completion: .file())
    var keepOut: FilePath?

    @Option(
        help: ArgumentHelp("Thin white strokes along which edges go on through what is removed, told as with --mask.", valueName: "file"),
        completion: .file())
    var edges: FilePath?

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where to save the result of one photo; - writes standard output.", valueName: "file"),
        completion: .file(), transform: Self.file)
    var output: FilePath?

    @Option(help: ArgumentHelp("Folder for the results.", valueName: "folder"), completion: .directory)
    var outputDir: FilePath?

    @Flag(help: "Save over the photo itself.")
    var inPlace = false

    @Flag(help: "Save over other files that exist, and over what was changed meanwhile or is write-protected.")
    var force = false

    @OptionGroup var engine: EngineOptions

    @Option(help: "Last stage to compute: coarse, first, final (the network alone) or detail (texture at full resolution).")
    var stage = FillStage.detail

    @Option(help: ArgumentHelp("Save every stage of --mask there, as NAME-STAGE.EXT.", valueName: "folder"), completion: .directory)
    var stages: FilePath?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Most pixels along a side that the network sees; what suits the model unless told.", valueName: "n"))
    var workingSize: Int?

    @Option(parsing: .unconditional, help: ArgumentHelp("Pixels by which the mask grows; by the photo's size unless told.", valueName: "n"))
    var grow: Int?

    @Flag(help: "Leave unmarked spots inside the marks alone, also those that a brush missed.")
    var keepIslands = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Save so many different fills of a photo, as NAME-removed-1.EXT and so on, with --mask or --box.", valueName: "n"))
    var tries = 1

    @Option(parsing: .unconditional, help: ArgumentHelp("Which page of a TIFF; the first unless told.", valueName: "n"))
    var page: Int?

    @Flag(help: "Take more time for a better fill.")
    var best = false

    @Flag(help: "Do not carry on straight edges that the hole cuts off.")
    var noLines = false

    @Flag(help: "Keep names and regions of faces that lie in what is removed.")
    var keepFaceRegions = false

    @Flag(help: "Leave a gain map out (Ultra HDR) instead of filling it.")
    var dropGainMap = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Quality of WebP, JPEG XL, HEIC, AVIF and of JPEGs made of other formats, 1 to 100; source for about that of the photo. The first two have no loss unless told.",
            valueName: "n|source"))
    var quality: SaveOptions.Quality?

    @Flag(help: "Remove what the mask has black.")
    var invertMask = false

    @Option(parsing: .unconditional, help: ArgumentHelp("Photos to work on at the same time, with --mask.", valueName: "n"))
    var jobs = 1

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Which part of the photos to do, such as 2/4: every fourth by name, for machines that share them.", valueName: "i/n"),
        transform: Shard.init(told:))
    var shard: Shard?

    @Flag(help: "Take the photos in folders of the folders, too.")
    var recursive = false

    @Flag(help: "Say what --mask would do, and do nothing.")
    var dryRun = false

    @Flag(help: "Print a line of JSON for every photo of --mask.")
    var json = false

    @Flag(name: .shortAndLong, help: "Print errors only.")
    var quiet = false

    @Option(help: "Colors of the editor: auto, truecolor, 256, 16, mono or ascii.")
    var color = ColorChoice.auto

    @Option(help: "What a cell of the editor shows: half, quadrant or sextant (two, four or six pixels; the font must have these).")
    var cells: CellShape?

    @Flag(inversion: .prefixedNo, help: "Listen to the mouse in the editor.")
    var mouse = true

    @Flag(help: .hidden)
    var selftestCrash = false

    func validate() throws {
        func positive(_ value: Int?, _ name: String, through most: Int) throws {
            guard let value, !(1...most).contains(value) else { return }
            throw ValidationError("\(name) takes a number from 1 to \(most)")
        }
        try positive(jobs, "--jobs", through: 64)
        try positive(tries, "--tries", through: 9)
        try positive(workingSize, "--working-size", through: 4_096)
        try positive(page, "--page", through: 10_000)
        if let grow, !(0...1_000).contains(grow) { throw ValidationError("--grow takes a number from 0 to 1000") }
        let places = [
            ("--mask", mask), ("--keep-out", keepOut), ("--edges", edges), ("--output", output), ("--output-dir", outputDir),
            ("--stages", stages),
        ]
        for (name, value) in places where value == "" {
            throw ValidationError("\(name) needs a name")
        }
        if output != nil, outputDir != nil { throw ValidationError("give --output or --output-dir, not both") }
        if photos.isEmpty, batch != nil || output != nil { throw ValidationError("name the photos, or a folder of them") }
        if output != nil, photos.count > 1 { throw ValidationError("--output is for one photo; give --output-dir for several") }
        if inPlace, output != nil || outputDir != nil { throw ValidationError("--in-place saves over the photo: no other place can be given") }
        if let output { try validateFile(output) }
        if tries > 1, inPlace || output == "-" || photos.contains("-") && output == nil {
            throw ValidationError("--tries saves several files: give --output FILE or --output-dir")
        }
        if tries > 1, stage != .detail { throw ValidationError("--tries needs the stage detail: the network has one fill only") }
        if invertMask, mask == nil, !box.isEmpty { throw ValidationError("--invert-mask needs --mask") }
        if photos.contains("-"), inPlace || outputDir != nil {
            throw ValidationError("standard input has no file and no name: it goes to standard output, or to --output FILE")
        }
        if let batch, batch.writesToStandardOutput, FileDescriptor.standardOutput.isTerminal {
            throw ValidationError("a photo is not written to the terminal; redirect it, or give --output FILE")
        }
    }

    /// Throws where there is no editor for what was asked. Not while the options are read: of one that is misspelled, such as
    /// --mask, that is the first that is to be said.
    private func validateEditor() throws {
        let needsMask = [
            ("--stages", stages != nil), ("--json", json), ("--dry-run", dryRun), ("--invert-mask", invertMask),
            ("--keep-out", keepOut != nil), ("--edges", edges != nil),
            ("--shard", shard != nil), ("--tries", tries > 1), ("- as PHOTO", photos.contains("-")),
        ]
        if let (name, _) = needsMask.first(where: \.1) { throw ValidationError("\(name) needs --mask or --box") }
        guard FileDescriptor.standardInput.isTerminal, FileDescriptor.standardOutput.isTerminal else {
            throw ValidationError("the editor needs a terminal; give --mask FILE or --box X,Y,WIDTH,HEIGHT to work without one")
        }
    }

    /// A slash at the end of a name, which `FilePath` drops, says that a folder is meant.
    private static func file(_ argument: String) throws -> FilePath {
        if argument.hasSuffix("/") { throw ValidationError("\(FilePath(escaped: argument)) is a folder; give it as --output-dir") }
        return FilePath(escaped: argument)
    }

    /// Refuses what could only be told after the work: a result that is a folder, or of a format that is not written.
    private func validateFile(_ output: FilePath) throws {
        if output.isFolder { throw ValidationError("\(output) is a folder; give it as --output-dir") }
        guard output.kind.isEmpty || output.kind == photos[0].kind || Photo.format(named: output) != nil else {
            throw ValidationError("--output writes \(Photo.Format.list): \(output) has another extension")
        }
    }

    func run() throws {
        // At once: a thread may still read what is no longer wanted, or write.
        AtomicFile.exit(try batch.map { try Batch($0).run() } ?? edit())
    }

    /// nil where the editor is wanted.
    private var batch: BatchOptions? {
        guard mask != nil || !box.isEmpty else { return nil }
        var options = BatchOptions(photos: photos)
        options.mask = mask
        options.boxes = box
        options.tries = tries
        options.invertsMask = invertMask
        options.keepsIslands = keepIslands
        options.keepOut = keepOut
        options.edges = edges
        options.fill = FillOptions(workingSize: workingSize, grow: grow, through: stage, best: best)
        options.fill.followsLines = !noLines
        options.model = engine.model
        options.threads = engine.threadCount
        options.jobs = jobs
        options.shard = shard
        options.page = page
        options.output = output
        options.outputFolder = outputDir
        options.stageFolder = stages
        options.isRecursive = recursive
        options.isDryRun = dryRun
        options.isInPlace = inPlace
        options.isForced = force
        options.save = saveOptions
        options.isJSON = json
        options.isQuiet = quiet
        return options
    }

    private var saveOptions: SaveOptions {
        var options = SaveOptions()
        options.keepsFaces = keepFaceRegions
        options.dropsGainMap = dropGainMap
        options.quality = quality
        return options
    }

    private func edit() throws -> Int32 {
        try validateEditor()
        var options = EditorOptions()
        options.color = color.mode
        options.cells = cells
        options.isRecursive = recursive
        options.usesMouse = mouse
        options.model = engine.model
        options.threads = engine.threadCount
        options.keepsIslands = keepIslands
        options.grow = grow
        options.workingSize = workingSize
        options.page = page
        options.output = output
        options.outputFolder = outputDir
        options.isQuiet = quiet
        if let outputDir { try CommandError.makeFolder(outputDir) }
        options.replaces = force
        options.replacesSource = inPlace
        options.stage = stage
        options.best = best
        options.save = saveOptions
        options.followsLines = !noLines
        options.crashes = selftestCrash
        return try EditorSession(paths: photos, options: options).run()
    }
}

extension FillStage: ExpressibleByArgument {}
extension CellShape: ExpressibleByArgument {}

extension SaveOptions.Quality: ExpressibleByArgument {
    public init?(argument: String) {
        if argument == "source" {
            self = .source
        } else if let number = Int(argument), (1...100).contains(number) {
            self = .number(number)
        } else {
            return nil
        }
    }
}

/// What `--color` takes.
enum ColorChoice: ExpressibleByArgument {
    case auto
    case given(ColorMode)

    init?(argument: String) {
        if argument == "auto" {
            self = .auto
        } else if let mode = ColorMode(rawValue: argument) {
            self = .given(mode)
        } else {
            return nil
        }
    }

    var defaultValueDescription: String { "auto" }

    /// nil: by the terminal.
    var mode: ColorMode? {
        if case .given(let mode) = self { mode } else { nil }
    }
}
