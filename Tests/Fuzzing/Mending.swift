import CPNG
import Glibc
import System

/// A file in memory for what a target saves; other fuzzers that run at the same time have their own.
func scratchFile(_ fileExtension: String) -> FilePath { FilePath("/dev/shm/fuzz-\(getpid()).\(fileExtension)") }

/// The input as a PNG file that gets past the decoder's first doors, as by chance none would: its chunks have right
/// checksums, and where the signature's second byte is odd, its samples, open so far, are packed by deflate.
func mended(_ input: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let isPacked = input.count < 2 || input[1] & 1 == 0
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    var position = 8
    while position + 12 <= input.count {
        let length = input[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
        guard length <= input.count - position - 12 else { break }
        let type = input[position + 4..<position + 8], payload = input[position + 8..<position + 8 + length]
        let isOpen = !isPacked && type.elementsEqual("IDAT".utf8)
        append(type, isOpen ? deflated(Array(payload)) : Array(payload), to: &file)
        position += 12 + length
    }
    return file + input.dropFirst(position)
}

private func append(_ type: Slice<UnsafeBufferPointer<UInt8>>, _ payload: [UInt8], to file: inout [UInt8]) {
    func append(_ number: Int) { for place in 0..<4 { file.append(UInt8(number >> (24 - 8 * place) & 255)) } }
    append(payload.count)
    let chunk = Array(type) + payload
    file += chunk
    append(Int(cpng_checksum(chunk, chunk.count)))
}

private func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var result: UnsafeMutablePointer<UInt8>?
    var count = 0
    guard cpng_deflate(bytes, bytes.count, &result, &count) == 0 else { return bytes }
    defer { free(result) }
    return Array(UnsafeBufferPointer(start: result, count: count))
}
