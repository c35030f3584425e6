import ArgumentParser
import Evaluation
import Masks
import System

/// Free-form masks for the paper's table I.
struct MakeMasks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "masks", abstract: "Makes free-form masks by hole ratio.",
        discussion: """
            Writes --count masks for each of the ratios (0.01,0.1] ... (0.5,0.6] as RATIO-NUMBER.png, white in the hole. The same seed
            and size make the same masks.
            """)

    @Option(help: "Folder for the masks; made where there is none.", completion: .directory)
    var outputDir: FilePath

    @Option(help: "Masks for each ratio.")
    var count = 10

    @Option(help: "Side in pixels.")
    var size = 256

    @Option(help: "Seed of the random numbers.")
    var seed: UInt64 = 1

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard (1...10_000).contains(count), (16...4_096).contains(size) else {
            throw ValidationError("--count takes 1 to 10000, --size 16 to 4096")
        }
    }

    func run() throws {
        try outputDir.make()
        var generator = SeededGenerator(seed: seed), masks: [JSON] = []
        for ratio in HoleRatio.paper {
            var shares: [Double] = []
            for number in 0..<count {
                let mask = Mask.freeForm(side: size, ratio: ratio, using: &generator)
                let name = "\((Double(ratio.upper) / 100).fixed(1))-\(number).png"
                try mask.picture.writePNG(to: outputDir.file(name))
                shares.append(Double(mask.holePixels) / Double(size * size))
                masks.append(
                    .object([("name", .text(name)), ("ratio", .text(ratio.description)), ("share", .number(shares[number].fixed(6)))]))
            }
            if !json {
                print("\(ratio.description.padded(11)) \(count) masks, \(shares.min()!.fixed(4)) to \(shares.max()!.fixed(4)) hole")
            }
        }
        if json { print(JSON.object([("seed", .number("\(seed)")), ("size", .number(size)), ("masks", .list(masks))])) }
    }
}
