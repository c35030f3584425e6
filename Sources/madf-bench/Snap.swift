import ArgumentParser
import Editing
import Masks
import Photo
import Pixels
import System
import Workers

/// Measures how well scribbles become the objects they lie on.
struct Snap: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures how well scribbles snap to objects drawn by hand.",
        discussion: """
            OBJECTS holds a line for every object: the photo's file, a name, and the corners of its outline as X,Y (two: an
            ellipse). The scribble is the third of the object's pixels that lies deepest inside of it. Prints for each
            object the overlap of what it becomes with what was drawn (intersection over union), before and after, and the
            seconds of processor time; of clicks, also the overlaps from four clicks that are moved by a tenth of the square root of
            the object's pixels, as far as these are on the object.
            """)

    @Argument(help: "Text file with the objects.", completion: .file())
    var objects: FilePath

    @Argument(help: "Folders in which the photos are looked for.", completion: .directory)
    var folders: [FilePath]

    @Flag(help: "Find each object from a click at its middle, its pixel that lies deepest inside, in place of the scribble.")
    var click = false

    @Option(help: "Write there for each object the photo with what was found, drawn and scribbled.", completion: .directory)
    var save: FilePath?

    func run() throws {
        var shares: [Double] = [], missing = 0, moved: [Double] = []
        for object in try SnapObject.read(objects) {
            guard let path = folders.lazy.map({ $0.file(object.photo) }).first(where: \.isReadable) else {
                print(object.title.padded(32) + "  no such photo")
                missing += 1
                continue
            }
            let picture = try Photo.load(path: path).displayRaster()
            let truth = object.mask(width: picture.width, height: picture.height)
            lazy var middle = truth.deepest
            let scribble = click ? truth.around(middle, radius: 3) : truth.innermost(1.0 / 3), layer = Layer(picture)
            let start = CurrentProcess.processorSeconds
            let found = click ? try self.found(at: middle, on: layer) : try scribble.snapped(to: picture, Work(on: .caller))
            let seconds = CurrentProcess.processorSeconds - start
            shares.append(found.overlap(with: truth))
            var line = object.title.padded(32) + scribble.overlap(with: truth).fixed(3).aligned(8) + shares.last!.fixed(3).aligned(8)
            line += seconds.fixed(3).aligned(8) + " s"
            if click {
                let beside = try truth.places(beside: middle).map { try self.found(at: $0, on: layer).overlap(with: truth) }
                moved += beside
                line += beside.map { $0.fixed(3).aligned(8) }.joined()
            }
            print(line)
            if let save { try write(found, truth, scribble, on: picture, to: save.file("\(object.title).png")) }
        }
        guard !shares.isEmpty else { throw Failure("none of the photos is in \(folders.map(\.description).joined(separator: ", "))") }
        print("\(shares.count) objects, mean \((shares.reduce(0, +) / Double(shares.count)).fixed(3)), least \(shares.min()!.fixed(3))")
        if !moved.isEmpty { print("\(moved.count) clicks beside the middle, mean \((moved.reduce(0, +) / Double(moved.count)).fixed(3))") }
        if missing > 0 { throw Failure("\(missing) objects are without their photos: the objects' file says where these are") }
    }

    private func found(at place: Point, on layer: Layer) throws -> Mask {
        try ObjectSearch(at: place, on: layer).object(number: 0, Work(on: .caller)) ?? Mask(width: layer.picture.width, height: layer.picture.height)
    }

    /// Found green, drawn red, both yellow, scribbled white.
    private func write(_ found: Mask, _ truth: Mask, _ scribble: Mask, on picture: Raster, to path: FilePath) throws {
        var overlay = picture
        for index in found.bytes.indices {
            if found.bytes[index] != 0 { overlay.bytes[3 * index + 1] = 255 }
            if truth.bytes[index] != 0 { overlay.bytes[3 * index] = 255 }
            if scribble.bytes[index] != 0 { overlay.bytes[3 * index + 2] = 255 }
        }
        let area = truth.bounds.intersection((truth.boundingBox ?? truth.bounds).inset(by: -truth.width / 8))
        try overlay.crop(area).writePNG(to: path)
    }
}
