import Inpainting
import Testing
import Workers

/// Straight edges that a hole cuts off: found along its rim, and carried on through it.
@Suite struct ContinuedLinesTests {
    /// 100 x 100, bright where `isBright` says so, dark elsewhere, with a hole of 30 x 30 in the middle.
    private static func texture(isBright: (Int, Int) -> Bool) -> Texture {
        var texture = Texture(width: 100, height: 100)
        for y in 0..<100 {
            for x in 0..<100 {
                if (35..<65).contains(x) && (35..<65).contains(y) {
                    texture.hole[y * 100 + x] = .hole
                } else {
                    let value: UInt8 = isBright(x, y) ? 200 : 40
                    texture.pixels[y * 100 + x] = SIMD4(value, value, value, 0)
                }
            }
        }
        return texture
    }

    private let work = Work(on: .caller)

    @Test func anEdgeEndsAtBothSidesOfTheHole() throws {
        let edges = try RimEdges(Self.texture { x, _ in x >= 50 }).found(work)
        #expect(edges.count == 2)
        for edge in edges {
            // Between columns 49 and 50, and straight down or up into the hole; half degrees and half pixels are tried.
            #expect(abs(edge.point.x - 49.5) < 1, "\(edge)")
            #expect(abs(edge.direction.x) < 0.05)
            #expect(edge.point.y < 50 ? edge.direction.y > 0.99 : edge.direction.y < -0.99)
            // Seen along its direction: down, the bright side is at the left hand, up at the right.
            let (left, right) = edge.point.y < 50 ? (edge.left, edge.right) : (edge.right, edge.left)
            #expect(max(left.x, right.x) > 180 && min(left.x, right.x) < 60)
            #expect((edge.left.x > edge.right.x) == (edge.direction.y > 0))
        }
    }

    @Test func aSmoothSlopeHasNoEdges() throws {
        var texture = Self.texture { _, _ in true }
        for index in texture.pixels.indices where texture.hole[index] == .known {
            let value = UInt8(50 + index % 100)
            texture.pixels[index] = SIMD4(value, value, value, 0)
        }
        #expect(try RimEdges(texture).found(work).isEmpty)
        #expect(try ContinuedLines(texture, work).segments.isEmpty)
    }

    @Test func oppositeEdgesAreJoined() throws {
        let lines = try ContinuedLines(Self.texture { x, _ in x >= 50 }, work)
        #expect(lines.segments.count == 1)
        let segment = try #require(lines.segments.first)
        #expect(abs(segment.way.x) < 1.5 && abs(segment.way.y) > 28)
        // It parts what is at its left from what is at its right, and nothing else.
        #expect((47...51).contains { lines.parts($0, 50, fromRight: true) })
        #expect(!lines.parts(40, 50, fromRight: true) && !lines.parts(60, 50, fromRight: true))
        #expect(!(36..<64).contains { lines.parts(40, $0, fromRight: false) })
        // Along it a known place is reached on both sides.
        for offset in lines.offsets { #expect(abs(offset.x) <= 2 && abs(offset.y) >= 30) }
        #expect(lines.offsets.map(\.y).reduce(0, +) == 0)
        let doubled = try #require(lines.doubled().segments.first)
        #expect(abs(doubled.way.y - 2 * segment.way.y) < 1e-3)
    }

    /// A drawn stroke that ends a little beyond a line ends at it; one that goes on across it has it give way.
    @Test(arguments: [(52, true), (60, false)]) func aStrokeMayEndALittleBeyondALine(end: Int, goesOn: Bool) throws {
        let stroke = ContinuedLines.Segment(start: SIMD2(33, 50), end: SIMD2(Float(end), 50))
        let lines = try ContinuedLines(Self.texture { x, _ in x >= 50 }, besides: [stroke], work)
        #expect(lines.segments.contains { abs($0.way.y) > 28 } == goesOn, "\(lines.segments)")
    }

    @Test func edgesThatMeetEndInACorner() throws {
        let lines = try ContinuedLines(Self.texture { x, y in x >= 50 && y < 50 }, work)
        #expect(lines.segments.count == 2)
        for segment in lines.segments {
            // Both edges run at 49.5; two pixels of slack for what rays of half a degree miss over 15 pixels.
            #expect(abs(segment.end.x - 49.5) < 2 && abs(segment.end.y - 49.5) < 2, "\(segment)")
        }
    }
}
