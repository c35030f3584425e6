import Inpainting
import Masks
import Pixels
import Support
import Testing
import Workers

/// Straight edges go on through the hole that cuts them off.
@Suite struct LineTests {
    /// A gray post between panels at the left, and white above brown boards at the right, with some grain.
    private static func post(rowsOfAShade: Int, seed: UInt32) -> Raster {
        var photo = Raster(width: 260, height: 220, model: .rgb), noise = Noise(seed: seed)
        for y in 0..<220 {
            for x in 0..<260 {
                let panel = x >= 74 ? 0 : y > 130 ? -45 : y < 70 ? 70 : 0
                let color = x < 110 ? [120 + panel, 118 + panel, 110 + panel] : y < 100 ? [200, 202, 205] : [150, 110, 75]
                // The boards' own lines.
                let board = x < 110 ? 0 : [0, 8, 12, 8, 0, -8, -12, -8][(y / rowsOfAShade) % 8]
                let grain = Int(noise.next() >> 16) * 14 / 256 - 7
                for channel in 0..<3 { photo[x, y, channel] = color[channel] + board + grain }
            }
        }
        return photo
    }

    /// An ellipse over the post's border.
    private static let hole = {
        var mask = Mask(width: 260, height: 220)
        for y in 57...153 {
            for x in 74...150 where (x - 112) * (x - 112) * 48 * 48 + (y - 105) * (y - 105) * 38 * 38 < 38 * 38 * 48 * 48 { mask[x, y] = 255 }
        }
        return mask
    }()

    private static func stroke(_ start: (Double, Double), _ end: (Double, Double)) -> Mask {
        var edges = Mask(width: 260, height: 220)
        edges.drawStroke(from: Point(x: start.0, y: start.1), to: Point(x: end.0, y: end.1), diameter: 2, value: 255)
        return edges
    }

    /// Nowhere does the photo show white and boards end at the post as in the hole: pieces that fit the rim alone dent it. It stands also where
    /// the user has drawn how white and boards meet behind it.
    @Test(arguments: [(2, 9), (3, 5)] as [(Int, UInt32)], [false, true])
    func aPostStandsBeforeWhatEndsBehindIt(kind: (rowsOfAShade: Int, seed: UInt32), isDrawnBehind: Bool) throws {
        let photo = Self.post(rowsOfAShade: kind.rowsOfAShade, seed: kind.seed)
        let edges = isDrawnBehind ? Self.stroke((116, 100), (155, 100)) : nil
        var result = photo
        let fills = try Support.inpainter().fill(photo, mask: Self.hole, steering: Steering(edges: edges), options: FillOptions(grow: 0))
        fills.last!.apply(to: &result)
        var wrong = 0
        for y in 61...149 {
            // Six columns on either side, but for one at the very edge.
            for x in Array(103...108) + Array(111...116) {
                let color = (0..<3).map { result[x, y, $0] }, isGray = color[0] < 150 && color[0] - color[2] < 35
                if isGray != (x < 110) { wrong += 1 }
            }
        }
        // Of 1,068; a pixel or two may show grain. Where the stroke ends the three colors meet as they do nowhere else. A fill that knows of
        // the stroke alone has 270 wrong.
        #expect(wrong <= (isDrawnBehind ? 60 : 10))
    }

    /// Thin lines on paper go on where the hole has cut them, though most of its rim is paper.
    @Test func thinLinesGoOn() throws {
        var drawing = Raster(width: 300, height: 240, model: .rgb, sampleType: .uint8)
        for y in 0..<240 {
            // Aslant, 40 pixels apart and two wide, their borders smooth.
            for x in 0..<300 {
                let along = Double(x) - 0.2 * Double(y) + 400, aside = abs(along.truncatingRemainder(dividingBy: 40) - 20)
                for channel in 0..<3 { drawing[x, y, channel] = Int(250 * min(1, max(0, aside - 1))) }
            }
        }
        var hole = Mask(width: 300, height: 240), result = drawing
        for y in 100..<146 { for x in 120..<180 { hole[x, y] = 255 } }
        try Support.inpainter().fill(drawing, mask: hole, options: FillOptions(grow: 0)).last!.apply(to: &result)
        var ink = 0, kept = 0
        for y in 100..<146 {
            for x in 120..<180 where drawing[x, y, 0] < 100 {
                ink += 1
                if (-1...1).contains(where: { result[x + $0, y, 0] < 128 }) { kept += 1 }
            }
        }
        #expect(ink > 100 && Double(kept) > 0.9 * Double(ink), "\(kept) of \(ink)")
    }

    /// What the user draws is added to what is found; that gives way where it would cross it or run along beside it, and what was erased stays so.
    @Test func drawnEdgesAreAddedToThoseThatAreFound() throws {
        let photo = Self.post(rowsOfAShade: 2, seed: 9)
        func found(_ steering: Steering) throws -> [FoundLine] {
            try Support.inpainter().lines(photo, mask: Self.hole, steering: steering, options: FillOptions(grow: 0), Cancellation())
        }
        func isPost(_ line: FoundLine) -> Bool { abs(line.start.x - 110) < 8 && abs(line.end.x - 110) < 8 && abs(line.start.y - line.end.y) > 60 }
        #expect(try found(Steering()).contains(where: isPost))
        let elsewhere = Self.stroke((116, 100), (155, 100))
        let post = try #require(try found(Steering(edges: elsewhere)).first(where: isPost))
        #expect(try !found(Steering(edges: Self.stroke((112, 50), (112, 160)))).contains(where: isPost))
        #expect(try !found(Steering(edges: Self.stroke((70, 95), (155, 115)))).contains(where: isPost))
        let fill = try Support.inpainter().fill(
            photo, mask: Self.hole, steering: Steering(edges: elsewhere, erasedLines: [post]), options: FillOptions(grow: 0))
        #expect(!fill.last!.lines.contains(where: isPost))
    }

    /// What a fill has followed is told where it is; erased, or not looked for, it is not followed again.
    @Test func linesAreToldAndCanBeErased() throws {
        let hole = Self.hole
        func fill(_ photo: Raster, _ steering: Steering = Steering(), followsLines: Bool = true) throws -> Fill {
            var options = FillOptions(grow: 0)
            options.followsLines = followsLines
            return try Support.inpainter().fill(photo, mask: hole, steering: steering, options: options).last!
        }
        // Where pieces of the photo keep the lines by themselves, none is followed; it depends on the grain.
        let photos = ([(2, 9), (3, 5), (2, 1), (2, 2), (3, 1), (3, 2)] as [(Int, UInt32)]).map { Self.post(rowsOfAShade: $0.0, seed: $0.1) }
        let photo = try #require(photos.first { try !fill($0).lines.isEmpty }), plain = try fill(photo)
        // The post ends at column 110.
        let post = try #require(plain.lines.first { abs($0.start.x - 110) < 8 && abs($0.end.x - 110) < 8 }, "\(plain.lines)")
        #expect(abs(post.start.y - post.end.y) > 60)
        let without = try fill(photo, Steering(erasedLines: [post]))
        #expect(!without.lines.contains(post) && without.patches != plain.patches)
        // They are known before anything is filled, and one that was erased is known as it was, whatever else is marked since.
        func foreseen(_ mask: Mask, _ steering: Steering = Steering()) throws -> [FoundLine] {
            try Support.inpainter().lines(photo, mask: mask, steering: steering, options: FillOptions(grow: 0), Cancellation())
        }
        let known = try foreseen(hole)
        #expect(plain.lines.allSatisfy(known.contains))
        let moved = FoundLine(start: Point(x: post.end.x, y: post.end.y + 1), end: Point(x: post.start.x + 1, y: post.start.y))
        #expect(try foreseen(hole, Steering(erasedLines: [moved])).contains(moved))
        #expect(try foreseen(Mask(width: 260, height: 220)).isEmpty)
        let none = try fill(photo, followsLines: false), erased = try fill(photo, Steering(erasedLines: plain.lines))
        #expect(none.lines.isEmpty && none.patches == erased.patches)
    }
}
