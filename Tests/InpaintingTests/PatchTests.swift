import Inpainting
import Masks
import Pixels
import Testing
import Workers

/// A hole filled from where the user says.
@Suite struct PatchTests {
    private let hole = Support.disk(160, 90, x: 50, y: 45, radius: 14)

    /// A photo of three channels whose samples are those of `sample` times the channel's number.
    private func photo(_ type: Raster.SampleType = .uint8, _ sample: (_ x: Int, _ y: Int) -> Int) -> Raster {
        var photo = Raster(width: 160, height: 90, model: .rgb, sampleType: type)
        for y in 0..<90 {
            for x in 0..<160 { for channel in 0..<3 { photo[x, y, channel] = sample(x, y) * (channel + 1) } }
        }
        return photo
    }

    private func filled(_ movement: Movement, _ photo: Raster) throws -> Raster {
        var result = photo
        try Fill(movement, into: hole, of: photo, Work(on: .caller)).apply(to: &result)
        return result
    }

    /// The photo with its hole black, which nobody reads.
    private func damaged(_ photo: Raster) -> Raster {
        var damaged = photo
        for index in hole.bytes.indices where hole.bytes[index] != 0 {
            for channel in 0..<3 { damaged[index % 160, index / 160, channel] = 0 }
        }
        return damaged
    }

    /// Where the photo repeats, what was there comes back to the sample.
    @Test(arguments: [Raster.SampleType.uint8, .uint16]) func repetitionIsExact(type: Raster.SampleType) throws {
        let photo = photo(type) { x, y in 30 + (x % 40 * 37 + y * 11) % 50 }
        #expect(try filled(Movement(x: 40, y: 0), damaged(photo)) == photo)
        #expect(try filled(Movement(x: 80, y: 0), damaged(photo)) == photo)
    }

    /// So it does where left and right of a line look alike.
    @Test func mirroredIsExact() throws {
        let photo = photo { x, y in 30 + (min(x, 159 - x) * 37 + y * 11) % 50 }, box = try #require(hole.boundingBox)
        let mirrored = Movement(x: 160 - 2 * box.x - box.width, y: 0, isMirrored: true)
        #expect(try filled(mirrored, damaged(photo)) == photo)
        #expect(try filled(Movement(x: mirrored.x, y: 0), damaged(photo)) != photo)
    }

    /// What lies at twice the size is brought to the hole's, to some levels of 255.
    @Test func anotherSizeFits() throws {
        func wave(_ place: Double) -> Double { abs(2 * (place - place.rounded(.down)) - 1) }
        func soft(_ x: Double, _ y: Double) -> Int { Int(30 + 30 * wave(x / 14) + 20 * wave(y / 11)) }
        let box = try #require(hole.boundingBox), middle = box.middle
        // About the middle of the hole, and twice as large about a place to its right.
        let photo = photo { x, y in
            let place = Point(x: Double(x) + 0.5, y: Double(y) + 0.5)
            return x < 85 ? soft(place.x - middle.x, place.y - middle.y) : soft((place.x - middle.x - 75) / 2, (place.y - middle.y) / 2)
        }
        let result = try filled(Movement(x: 75, y: 0, scale: 2), damaged(photo)), same = try filled(Movement(x: 75, y: 0), damaged(photo))
        func error(_ result: Raster) -> Int {
            hole.bytes.indices.reduce(0) { hole.bytes[$1] == 0 ? $0 : $0 + abs(result[$1 % 160, $1 / 160, 0] - photo[$1 % 160, $1 / 160, 0]) }
        }
        #expect(4 * error(result) < error(same))
    }

    /// A source that is darker all over is blended in: nothing of the difference is left but rounding.
    @Test func lightIsBlended() throws {
        let photo = photo { x, y in 40 + (x % 40 * 37 + y * 11) % 20 - (x >= 80 ? 15 : 0) }
        let result = try filled(Movement(x: 80, y: 0), damaged(photo))
        for index in hole.bytes.indices where hole.bytes[index] != 0 {
            #expect(abs(result[index % 160, index / 160, 0] - photo[index % 160, index / 160, 0]) <= 1)
        }
    }

    @Test func obstaclesAreSeen() throws {
        let box = try #require(hole.boundingBox), region = Mask.Region(bounds: box, mask: hole.crop(box)), all = hole.bounds
        func obstacle(_ movement: Movement, _ keepOut: Mask? = nil) -> Movement.Obstacle? { movement.obstacle(to: region, in: all, keepOut: keepOut) }
        #expect(obstacle(Movement(x: box.width, y: 0)) == nil && obstacle(Movement(x: 95, y: 0)) == nil)
        #expect(obstacle(Movement(x: box.width - 2, y: 0)) == .hole && obstacle(Movement(x: 97, y: 0)) == .beyondPhoto)
        #expect(obstacle(Movement(x: 0, y: -32)) == .beyondPhoto && obstacle(Movement(x: 50, y: 0, scale: 3)) == .hole)
        var keepOut = Mask(width: 160, height: 90)
        keepOut[115, 45] = 255
        #expect(obstacle(Movement(x: 60, y: 0), keepOut) == .keptOut && obstacle(Movement(x: 40, y: 0), keepOut) == nil)
    }

    /// The way out of the hole, or back onto the photo, is free, and a pixel less of it is not; there may be none.
    @Test func theWayOutIsTheShortest() throws {
        let box = try #require(hole.boundingBox), region = Mask.Region(bounds: box, mask: hole.crop(box)), all = hole.bounds
        var keepOut = Mask(width: 160, height: 90)
        for (movement, isX) in [
            (Movement(x: 20, y: 3), true), (Movement(x: -17, y: 2), true), (Movement(x: 2, y: 19), false), (Movement(x: 2, y: -19), false),
            (Movement(x: 97, y: 0), true), (Movement(x: 50, y: 38), false), (Movement(x: 30, y: 0, scale: 1.4, isMirrored: true), true),
        ] {
            let way = try #require(movement.wayOut(of: region, in: all, keepOut: nil))
            #expect(isX ? way.x != 0 && way.y == 0 : way.x == 0 && way.y != 0)
            func obstacle(less: Int) -> Movement.Obstacle? {
                var next = movement
                next.x += way.x - less * way.x.signum()
                next.y += way.y - less * way.y.signum()
                return next.obstacle(to: region, in: all, keepOut: nil)
            }
            #expect(obstacle(less: 0) == nil && obstacle(less: 1) != nil)
        }
        let corner = try #require(Movement(x: 100, y: -40).wayOut(of: region, in: all, keepOut: nil))
        #expect(corner.x < 0 && corner.y > 0)
        #expect(Movement(x: 0, y: 0, scale: 4).wayOut(of: region, in: all, keepOut: nil) == nil)
        for index in keepOut.bytes.indices { keepOut.bytes[index] = 255 }
        #expect(Movement(x: 20, y: 3).wayOut(of: region, in: all, keepOut: keepOut) == nil)
    }

    /// Way and way back.
    @Test(arguments: [1.0, 0.5, 1.7], [false, true]) func targetsAreThoseOfSources(scale: Double, isMirrored: Bool) {
        let movement = Movement(x: 31, y: -12, scale: scale, isMirrored: isMirrored), bounds = Rectangle(x: 3, y: 40, width: 17, height: 30)
        for place in [Point(x: 0.5, y: 3.5), Point(x: 11.5, y: 55), Point(x: 90, y: 7)] {
            let back = movement.target(of: movement.source(of: place, in: bounds), in: bounds)
            #expect(abs(back.x - place.x) < 1e-9 && abs(back.y - place.y) < 1e-9)
        }
    }
}
