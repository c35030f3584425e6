import CPNG
import Support
import System

/// PNG files put together by hand.
enum PNGFile {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    static func bytes(_ chunks: [(type: String, payload: [UInt8])]) -> [UInt8] { signature + chunks.flatMap { chunk($0.type, $0.payload) } }

    /// A chunk with its length and checksum.
    static func chunk(_ type: String, _ payload: [UInt8]) -> [UInt8] {
        let named = Array(type.utf8) + payload
        return [UInt8](payload.count, bytes: 4, .bigEndian) + named + [UInt8](Int(cpng_checksum(named, named.count)), bytes: 4, .bigEndian)
    }

    /// Of 8 bits a sample, not interlaced.
    static func header(width: Int, height: Int, colorType: UInt8) -> (type: String, payload: [UInt8]) {
        ("IHDR", [UInt8](width, bytes: 4, .bigEndian) + [UInt8](height, bytes: 4, .bigEndian) + [8, colorType, 0, 0, 0])
    }

    static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var result: UnsafeMutablePointer<UInt8>?
        var count = 0
        precondition(cpng_deflate(bytes, bytes.count, &result, &count) == 0)
        return [UInt8](takingFromC: result, count: count)
    }
}
