import Inpainting
import Masks
import Pixels
import Support
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

    /// What most of a fill is copied from is known, lies outside of the hole, and no two tries share any of it, but where it is mirrored.
    @Test func noTryCopiesWhatOneBeforeHas() throws {
        let fills = try fills(4, of: photo, mask), hole = mask.bytes.count { $0 != 0 }
        var seen = mask
        for fill in [fills[0], fills[2], fills[3]] {
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

    /// What is the same on both sides, and nowhere else, the second try fills from the other side.
    @Test func whatIsTheSameOnBothSidesIsFilledFromTheOther() throws {
        var photo = photo
        let colors = Noise.bytes(3 * 20 * 30, seed: 5)
        for y in 0..<Self.height {
            for x in 0..<Self.width / 2 {
                for channel in 0..<3 {
                    let value = Int(colors[3 * (y / 7 * 20 + x / 9) + channel])
                    photo[x, y, channel] = value
                    photo[Self.width - 1 - x, y, channel] = value
                }
            }
        }
        let hole = Support.disk(Self.width, Self.height, x: 80, y: 90, radius: 24), fills = try fills(2, of: photo, hole)
        let errors = fills.map { fill in
            var result = photo, error = 0
            fill.apply(to: &result)
            for index in hole.bytes.indices where hole.bytes[index] != 0 {
                for channel in 0..<3 { error += abs(Int(result.bytes[3 * index + channel]) - Int(photo.bytes[3 * index + channel])) }
            }
            return error
        }
        // All but what blending makes of it.
        #expect(errors[1] < 3 * 3 * hole.bytes.count { $0 != 0 } && errors[1] < errors[0] / 3)
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
        for index in photo.bytes.indices { photo.bytes[index] = UInt8(120 + (index / 3 * 7919 ^ index / 480 * 104_729) % 11) }
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
