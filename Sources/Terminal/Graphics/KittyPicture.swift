/// A picture by kitty's graphics protocol: 24-bit pixels in base 64, in chunks of 4,096 characters.
package enum KittyPicture {
    /// Deletes the picture and frees its data, without an answer.
    static let deletion = Array("\u{1b}_Ga=d,d=I,i=31,q=2\u{1b}\\".utf8)
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    /// Bytes that make 4,096 characters.
    private static let chunk = 3_072

    /// `rgb` is `[height][width][3]`: its length is a multiple of 3, so that no padding is needed.
    package static func encode(_ rgb: [UInt8], width: Int, height: Int) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(rgb.count * 4 / 3 + rgb.count / 256 + 64)
        for start in stride(from: 0, to: rgb.count, by: chunk) {
            let end = min(rgb.count, start + chunk)
            // The cursor stays; no answers come that could be taken for keys.
            let keys = start == 0 ? "a=T,f=24,i=31,q=2,C=1,s=\(width),v=\(height)," : ""
            output += Array("\u{1b}_G\(keys)m=\(end < rgb.count ? 1 : 0);".utf8)
            for index in stride(from: start, to: end, by: 3) {
                let value = Int(rgb[index]) << 16 | Int(rgb[index + 1]) << 8 | Int(rgb[index + 2])
                for shift in [18, 12, 6, 0] { output.append(alphabet[value >> shift & 63]) }
            }
            output += [0x1b, 0x5c]
        }
        return output
    }
}
