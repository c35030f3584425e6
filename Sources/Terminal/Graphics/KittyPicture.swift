import CPNG
import Glibc

/// A picture by kitty's graphics protocol: 24-bit pixels, compressed as zlib does and in base 64, in chunks of 4,096 characters.
package enum KittyPicture {
    /// Deletes the picture and frees its data, without an answer.
    static let deletion = Array("\u{1b}_Ga=d,d=I,i=31,q=2\u{1b}\\".utf8)
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    /// Bytes that make 4,096 characters.
    private static let chunk = 3_072

    /// The sequences that show a picture over cells from the cursor on.
    ///
    /// - Parameters:
    ///   - rgb: `[height][width][3]`
    ///   - isPlaced: whether it is shown where the cursor is; else where its placeholders are.
    package static func encode(
        _ rgb: [UInt8], width: Int, height: Int, cells: (columns: Int, rows: Int), isPlaced: Bool = true
    ) -> [[UInt8]] {
        let compressed = deflated(rgb), data = compressed ?? rgb
        return stride(from: 0, to: data.count, by: chunk).map { start in
            let end = min(data.count, start + chunk)
            // The cursor stays; no answers come that could be taken for keys.
            let keys =
                "a=T,f=24,i=31,q=2,\(isPlaced ? "C" : "U")=1,c=\(cells.columns),r=\(cells.rows),"
                + "\(compressed == nil ? "" : "o=z,")s=\(width),v=\(height),"
            var output = Array("\u{1b}_G\(start == 0 ? keys : "")m=\(end < data.count ? 1 : 0);".utf8)
            append(data[start..<end], to: &output)
            return output + [0x1b, 0x5c]
        }
    }

    private static func append(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
        for index in stride(from: bytes.startIndex, to: bytes.endIndex, by: 3) {
            let three = bytes[index..<min(bytes.endIndex, index + 3)], value = three.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - three.count))
            for place in 0..<4 { output.append(place <= three.count ? alphabet[value >> (18 - 6 * place) & 63] : UInt8(ascii: "=")) }
        }
    }

    /// nil where memory is short.
    private static func deflated(_ bytes: [UInt8]) -> [UInt8]? {
        var result: UnsafeMutablePointer<UInt8>?, count = 0
        guard cpng_deflate(bytes, bytes.count, &result, &count) == 0, let result else { return nil }
        defer { free(result) }
        return Array(UnsafeBufferPointer(start: result, count: count))
    }
}
