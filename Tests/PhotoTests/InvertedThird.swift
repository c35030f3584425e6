import Photo
import Pixels
import Support
import System

/// Saves a file, opened under a name, with the samples of every third pixel turned round, and gives what was read, meant and saved.
func savingInvertedThird(
    of file: [UInt8], opened path: FilePath, as name: String
) throws -> (photo: Photo, expected: Raster, file: [UInt8], report: String) {
    let folder = try TemporaryFolder(), photo = try Photo.load(bytes: file, path: path)
    var result = photo.raster, expected = photo.raster
    for index in result.bytes.indices { result.bytes[index] = ~result.bytes[index] }
    let changed = (0..<result.width * result.height).map { UInt8($0 % 3 == 0 ? 1 : 0) }, size = result.bytesPerPixel
    for index in result.bytes.indices where changed[index / size] != 0 { expected.bytes[index] = result.bytes[index] }
    let report = try photo.save(result, changed: changed, to: folder.path(name))
    return (photo, expected, try fileBytes(folder.path(name)), report.description)
}
