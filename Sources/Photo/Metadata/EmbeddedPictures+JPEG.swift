import System

extension EmbeddedPictures {
    /// Tells JPEG files inside other data from numbers that begin like one.
    ///
    /// Three bytes and a length occur in maker notes by chance, and whoever blanks up to the next end marker then wipes
    /// what is no picture. So each segment must be one that a decoder takes, and they must lead to a scan behind a frame,
    /// or as far as the data goes, which ends where a maker spreads a picture over several segments.
    struct JPEGFinder {
        private let bytes: UnsafeBufferPointer<UInt8>
        /// Places from which no picture was reached, each with what had been seen before it: chains of segments that meet are
        /// followed once, so that all of them take no more steps than there are bytes, times four.
        private var dead: Set<Int> = []

        init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

        /// The end of the JPEG file that starts at `start`: behind its end marker, or the end of the data.
        mutating func end(from start: Int) -> Int? {
            guard start + 4 < bytes.count, bytes[start] == 0xFF, bytes[start + 1] == 0xD8, bytes[start + 2] == 0xFF else { return nil }
            var position = start + 2, visited: [Int] = [], sawFrame = false, sawProof = false
            while position + 4 <= bytes.count {
                let place = position << 2 | (sawFrame ? 2 : 0) | (sawProof ? 1 : 0)
                if dead.contains(place) { break }
                visited.append(place)
                let marker = bytes[position + 1]
                if bytes[position] == 0xFF, marker == 0xFF {
                    position += 1
                    continue
                }
                guard bytes[position] == 0xFF, let length = bytes.number(at: position + 2, bytes: 2, .bigEndian), length >= 2 else { break }
                let payload = position + 4..<position + 2 + length
                let isWhole = payload.upperBound <= bytes.count
                guard let proves = isWhole ? takes(marker, payload) : Self.isApplication(marker) ? false : nil else { break }
                if marker == 0xDA {
                    guard sawFrame else { break }
                    return behindEndMarker(from: payload.upperBound)
                }
                sawFrame = sawFrame || Self.isFrame(marker)
                sawProof = sawProof || proves
                position = payload.upperBound
            }
            if position + 4 > bytes.count, sawProof { return bytes.count }
            dead.formUnion(visited)
            return nil
        }

        private static func isFrame(_ marker: UInt8) -> Bool { (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker) }
        private static func isApplication(_ marker: UInt8) -> Bool { (0xE0...0xEF).contains(marker) || marker == 0xFE }

        /// Nil where no decoder takes the segment, else whether nothing but a picture has one like it.
        private func takes(_ marker: UInt8, _ payload: Range<Int>) -> Bool? {
            let first = payload.isEmpty ? 0 : bytes[payload.lowerBound]
            switch marker {
            case _ where Self.isFrame(marker):
                guard payload.count >= 9, [8, 12].contains(first) else { return nil }
                let components = Int(bytes[payload.lowerBound + 5])
                return (1...4).contains(components) && payload.count == 6 + 3 * components ? true : nil
            case 0xDA:
                return (1...4).contains(first) && payload.count == 4 + 2 * Int(first) ? true : nil
            case 0xDB:
                return followsTables(payload) { $0 & 15 < 4 && $0 >> 4 < 2 ? 65 + 64 * Int($0 >> 4) : nil } ? true : nil
            case 0xC4:
                return followsTables(payload) { [self] head, position in
                    guard head & 15 < 4, head >> 4 < 2, position + 17 <= payload.upperBound else { return nil }
                    return 17 + (1...16).reduce(0) { $0 + Int(bytes[position + $1]) }
                } ? true : nil
            case 0xDD: return payload.count == 2 ? false : nil
            case 0xCC: return payload.count % 2 == 0 && !payload.isEmpty ? false : nil
            case _ where Self.isApplication(marker):
                return ["JFIF\0", "Exif\0"].contains { bytes[payload].starts(with: $0.utf8) }
            default: return nil
            }
        }

        private func followsTables(_ payload: Range<Int>, length: (UInt8) -> Int?) -> Bool {
            followsTables(payload) { head, _ in length(head) }
        }

        /// Whether tables, each as long as `length` says by its first byte, fill the payload.
        private func followsTables(_ payload: Range<Int>, length: (UInt8, Int) -> Int?) -> Bool {
            var position = payload.lowerBound
            while position < payload.upperBound {
                guard let length = length(bytes[position], position) else { return false }
                position += length
            }
            return position == payload.upperBound && !payload.isEmpty
        }

        private func behindEndMarker(from start: Int) -> Int {
            var position = start
            while position + 1 < bytes.count {
                if bytes[position] == 0xFF && bytes[position + 1] == 0xD9 { return position + 2 }
                position += 1
            }
            return bytes.count
        }
    }
}
