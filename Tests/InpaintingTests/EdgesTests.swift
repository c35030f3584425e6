import Glibc
import Inpainting
import Masks
import Pixels
import Testing
import Workers

/// Lines that the user draws through a hole.
@Suite struct EdgesTests {
    private static let width = 200, height = 150
    private let mask = Support.disk(EdgesTests.width, EdgesTests.height, x: 100, y: 75, radius: 34)

    /// The column at which the left side ends, in a row: straight above, and in a bow through the hole below its middle.
    private func border(_ y: Int) -> Double { (41..<109).contains(y) ? 100 + 22 * sin(Double(y - 41) / 68 * .pi * 2) : 100 }

    /// Grainy red left of the border, grainy blue right of it.
    private var photo: Raster {
        var photo = Support.picture(Self.width, Self.height, .rgb)
        for y in 0..<Self.height {
            for x in 0..<Self.width {
                let color = Double(x) + 0.5 < border(y) ? [190, 70, 60] : [50, 80, 170], grain = (x * 37 + y * 101 + x * y * 7) % 23
                for channel in 0..<3 { photo[x, y, channel] = color[channel] + grain }
            }
        }
        return photo
    }

    /// A stroke along the border, `thickness` wide, from one row to another.
    private func stroke(_ rows: ClosedRange<Int>, thickness: Double = 2) -> Mask {
        var edges = Mask(width: Self.width, height: Self.height)
        for y in rows.dropLast() {
            edges.drawStroke(
                from: Point(x: border(y), y: Double(y) + 0.5), to: Point(x: border(y + 1), y: Double(y) + 1.5), diameter: thickness, value: 255)
        }
        return edges
    }

    /// What part of the hole is on the wrong side, without those beside the border.
    private func amiss(_ result: Raster) -> Double {
        var wrong = 0.0, all = 0.0
        for index in mask.bytes.indices where mask.bytes[index] != 0 {
            let (y, x) = index.quotientAndRemainder(dividingBy: Self.width), distance = Double(x) + 0.5 - border(y)
            guard abs(distance) > 3 else { continue }
            all += 1
            if (result[x, y, 0] > result[x, y, 2]) != (distance < 0) { wrong += 1 }
        }
        return wrong / all
    }

    private func filled(_ edges: Mask?, grow: Int = 0, threads: Int = 2) throws -> Raster {
        var result = photo
        let options = FillOptions(grow: grow)
        try Support.inpainter(threads: threads).fill(photo, mask: mask, steering: Steering(edges: edges), options: options).last!.apply(to: &result)
        return result
    }

    /// Without a stroke the bow is not guessed; with one, of any width, each side has its own color.
    @Test(arguments: [1.0, 2, 6]) func aCurveGoesOn(thickness: Double) throws {
        #expect(try amiss(filled(nil)) > 0.1)
        #expect(try amiss(filled(stroke(38...112, thickness: thickness))) < 0.02)
    }

    /// Away from a stroke a gradient goes on as without it: the stroke says where it ends, not what it is.
    @Test func gradientsGoOnBesideStrokes() throws {
        var photo = photo
        for y in 0..<Self.height {
            for x in 0..<Self.width where Double(x) + 0.5 >= border(y) {
                for channel in 0..<3 { photo[x, y, channel] = 40 + 4 * max(0, min(50, y - 50)) + (x * 37 + y * 101) % 5 }
            }
        }
        var result = photo
        try Support.inpainter().fill(photo, mask: mask, steering: Steering(edges: stroke(38...112)), options: FillOptions(grow: 0)).last!
            .apply(to: &result)
        var error = 0, count = 0
        for index in mask.bytes.indices where mask.bytes[index] != 0 {
            let (y, x) = index.quotientAndRemainder(dividingBy: Self.width)
            guard Double(x) > border(y) + 3 else { continue }
            error += abs(result[x, y, 1] - photo[x, y, 1])
            count += 1
        }
        // It rises by 200 over the hole's height; colors of the rim alone, carried on, miss it by 20 and more.
        #expect(error < 12 * count)
    }

    /// One that is drawn up to the marks, which grow, goes on to the rim.
    @Test func strokesReachTheRim() throws { #expect(try amiss(filled(stroke(43...107), grow: 6)) < 0.03) }

    /// Beyond the hole, and far from it, strokes say nothing; and pixels outside of the hole stay.
    @Test func strokesElsewhereSayNothing() throws {
        var far = Mask(width: Self.width, height: Self.height)
        far.drawStroke(from: Point(x: 5, y: 5), to: Point(x: 50, y: 20), diameter: 2, value: 255)
        let plain = try filled(nil)
        #expect(try filled(far) == plain)
        let changed = Mask(where: try filled(stroke(38...112)), differsFrom: photo)
        #expect(zip(changed.bytes, mask.bytes).allSatisfy { $0 == 0 || $1 != 0 })
    }

    @Test func theyDoNotDependOnThreads() throws {
        let edges = stroke(38...112)
        #expect(try filled(edges, threads: 1) == filled(edges, threads: 3))
    }

    /// Strokes of any shape end in a fill: dots, blots, crossings, loops, all of the hole.
    @Test(arguments: 0..<5) func anyStrokesWill(kind: Int) throws {
        var edges = Mask(width: Self.width, height: Self.height)
        switch kind {
        case 0: edges[100, 75] = 255
        case 1: edges.drawStroke(from: Point(x: 90, y: 70), to: Point(x: 110, y: 80), diameter: 20, value: 255)
        case 2:
            edges.drawStroke(from: Point(x: 60, y: 40), to: Point(x: 140, y: 110), diameter: 2, value: 255)
            edges.drawStroke(from: Point(x: 60, y: 110), to: Point(x: 140, y: 40), diameter: 2, value: 255)
        case 3:
            edges = Support.disk(Self.width, Self.height, x: 100, y: 75, radius: 20)
            edges.subtract(Support.disk(Self.width, Self.height, x: 100, y: 75, radius: 17))
        default: edges = mask
        }
        let changed = Mask(where: try filled(edges), differsFrom: photo)
        #expect(zip(changed.bytes, mask.bytes).allSatisfy { $0 == 0 || $1 != 0 })
    }
}
