#if TIFF
import CTIFF
import Foundation
import Support
import System
import Testing

/// A kind of TIFF file, and one of noise put together by hand; the library does no more than to encode its strips or tiles.
struct TIFFKind: CustomTestStringConvertible, Sendable {
    var bits = 8, format = 1, photometric = 2, samples = 3
    /// Meanings of the samples behind the colors.
    var extra: [Int] = []
    var compression = 1, predictor = 1, orientation = 1
    var isTiled = false, isSeparate = false, isBig = false, isBigEndian = false

    var testDescription: String {
        "\(samples) x \(bits) bits, format \(format), photometric \(photometric), extra \(extra), compression \(compression), "
            + "predictor \(predictor), orientation \(orientation), \(isTiled ? "tiles" : "strips"), \(isSeparate ? "planes" : "pixels"), "
            + "\(isBig ? "BigTIFF" : "classic"), \(isBigEndian ? "big" : "little")-endian"
    }

    static let width = 37, height = 29
    private var width: Int { Self.width }
    private var height: Int { Self.height }

    /// Every value of each property with some of the others.
    static let all: [TIFFKind] = {
        let gray = [1, 2, 4, 8, 10, 12, 16, 32].flatMap { bits in
            [0, 1].map { TIFFKind(bits: bits, photometric: $0, samples: 1, isBigEndian: bits % 16 == 0) }
        }
        let formats = [(8, 2), (16, 2), (16, 3), (32, 3), (64, 3)].map { TIFFKind(bits: $0, format: $1, photometric: 1, samples: 1) }
        let colors = [8, 16].flatMap { bits in
            [
                TIFFKind(bits: bits), TIFFKind(bits: bits, photometric: 5, samples: 4), TIFFKind(bits: bits, photometric: 8),
                TIFFKind(bits: bits, photometric: 9), TIFFKind(bits: bits, samples: 4, extra: [2]), TIFFKind(bits: bits, samples: 4, extra: [1]),
                TIFFKind(bits: bits, samples: 4, extra: [0]), TIFFKind(bits: bits, photometric: 1, samples: 2, extra: [2]),
                TIFFKind(bits: bits, samples: 5, extra: [2, 0]),
            ]
        }
        let palettes = [1, 2, 4, 8].map { TIFFKind(bits: $0, photometric: 3, samples: 1) }
        let codings = [1, 5, 8, 32_946, 32_773, 50_000].flatMap { compression in
            [false, true].flatMap { tiled in
                [false, true].map { separate in
                    let predictor = [5, 8, 50_000].contains(compression) ? 2 : 1
                    return TIFFKind(
                        bits: tiled ? 16 : 8, compression: compression, predictor: predictor, isTiled: tiled, isSeparate: separate,
                        isBig: tiled != separate, isBigEndian: separate)
                }
            }
        }
        let faxes = [2, 3, 4].map { TIFFKind(bits: 1, photometric: 0, samples: 1, compression: $0) }
        let floats = [16, 32, 64].map { TIFFKind(bits: $0, format: 3, compression: 8, predictor: 3, isTiled: true, isBigEndian: true) }
        let webps = [3, 4].map { TIFFKind(samples: $0, extra: $0 == 4 ? [2] : [], compression: 50_001, isTiled: $0 == 3) }
        let turned = (2...8).map { TIFFKind(compression: 8, orientation: $0, isTiled: $0 % 2 == 0) }
        return gray + formats + colors + palettes + codings + faxes + floats + webps + turned
    }()

    private var order: ByteOrder { isBigEndian ? .bigEndian : .littleEndian }
    private var chunkWidth: Int { isTiled ? 16 : width }
    private var chunkHeight: Int { isTiled ? 16 : 7 }
    private var planes: Int { isSeparate ? samples : 1 }

    /// The bits of a sample of the file: noise, in floating point from 0 to 1, and no color that is larger than an alpha by which it is multiplied.
    func sample(_ x: Int, _ y: Int, _ index: Int) -> Int {
        var hash = UInt64(x * 7919 + y * 104_729 + index * 15_485_863 + 12_345) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 29
        if format == 3 {
            let number = Double(hash & 0xFFFF) / 65_535
            return bits == 16 ? Int(Float16(number).bitPattern) : bits == 32 ? Int(Float(number).bitPattern) : Int(number.bitPattern)
        }
        let value = Int(hash >> 8 & (1 << UInt64(bits) - 1))
        guard let first = extra.first, first == 1, index < samples - extra.count else { return value }
        return min(value, sample(x, y, samples - extra.count))
    }

    private func packed(_ plane: Int, _ column: Int, _ row: Int) -> (bytes: [UInt8], rows: Int) {
        let rows = isTiled ? chunkHeight : min(chunkHeight, height - row * chunkHeight)
        var bytes: [UInt8] = []
        for y in row * chunkHeight..<row * chunkHeight + rows {
            var line: [Int] = []
            for x in column * chunkWidth..<(column + 1) * chunkWidth {
                let isInside = x < width && y < height
                for index in isSeparate ? plane..<plane + 1 : 0..<samples { line.append(isInside ? sample(x, y, index) : 0) }
            }
            if bits >= 8, bits % 8 == 0 {
                for value in line { bytes += [UInt8](value, bytes: bits / 8, .littleEndian) }
            } else {
                let digits = line.flatMap { value in (0..<bits).map { value >> (bits - 1 - $0) & 1 } }
                bytes += stride(from: 0, to: digits.count, by: 8).map { start in
                    (0..<8).reduce(UInt8(0)) { $0 << 1 | UInt8(start + $1 < digits.count ? digits[start + $1] : 0) }
                }
            }
        }
        return (bytes, rows)
    }

    private func encoded(_ plane: Int, _ column: Int, _ row: Int) throws -> [UInt8] {
        var (bytes, rows) = packed(plane, column, row)
        var layout = ctiff_layout(), problem = ctiff_problem(), result: UnsafeMutablePointer<UInt8>?, count = 0
        layout.chunk_width = UInt32(chunkWidth)
        (layout.is_tiled, layout.is_separate) = (isTiled ? 1 : 0, isSeparate ? 1 : 0)
        (layout.bits, layout.samples, layout.sample_format) = (Int32(bits), Int32(samples), Int32(format))
        (layout.photometric, layout.compression, layout.predictor, layout.fill_order) = (Int32(photometric), Int32(compression), Int32(predictor), 1)
        let size = bytes.count, status = ctiff_encode(&layout, isBigEndian ? 1 : 0, UInt32(rows), &bytes, size, &result, &count, &problem)
        try #require(status == 0)
        return [UInt8](takingFromC: result, count: count)
    }

    /// The file, with more fields in its directory, and `next` behind it: bytes made for the place where they come to be.
    func file(_ fields: [(tag: Int, type: Int, data: [UInt8])] = []) throws -> [UInt8] {
        let size = isBig ? 8 : 4
        var file = Array((isBigEndian ? "MM" : "II").utf8) + [UInt8](isBig ? 43 : 42, bytes: 2, order)
        if isBig { file += [UInt8](8, bytes: 2, order) + [0, 0] }
        let link = file.count
        file += [UInt8](repeating: 0, count: size)
        var offsets: [Int] = [], lengths: [Int] = []
        for plane in 0..<planes {
            for row in 0..<(height + chunkHeight - 1) / chunkHeight {
                for column in 0..<(width + chunkWidth - 1) / chunkWidth {
                    let data = try encoded(plane, column, row)
                    offsets.append(file.count)
                    lengths.append(data.count)
                    file += data + [UInt8](repeating: 0, count: data.count % 2)
                }
            }
        }
        var all = fields + own
        func numbers(_ values: [Int]) -> [UInt8] { values.flatMap { [UInt8]($0, bytes: size, order) } }
        all.append((isTiled ? 324 : 273, isBig ? 16 : 4, numbers(offsets)))
        all.append((isTiled ? 325 : 279, isBig ? 16 : 4, numbers(lengths)))
        let directory = Self.directory(all, isBig: isBig, order, into: &file)
        file.replaceSubrange(link..<link + size, with: [UInt8](directory, bytes: size, order))
        return file
    }

    private var own: [(tag: Int, type: Int, data: [UInt8])] {
        func short(_ tag: Int, _ values: Int...) -> (Int, Int, [UInt8]) { (tag, 3, values.flatMap { [UInt8]($0, bytes: 2, order) }) }
        var fields = [
            short(256, width), short(257, height), (258, 3, (0..<samples).flatMap { _ in [UInt8](bits, bytes: 2, order) }),
            short(259, compression), short(262, photometric), short(274, orientation), short(277, samples), short(284, isSeparate ? 2 : 1),
            (339, 3, (0..<samples).flatMap { _ in [UInt8](format, bytes: 2, order) }),
        ]
        fields += isTiled ? [short(322, chunkWidth), short(323, chunkHeight)] : [short(278, chunkHeight)]
        if predictor > 1 { fields.append(short(317, predictor)) }
        if !extra.isEmpty { fields.append((338, 3, extra.flatMap { [UInt8]($0, bytes: 2, order) })) }
        if photometric == 3 {
            fields.append((320, 3, (0..<3 << bits).flatMap { [UInt8]($0 * 40_503 & 0xFF00 | ($0 * 40_503 & 0xFF00) >> 8, bytes: 2, order) }))
        }
        return fields
    }

    private static let sizes = [1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 16: 8]

    /// Appends a directory with its values; where it begins.
    static func directory(
        _ fields: [(tag: Int, type: Int, data: [UInt8])], isBig: Bool = false, _ order: ByteOrder, next: Int = 0, into file: inout [UInt8]
    ) -> Int {
        let size = isBig ? 8 : 4
        var entries: [UInt8] = []
        for field in fields.sorted(by: { $0.tag < $1.tag }) {
            let count = field.data.count / sizes[field.type]!
            entries += [UInt8](field.tag, bytes: 2, order) + [UInt8](field.type, bytes: 2, order) + [UInt8](count, bytes: size, order)
            if field.data.count > size {
                if file.count % 2 == 1 { file.append(0) }
                entries += [UInt8](file.count, bytes: size, order)
                file += field.data
            } else {
                entries += field.data + [UInt8](repeating: 0, count: size - field.data.count)
            }
        }
        if file.count % 2 == 1 { file.append(0) }
        let position = file.count
        file += [UInt8](fields.count, bytes: isBig ? 8 : 2, order) + entries + [UInt8](next, bytes: size, order)
        return position
    }
}
#endif
