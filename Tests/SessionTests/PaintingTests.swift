import Photo
import Support
import Terminal
import Testing

/// What a screen of a photograph costs on the line.
@Suite struct PaintingTests {
    /// 200 x 58 cells in 24 bits, at once.
    @Test(arguments: ["mountain.jpg", "dogs.jpg"]) func wholeScreenHasABound(name: String) throws {
        let scene = try Scene {
            ($0.columns, $0.rows) = (200, 60)
            $0.photos = [PackageFolder.path("Assets/photos/" + name)]
        }
        let fit = scene.screen.picture
        scene.type("+++")
        let nearer = try #require(scene.screen.picture)
        #expect(nearer != fit)
        var painter = CellPainter(position: { Array("\u{1b}[\($0 + 1);\($1 + 1)H".utf8) }, reset: Array("\u{1b}[m".utf8))
        let count = painter.paint(nearer).count
        #expect((50_000...258_000).contains(count), "\(count)")
    }
}
