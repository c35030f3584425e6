import CPNG
import Foundation
import Photo
import Pixels
import Support
import System
import Testing

/// A photo with an object, a bright red square on gray, and a carver that looks for it in all that a file holds.
enum RedObject {
    static let width = 160, height = 120
    /// In the terms of the stored picture.
    private static let place = (x: 48..<96, y: 40..<72)

    static func picture(_ width: Int, _ height: Int, withObject: Bool = true) -> [UInt8] {
        (0..<width * height).flatMap { pixel -> [UInt8] in
            let x = pixel % width * Self.width / width, y = pixel / width * Self.height / height
            if withObject, place.x.contains(x), place.y.contains(y) { return [230, 20, 20] }
            let gray = UInt8(60 + x / 2)
            return [gray, gray, gray]
        }
    }

    static func jpeg(_ segments: [(marker: UInt8, payload: [UInt8])]) -> [UInt8] {
        JPEGKind(name: "", horizontal: 2, vertical: 2).encode(
            picture(width, height), width: width, height: height, segments: segments)
    }

    static func number(_ value: Int, _ littleEndian: Bool = false) -> [UInt8] {
        [UInt8](value, bytes: 4, littleEndian ? .littleEndian : .bigEndian)
    }

    /// An entry of a TIFF directory.
    static func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: Int, _ littleEndian: Bool = false) -> [UInt8] {
        func short(_ value: Int) -> [UInt8] { [UInt8](value, bytes: 2, littleEndian ? .littleEndian : .bigEndian) }
        let number = type == 3 ? short(value) + [0, 0] : number(value, littleEndian)
        return short(tag) + short(type) + Self.number(count, littleEndian) + number
    }

    /// Saves the photo in `file` without the object; what is saved, and what the program says.
    static func save(without file: [UInt8], name: String, as target: String? = nil) throws -> (file: [UInt8], report: String) {
        let folder = try TemporaryFolder(), output = folder.path("saved-" + (target ?? name))
        try Data(file).write(to: URL(fileURLWithPath: folder.path(name)))
        let photo = try Photo.load(path: folder.path(name))
        // Everything red or next to red, as someone would paint it.
        var result = photo.raster
        var changed = [UInt8](repeating: 0, count: result.width * result.height)
        for y in 0..<result.height {
            for x in 0..<result.width where isRed(photo.raster, x, y) {
                for row in max(0, y - 8)...min(result.height - 1, y + 8) {
                    for column in max(0, x - 8)...min(result.width - 1, x + 8) { changed[row * result.width + column] = 1 }
                }
            }
        }
        for pixel in changed.indices where changed[pixel] != 0 {
            for channel in 0..<3 { result.bytes[3 * pixel + channel] = 100 }
        }
        try #require(changed.contains(1))
        let report = try photo.save(result, changed: changed, to: output)
        return (try fileBytes(output), report.description)
    }

    private static func isRed(_ raster: Raster, _ x: Int, _ y: Int) -> Bool {
        raster.model == .rgb && raster[x, y, 0] > 60 + raster[x, y, 1]
    }

    static func isIn(_ raster: Raster) -> Bool {
        (0..<raster.height).contains { y in (0..<raster.width).contains { isRed(raster, $0, y) } }
    }

    /// Whether it is in a picture that can be carved out of `bytes`, or in plain samples there or in what they encode.
    static func isIn(_ bytes: [UInt8]) -> Bool {
        pictures(in: bytes).contains(where: isIn)
            || (layers(of: bytes) + [SonyCipher.deciphered(bytes)]).contains { layer in
                patterns.contains { Data(layer).range(of: $0) != nil }
            }
    }

    /// Samples of the object in a row: RGB; luma and chroma as Cb, Y, Cr, Y; luma in 16 bits; ETC1; and its part of a JPEG scan
    /// that has lost its tables.
    private static let patterns: [Data] = [
        Data([230, 20, 20, 230, 20, 20, 230, 20, 20]), Data([chroma.blue, luma, chroma.red, luma, chroma.blue, luma, chroma.red, luma]),
        Data([luma, 0, luma, 0, luma, 0, luma, 0, luma, 0]), Data(etcBlock(230, 20, 20) + etcBlock(230, 20, 20)),
        Data(scan[scan.count / 2..<scan.count / 2 + 48]),
    ]

    /// The object's color by JFIF's formulas.
    static let luma: UInt8 = 83, chroma: (blue: UInt8, red: UInt8) = (93, 233)

    /// A block of 4 x 4 pixels of one color in ETC1: two halves of 4 bits a channel, no modifier.
    static func etcBlock(_ colors: UInt8...) -> [UInt8] { colors.map { ($0 + 8) / 17 * 17 } + [0, 0, 0, 0, 0] }

    /// The coded samples of a preview, without head and tables.
    static let scan: [UInt8] = {
        let file = JPEGKind(name: "").encode(picture(400, 300), width: 400, height: 300)
        let start = file.indices.dropLast().first { file[$0] == 0xFF && file[$0 + 1] == 0xDA }!
        return Array(file[(start + 14)...].dropLast(2))
    }()

    /// Every JPEG and PNG picture that begins anywhere in `bytes`, or in what they encode, as far as it can be read.
    static func pictures(in bytes: [UInt8]) -> [Raster] {
        layers(of: bytes).flatMap { bytes in
            (0..<max(0, bytes.count - 8)).compactMap { start -> Raster? in
                let head = bytes[start..<start + 3]
                guard head.elementsEqual([0xFF, 0xD8, 0xFF]) || head.elementsEqual([0x89, 0x50, 0x4E]) else { return nil }
                // An end marker, so that a part counts as a whole.
                return try? Photo.load(bytes: Array(bytes[start...]) + [0xFF, 0xD9], path: "carved", limits: Limits(pixels: 1 << 24)).raster
            }
        }
    }

    /// The bytes themselves, and what base64, hexadecimal digits and zlib in them stand for.
    private static func layers(of bytes: [UInt8]) -> [[UInt8]] {
        var layers = [bytes]
        for start in bytes.indices.dropLast(1) where bytes[start] == 0x78 && [0x01, 0x5E, 0x9C, 0xDA].contains(bytes[start + 1]) {
            var result: UnsafeMutablePointer<UInt8>?
            var count = 0
            guard cpng_inflate(Array(bytes[start...]), bytes.count - start, 1 << 24, &result, &count) == 0 else { continue }
            layers.append(Array(UnsafeBufferPointer(start: result, count: count)))
            free(result)
        }
        for layer in layers {
            // Base64 goes on behind line breaks and their entities.
            let joined = String(decoding: layer, as: Unicode.ASCII.self).replacing("&#xA;", with: "").utf8.filter { $0 != 0x0A }
            for run in runs(of: joined, atLeast: 64, where: isBase64) {
                if let decoded = Data(base64Encoded: Data(run.prefix(run.count / 4 * 4))) { layers.append([UInt8](decoded)) }
            }
            for run in runs(of: layer, atLeast: 64, where: { Character(UnicodeScalar($0)).isHexDigit }) {
                let digits = run.map { UInt8(Character(UnicodeScalar($0)).hexDigitValue!) }
                layers.append(stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
            }
        }
        return layers
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2F: true
        default: false
        }
    }

    private static func runs(of bytes: [UInt8], atLeast length: Int, where isInside: (UInt8) -> Bool) -> [ArraySlice<UInt8>] {
        bytes.split { !isInside($0) }.filter { $0.count >= length }
    }
}
