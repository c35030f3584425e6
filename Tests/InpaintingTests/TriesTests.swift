import Inpainting
import Masks
import Pixels
import Testing

/// Several fills of one hole.
@Suite struct TriesTests {
    /// A photo of gray waves with a red and a blue place at some distance, either of which fits as well, and a hole.
    private static let width = 260, height = 180

    private func fills(_ count: Int, of photo: Raster, _ mask: Mask, keepOut: Mask? = nil, threads: Int = 2) throws -> [Fill] {
        var fills: [Fill] = []
        for _ in 0..<count {
            let steering = Steering(keepOut: keepOut, earlier: fills)
            fills.append(
                try Support.inpainter(threads: threads).fill(photo, mask: mask, steering: steering, options: FillOptions(grow: 0)).last!)
        }
        return fills
    }

    private let mask = Support.disk(TriesTests.width, TriesTests.height, x: 130, y: 90, radius: 22)
    private let photo = Support.picture(TriesTests.width, TriesTests.height, .rgb)

    /// What most of a fill is copied from is known, lies outside of the hole, and no two tries share any of it.
    @Test func noTryCopiesWhatOneBeforeHas() throws {
        let fills = try fills(3, of: photo, mask), hole = mask.bytes.count { $0 != 0 }
        var seen = mask
        for fill in fills {
            var sources = Mask(width: photo.width, height: photo.height)
            for source in fill.sources { sources.formUnion(source) }
            let count = sources.bytes.count { $0 != 0 }
            #expect(4 * count > hole && count <= hole)
            #expect(!zip(sources.bytes, seen.bytes).contains { $0 != 0 && $1 != 0 })
            seen.formUnion(sources)
        }
    }

    /// Nothing beside the hole is touched, and most of it differs from try to try.
    @Test func triesDiffer() throws {
        let fills = try fills(3, of: photo, mask), hole = mask.bytes.count { $0 != 0 }
        let results = fills.map { fill in
            var result = photo
            fill.apply(to: &result)
            return result
        }
        for (number, result) in results.enumerated() {
            let changed = Mask(where: result, differsFrom: photo)
            #expect(zip(changed.bytes, mask.bytes).allSatisfy { $0 == 0 || $1 != 0 })
            for other in results[..<number] { #expect(Mask(where: result, differsFrom: other).bytes.count { $0 != 0 } > hole / 2) }
        }
    }

    @Test func theyDoNotDependOnThreads() throws {
        let one = try fills(3, of: photo, mask, threads: 1), four = try fills(3, of: photo, mask, threads: 4)
        #expect(one.map(\.patches) == four.map(\.patches) && one.map(\.sources) == four.map(\.sources))
    }

    /// What is kept out stays so in every try.
    @Test func whatIsKeptOutIsNoSource() throws {
        var keepOut = Mask(width: photo.width, height: photo.height)
        for index in keepOut.bytes.indices where index % photo.width < 100 { keepOut.bytes[index] = 255 }
        for fill in try fills(3, of: photo, mask, keepOut: keepOut) {
            #expect(!fill.sources.isEmpty && fill.sources.allSatisfy { $0.bounds.x >= 100 })
        }
    }

    /// A smooth ground is filled by one piece; the next try takes another.
    @Test func smoothPiecesDiffer() throws {
        var photo = Raster(width: 160, height: 120, model: .rgb)
        for index in photo.bytes.indices { photo.bytes[index] = UInt8(120 + (index / 3 * 7919 ^ index / 480 * 104_729) % 5) }
        let hole = Support.disk(160, 120, x: 60, y: 60, radius: 12), fills = try fills(2, of: photo, hole)
        let masks = fills.map { fill in
            var mask = Mask(width: 160, height: 120)
            for source in fill.sources { mask.formUnion(source) }
            return mask
        }
        #expect(masks[0].bytes.count { $0 != 0 } == hole.bytes.count { $0 != 0 } && masks[1].boundingBox != nil)
        #expect(!zip(masks[0].bytes, masks[1].bytes).contains { $0 != 0 && $1 != 0 })
    }
}
