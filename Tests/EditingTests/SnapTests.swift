import Editing
import Masks
import Pixels
import Support
import Synchronization
import Testing
import Workers

@Suite struct SnapTests {
    private let work = Work(on: .caller)

    /// A disc on another texture, and the disc itself; both textures vary as much as their colors are apart.
    func scene(width: Int, height: Int, center: (Int, Int), radius: Int) -> (picture: Raster, truth: Mask) {
        var picture = Raster(width: width, height: height, model: .rgb), truth = Mask(width: width, height: height)
        var generator = Noise(seed: 7)
        for y in 0..<height {
            for x in 0..<width {
                let noise = Int(generator.next() >> 19) - 16, wave = (x / 6 + y / 9) & 1 == 0 ? 25 : -25
                let (dx, dy) = (x - center.0, y - center.1)
                let isIn = dx * dx + dy * dy <= radius * radius
                let color = isIn ? [170, 110, 70 + noise] : [90 + wave, 120 + noise, 100 + wave]
                for channel in 0..<3 { picture[x, y, channel] = color[channel] + noise }
                if isIn { truth[x, y] = 255 }
            }
        }
        return (picture, truth)
    }

    /// Marks over the middle third, as a hand would scribble them.
    func scribble(_ truth: Mask, center: (Int, Int), radius: Int) -> Mask {
        var mask = Mask(width: truth.width, height: truth.height)
        let reach = Double(radius) / 3, x = Double(center.0), y = Double(center.1)
        mask.drawStroke(from: Point(x: x - reach, y: y - reach), to: Point(x: x + reach, y: y + reach), diameter: 5, value: 255)
        mask.drawStroke(from: Point(x: x - reach, y: y + reach), to: Point(x: x + reach, y: y - reach), diameter: 5, value: 255)
        return mask
    }

    func overlap(_ a: Mask, _ b: Mask) -> Double {
        let both = zip(a.bytes, b.bytes).count { $0 != 0 && $1 != 0 }, any = zip(a.bytes, b.bytes).count { $0 != 0 || $1 != 0 }
        return Double(both) / Double(any)
    }

    /// In the middle, at the border, smaller and larger than the crop that is cut.
    @Test(arguments: [
        (300, 240, (150, 120), 40), (300, 240, (20, 120), 45), (1_200, 900, (500, 400), 150), (120, 120, (60, 60), 50),
    ])
    func scribbleBecomesTheDisc(width: Int, height: Int, center: (Int, Int), radius: Int) throws {
        let (picture, truth) = scene(width: width, height: height, center: center, radius: radius)
        let marks = scribble(truth, center: center, radius: radius)
        let found = try marks.snapped(to: picture, work)
        let share = overlap(found, truth)
        #expect(share >= 0.9, "\(share)")
        #expect(try found == marks.snapped(to: picture, work))
        #expect(marks.bytes.indices.allSatisfy { marks.bytes[$0] == 0 || found.bytes[$0] == 255 })
    }

    @Test func nothingToTellApartIsNoError() throws {
        let flat = Raster(width: 40, height: 30, model: .rgb)
        #expect(try Mask(width: 40, height: 30).snapped(to: flat, work) == Mask(width: 40, height: 30))
        let full = Mask(width: 40, height: 30, bytes: [UInt8](repeating: 255, count: 1_200))
        #expect(try full.snapped(to: flat, work) == full)
        var dot = Mask(width: 1, height: 1)
        dot[0, 0] = 255
        #expect(try dot.snapped(to: Raster(width: 1, height: 1, model: .rgb), work) == dot)
    }

    @Test func snapCanBeUndone() throws {
        let (picture, truth) = scene(width: 120, height: 100, center: (60, 50), radius: 20)
        var editor = Editor(photo: picture, layer: Layer(picture), display: { $0 })
        let marks = scribble(truth, center: (60, 50), radius: 20)
        _ = editor.perform(.replaceMask(marks))
        guard case .snap(let revision, let mask, let shown)? = editor.perform(.snap) else { return #expect(Bool(false), "it does not snap") }
        _ = editor.perform(.snapped(try mask.snapped(to: shown, work), revision: revision))
        #expect(overlap(editor.mask, truth) >= 0.9)
        _ = editor.perform(.undo)
        #expect(editor.mask == marks)
    }

    /// Asked for while it goes on, the removal waits for what is found; marks that change meanwhile are kept.
    @Test func removalWaitsForTheSnapAndMarksAreNotLost() throws {
        let (picture, truth) = scene(width: 120, height: 100, center: (60, 50), radius: 20)
        for changes in [false, true] {
            var editor = Editor(photo: picture, layer: Layer(picture), display: { $0 })
            _ = editor.perform(.replaceMask(scribble(truth, center: (60, 50), radius: 20)))
            guard case .snap(let revision, _, _)? = editor.perform(.snap) else { return #expect(Bool(false), "it does not snap") }
            if case .some = editor.perform(.remove) { #expect(Bool(false), "it does not wait") }
            if changes { _ = editor.perform(.replaceMask(truth)) }
            let effect = editor.perform(.snapped(truth, revision: revision))
            if case .start(_, let mask)? = effect { #expect(!changes && mask == truth) } else { #expect(changes) }
            #expect(editor.mask == truth && !editor.isSnapping)
        }
    }

    @Test func snapCanBeStopped() {
        let (picture, truth) = scene(width: 300, height: 240, center: (150, 120), radius: 40)
        let marks = scribble(truth, center: (150, 120), radius: 40)
        // Raised at the third look.
        let looks = Atomic(0), raised = Mutex<Cancellation?>(nil)
        let cancellation = Cancellation { if looks.add(1, ordering: .relaxed).newValue > 2 { raised.withLock { $0 }?.cancel() } }
        raised.withLock { $0 = cancellation }
        #expect(throws: Cancelled.self) { _ = try marks.snapped(to: picture, Work(on: .caller, cancellation: cancellation)) }
        var editor = Editor(photo: picture, layer: Layer(picture), display: { $0 })
        _ = editor.perform(.replaceMask(marks))
        guard case .snap(let revision, _, _)? = editor.perform(.snap), case .stopSnap? = editor.perform(.cancel) else {
            return #expect(Bool(false), "it does not stop")
        }
        _ = editor.perform(.snapped(truth, revision: revision))
        #expect(editor.mask == marks)
    }
}
