import Photo
import Support
import Testing

@Suite struct SampleTests {
    @Test(arguments: [("dogs", 2056, 3088), ("mountain", 3264, 2448), ("nuthatch", 6028, 3391)])
    func samplesAndMasksLoad(name: String, width: Int, height: Int) throws {
        let photo = try Photo.load(path: PackageFolder.photo("\(name).jpg"))
        #expect(photo.format == .jpeg && photo.raster.model == .rgb && photo.warnings == nil)
        #expect(photo.raster.width == width && photo.raster.height == height)
        let mask = try Photo.load(path: PackageFolder.photo("\(name)_mask.png"))
        #expect(mask.format == .png && mask.raster.bounds == photo.raster.bounds)
    }

    @Test func previewIsTheReducedPhoto() throws {
        let preview = try Photo.preview(path: PackageFolder.photo("mountain.jpg"), maximumSide: 204)
        let reduced = try Photo.load(path: PackageFolder.photo("mountain.jpg")).raster.resized(to: 204, height: 153)
        #expect(preview.bounds == reduced.bounds)
        let error = zip(preview.bytes, reduced.bytes).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        // Averages in stored values and in light differ by a few steps where there is detail.
        #expect(Double(error) / Double(preview.bytes.count) < 3)
    }
}
