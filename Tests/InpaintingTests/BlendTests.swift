import Inpainting
import Masks
import Pixels
import Testing
import Workers

/// A gray fill made up of one value left and one right of a column.
private struct TwoPieces: FillSource {
    let left, right: Float
    let border: Int
    let grain = 1

    private func piece(_ x: Int) -> SIMD4<Float> { SIMD4(x < border ? left : right, 0, 0, 0) }

    func value(_ x: Int, _ y: Int) -> SIMD4<Float> { piece(x) }
    func continuation(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> SIMD4<Float> { piece(x) }
    func seam(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> SIMD4<Float> { piece(x + dx) - piece(x) }
    func isOnePiece(_ area: Rectangle) -> Bool { area.x >= border || area.right <= border }
    func disagreement(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int, reach: Int) -> Float { 0 }
}

@Suite struct BlendTests {
    private static let mask = Support.disk(80, 70, x: 40, y: 35, radius: 18)

    private static func photo(_ value: (Int, Int) -> Int, _ type: Raster.SampleType = .uint8) -> Raster {
        var photo = Raster(width: 80, height: 70, model: .gray, sampleType: type)
        for y in 0..<70 { for x in 0..<80 { photo[x, y, 0] = value(x, y) } }
        return photo
    }

    private static func blended(_ source: TwoPieces, into photo: Raster) throws -> Raster {
        let region = mask.regions()[0]
        let patch = try Blend(source: source, region: region, mask: mask, photo: photo).patch(Work(on: .caller))
        var result = photo
        patch.apply(to: &result)
        for index in mask.bytes.indices where mask.bytes[index] == 0 { #expect(result.bytes[index] == photo.bytes[index]) }
        return result
    }

    /// Of samples under the mask, 8 bits.
    private static func range(_ picture: Raster) -> ClosedRange<UInt8> {
        let inside = mask.bytes.indices.filter { mask.bytes[$0] != 0 }.map { picture.bytes[$0] }
        return inside.min()!...inside.max()!
    }

    @Test func whatFitsIsLeftAsItIs() throws {
        let flat = Self.photo { _, _ in 102 }
        #expect(Self.range(try Self.blended(TwoPieces(left: 0.4, right: 0.4, border: 40), into: flat)) == 102...102)
    }

    /// A fill that is darker all over is brought to the light around it.
    @Test func aDifferenceOfLightIsTakenBack() throws {
        let range = Self.range(try Self.blended(TwoPieces(left: 0.35, right: 0.35, border: 40), into: Self.photo { _, _ in 102 }))
        // The rim weighs a mismatch of 0.05 nearly in full; a level either way is rounding.
        #expect(range.lowerBound >= 101 && range.upperBound <= 103, "\(range)")
    }

    /// Pieces of different light meet without a step.
    @Test func seamsDoNotShow() throws {
        let range = Self.range(try Self.blended(TwoPieces(left: 0.37, right: 0.43, border: 40), into: Self.photo { _, _ in 102 }))
        // A step of 15 levels is there before.
        #expect(range.upperBound - range.lowerBound <= 4, "\(range)")
    }

    /// A membrane between a dark and a bright rim is a ramp: monotonous from the one to the other.
    @Test func theCorrectionIsSmooth() throws {
        let result = try Self.blended(TwoPieces(left: 0.4, right: 0.4, border: 40), into: Self.photo { x, _ in 62 + x })
        for x in 23..<57 { #expect(result[x + 1, 35, 0] >= result[x, 35, 0]) }
        #expect(result[24, 35, 0] < 90 && result[56, 35, 0] > 114)
    }

    @Test func whatTheMaskHidesIsNotRead() throws {
        let photo = Self.photo { x, _ in 62 + x }, source = TwoPieces(left: 0.4, right: 0.45, border: 33)
        var blanked = photo
        for index in Self.mask.bytes.indices where Self.mask.bytes[index] != 0 { blanked.bytes[index] = 255 }
        #expect(try Self.blended(source, into: photo) == Self.blended(source, into: blanked))
    }
}
