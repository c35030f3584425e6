import Inpainting
import Masks
import Pixels
import Testing

/// What a photo's samples are like, the fill's are too.
@Suite struct DepthTests {
    private func filled(_ photo: Raster, _ mask: Mask, through stage: FillStage) throws -> Raster {
        var result = photo
        try Support.inpainter().fill(photo, mask: mask, options: FillOptions(grow: 0, through: stage)).last!.apply(to: &result)
        return result
    }

    /// A ramp that 8 bits could not show: 230 of 65,535 samples over the picture, less than one step of 255.
    @Test func sixteenBitsStaySixteenBits() throws {
        var photo = Raster(width: 230, height: 180, model: .gray, sampleType: .uint16)
        for y in 0..<180 { for x in 0..<230 { photo[x, y, 0] = 30_000 + x } }
        let mask = Support.disk(230, 180, x: 110, y: 90, radius: 24)
        let result = try filled(photo, mask, through: .detail)
        #expect(result.sampleType == .uint16)
        var values: Set<Int> = [], largest = 0
        for y in 0..<180 {
            for x in 0..<230 where mask[x, y] != 0 {
                values.insert(result[x, y, 0])
                largest = max(largest, abs(result[x, y, 0] - photo[x, y, 0]))
            }
        }
        // The hole is 49 columns wide, and so many values the ramp has there; a fill in 8 bits would have one or two. A membrane
        // through a ramp's rim is the ramp: an eighth of a step of 8 bits leaves room for where the pieces meet.
        #expect(values.count > 24)
        #expect(largest <= 32)
    }

    @Test(arguments: [Raster.Model.grayAlpha, .rgba], [Raster.SampleType.uint8, .uint16])
    func alphaIsFilledToo(model: Raster.Model, type: Raster.SampleType) throws {
        var photo = Support.picture(220, 170, model, sampleType: type)
        let alpha = photo.channels - 1, mask = Support.disk(220, 170, x: 110, y: 85, radius: 20)
        // Opaque below, see-through above, an edge through the hole.
        for y in 0..<170 { for x in 0..<220 { photo[x, y, alpha] = y < 85 ? 0 : photo.largestSample } }
        let result = try filled(photo, mask, through: .detail)
        for x in 100..<120 {
            #expect(result[x, 72, alpha] < photo.largestSample / 4)
            #expect(result[x, 98, alpha] > photo.largestSample * 3 / 4)
        }
    }

    /// Programs write black where nothing is to be seen. It is not to be seen in a soft edge that is filled, either.
    @Test(arguments: [Raster.Model.grayAlpha, .rgba], [Raster.SampleType.uint8, .uint16])
    func softEdgesStayBright(model: Raster.Model, type: Raster.SampleType) throws {
        var photo = Raster(width: 220, height: 170, model: model, sampleType: type)
        let alpha = photo.channels - 1, largest = photo.largestSample
        func color(_ x: Int, _ y: Int) -> Int { largest * (7 + (x / 4 + y / 4) % 2) / 10 }
        for y in 0..<170 {
            for x in 0..<220 {
                // Opaque on the left, nothing on the right, 30 columns in between.
                photo[x, y, alpha] = largest * min(30, max(0, 125 - x)) / 30
                for channel in 0..<alpha where photo[x, y, alpha] > 0 { photo[x, y, channel] = color(x, y) }
            }
        }
        let mask = Support.disk(220, 170, x: 115, y: 85, radius: 24)
        let result = try filled(photo, mask, through: .detail)
        for y in 0..<170 {
            for x in 0..<220 where mask[x, y] != 0 && result[x, y, alpha] > largest / 20 {
                for channel in 0..<alpha { #expect(result[x, y, channel] > largest / 2) }
            }
        }
    }

    /// An opaque photo has no hole in its alpha afterwards, whatever the stage.
    @Test(arguments: FillStage.allCases) func opaqueStaysOpaque(stage: FillStage) throws {
        var photo = Support.picture(200, 160, .rgba)
        for index in stride(from: 3, to: photo.bytes.count, by: 4) { photo.bytes[index] = 255 }
        let result = try filled(photo, Support.disk(200, 160, x: 90, y: 80, radius: 18), through: stage)
        #expect(stride(from: 3, to: photo.bytes.count, by: 4).allSatisfy { result.bytes[$0] == 255 })
    }

    /// A gray photo that was saved as RGB is copied from itself: no color comes in.
    @Test func grayStaysGray() throws {
        let gray = Support.picture(220, 170, .gray)
        var photo = Raster(width: 220, height: 170, model: .rgb)
        for index in photo.bytes.indices { photo.bytes[index] = gray.bytes[index / 3] }
        let result = try filled(photo, Support.disk(220, 170, x: 110, y: 85, radius: 22), through: .detail)
        for index in stride(from: 0, to: photo.bytes.count, by: 3) {
            // The channels are rounded one by one.
            #expect(abs(Int(result.bytes[index]) - Int(result.bytes[index + 1])) <= 1)
            #expect(abs(Int(result.bytes[index]) - Int(result.bytes[index + 2])) <= 1)
        }
    }
}
