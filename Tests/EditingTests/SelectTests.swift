import Editing
import Masks
import Pixels
import Support
import Testing
import Workers

/// Objects around a place.
@Suite struct SelectTests {
    private let work = Work(on: .caller)

    /// Discs of other colors in one another, the innermost first, all somewhat uneven.
    private func scene(width: Int, height: Int, center: (Int, Int), radii: [Int]) -> (picture: Raster, discs: [Mask]) {
        let colors = [[200, 70, 50], [80, 165, 60], [200, 190, 90]]
        var picture = Raster(width: width, height: height, model: .rgb), discs = radii.map { _ in Mask(width: width, height: height) }
        var generator = Noise(seed: 3)
        for y in 0..<height {
            for x in 0..<width {
                let (dx, dy) = (x - center.0, y - center.1), noise = Int(generator.next() >> 20) - 8
                var color = [60, 90, 120]
                for (index, radius) in radii.enumerated().reversed() where dx * dx + dy * dy <= radius * radius {
                    color = colors[index]
                    discs[index][x, y] = 255
                }
                for channel in 0..<3 { picture[x, y, channel] = color[channel] + noise }
            }
        }
        return (picture, discs)
    }

    private func overlap(_ a: Mask, _ b: Mask) -> Double {
        let both = zip(a.bytes, b.bytes).count { $0 != 0 && $1 != 0 }, any = zip(a.bytes, b.bytes).count { $0 != 0 || $1 != 0 }
        return Double(both) / Double(any)
    }

    /// Small, large, beside its middle, at the photo's border, on a photo that is cut at reduced size.
    @Test(arguments: [
        (300, 240, (150, 120), 12, (150, 120)), (300, 240, (150, 120), 80, (150, 120)), (300, 240, (150, 120), 40, (165, 130)),
        (300, 240, (12, 120), 40, (18, 120)), (1_500, 1_100, (500, 400), 200, (520, 390)), (90, 60, (40, 30), 12, (40, 30)),
    ])
    func clickSelectsTheDisc(width: Int, height: Int, center: (Int, Int), radius: Int, click: (Int, Int)) throws {
        let (picture, discs) = scene(width: width, height: height, center: center, radii: [radius])
        let place = Point(x: Double(click.0) + 0.5, y: Double(click.1) + 0.5)
        let found = try #require(try ObjectSearch(at: place, on: Layer(picture)).object(number: 0, work))
        #expect(overlap(found, discs[0]) >= 0.85, "\(overlap(found, discs[0]))")
    }

    /// The inner disc first, then the one around it; and at last there is nothing that holds more.
    @Test func thereIsMoreAround() throws {
        let (picture, discs) = scene(width: 300, height: 240, center: (150, 120), radii: [30, 75])
        let layer = Layer(picture), place = Point(x: 152, y: 119)
        var found: [Mask] = []
        while let next = try ObjectSearch(at: place, on: layer).object(number: found.count, work) { found.append(next) }
        #expect(found.count < 20 && zip(found, found.dropFirst()).allSatisfy { area($0) < area($1) })
        for disc in discs { #expect(found.contains { overlap($0, disc) >= 0.85 }) }
    }

    private func area(_ mask: Mask) -> Int { mask.bytes.count { $0 != 0 } }

    /// On what has nothing to tell apart anything may come, but it ends.
    @Test(arguments: [(1, 1), (1, 50), (40, 1), (40, 30)]) func flatAndTinyPhotosAreNoError(width: Int, height: Int) throws {
        let layer = Layer(Raster(width: width, height: height, model: .rgb))
        for place in [Point(x: 0, y: 0), Point(x: Double(width), y: Double(height)), Point(x: Double(width) / 2, y: 0.5)] {
            for number in [0, 1, 9] { _ = try ObjectSearch(at: place, on: layer).object(number: number, work) }
        }
    }

    /// The search that `effect` asks for, carried out.
    private func carryOut(_ effect: Effect?, on editor: inout Editor) throws -> Effect? {
        guard case .findObject(let revision, let place, let number, let layer)? = effect else {
            Issue.record("no object is looked for")
            return nil
        }
        return editor.perform(.objectFound(try ObjectSearch(at: place, on: layer).object(number: number, work), revision: revision))
    }

    /// Beside other marks, out of them again, more, and back by undo.
    @Test func whatIsSelectedJoinsTheMarks() throws {
        let (picture, discs) = scene(width: 300, height: 240, center: (150, 120), radii: [30, 75])
        var editor = Editor(photo: picture, layer: Layer(picture), display: { $0 })
        var both = discs[0], corner = Mask(width: 300, height: 240)
        corner.drawRectangle(from: Point(x: 0, y: 0), to: Point(x: 20, y: 20), value: 255)
        _ = editor.perform(.replaceMask(corner))
        _ = editor.perform(.select(.select))
        let place = Point(x: 150, y: 120)
        #expect(!editor.canTakeMore)
        _ = try carryOut(editor.perform(.press(place, erasing: false)), on: &editor)
        let first = editor.mask
        #expect(editor.canTakeMore && first[5, 5] == 255 && first[150, 120] == 255 && first[150, 190] == 0)
        _ = try carryOut(editor.perform(.snap), on: &editor)
        #expect(editor.mask[5, 5] == 255 && area(editor.mask) > area(first))
        _ = editor.perform(.undo)
        #expect(editor.mask == first && !editor.canTakeMore)
        _ = try carryOut(editor.perform(.press(place, erasing: true)), on: &editor)
        #expect(editor.mask == corner)
        _ = editor.perform(.undo)
        #expect(editor.mask == first)
        both.formUnion(corner)
        #expect(overlap(first, both) >= 0.85)
    }

    /// Asked for while it goes on, the removal waits; marks that change meanwhile are kept; Escape ends the search.
    @Test func removalWaitsAndMarksAreNotLost() throws {
        let (picture, discs) = scene(width: 120, height: 100, center: (60, 50), radii: [20])
        for change in ["", "marks", "cancel"] {
            var editor = Editor(photo: picture, layer: Layer(picture), display: { $0 })
            guard case .findObject(let revision, _, _, _)? = editor.perform(.snap) else { return #expect(Bool(false), "it does not look") }
            #expect(editor.searchName == "selecting")
            if change == "cancel" { guard case .stopSnap? = editor.perform(.cancel) else { return #expect(Bool(false), "it does not stop") } }
            if change == "" { if case .some = editor.perform(.remove) { #expect(Bool(false), "it does not wait") } }
            if change == "marks" { _ = editor.perform(.replaceMask(discs[0])) }
            let effect = editor.perform(.objectFound(discs[0], revision: revision))
            if case .start(_, let mask)? = effect { #expect(change == "" && mask == discs[0]) } else { #expect(change != "") }
            #expect(editor.isMaskEmpty == (change == "cancel") && !editor.isSnapping)
        }
    }
}
