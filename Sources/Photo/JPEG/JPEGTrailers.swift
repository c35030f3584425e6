import System

/// What archive programs put behind a JPEG file: captions and editing marks, and previews of the picture.
///
/// Three kinds are known, each told by its last bytes, so that they are read from the end: FotoStation's, a block for each
/// thing; Photo Mechanic's, one block of records; and AFCP (AXS File Concatenation Protocol), a directory whose offsets count
/// from the file's beginning. Source of the layouts: ExifTool's documentation of trailers.
struct JPEGTrailers {
    private enum Block {
        case plain([UInt8])
        case directory(AFCP)
    }

    /// What is kept, in the order of the file.
    private var blocks: [Block] = []
    /// What is not kept, by the name that the user reads.
    private(set) var removed: [String] = []

    /// - Parameters:
    ///   - data: what comes behind the picture, its indices those of the file.
    init(_ data: ArraySlice<UInt8>) {
        var rest = data
        while let (start, block) = Self.fotoStation(rest) ?? Self.photoMechanic(rest) ?? Self.afcp(rest) {
            if let block { blocks.append(block) } else { removed = ["previews behind the picture"] }
            if case .directory(let directory) = block, directory.hasPictures { removed = ["previews behind the picture"] }
            rest = rest[..<start]
        }
        blocks.reverse()
        if !rest.isEmpty { removed.append("data behind the picture") }
    }

    /// The bytes of what is kept where the picture ends at `position`.
    func bytes(at position: Int) -> [UInt8] {
        blocks.reduce(into: []) { bytes, block in
            switch block {
            case .plain(let block): bytes += block
            case .directory(let directory): bytes += directory.bytes(at: position + bytes.count)
            }
        }
    }

    /// A block of IPTC or marks, which must hold no picture; nil where it does.
    private static func clean(_ bytes: ArraySlice<UInt8>) -> Block? {
        let bytes = Array(bytes)
        return EmbeddedPictures.isIn(bytes) ? nil : .plain(bytes)
    }

    /// FotoStation's last block: the data, and behind it its kind, its length with these ten bytes, and a signature.
    private static func fotoStation(_ data: ArraySlice<UInt8>) -> (start: Int, block: Block?)? {
        let end = data.endIndex
        guard data.count >= 10, data.suffix(4).elementsEqual([0xA1, 0xB2, 0xC3, 0xD4]) else { return nil }
        guard let length = data.number(at: end - 8, bytes: 4, .bigEndian), length >= 10, length <= data.count,
            let kind = data.number(at: end - 10, bytes: 2, .bigEndian)
        else { return nil }
        // IPTC, and how the picture is to be cropped; the others are a thumbnail and a preview.
        return (end - length, [1, 2].contains(kind) ? clean(data[(end - length)...]) : nil)
    }

    /// Photo Mechanic's block: records as IPTC has them, their length, and a signature.
    private static func photoMechanic(_ data: ArraySlice<UInt8>) -> (start: Int, block: Block?)? {
        guard data.suffix(8).elementsEqual("cbipcbbl".utf8),
            let length = data.number(at: data.endIndex - 12, bytes: 4, .bigEndian), length <= data.count - 12
        else { return nil }
        let start = data.endIndex - 12 - length
        return (start, clean(data[start...]))
    }

    private static func afcp(_ data: ArraySlice<UInt8>) -> (start: Int, block: Block?)? {
        guard let directory = AFCP(data) else { return nil }
        return (directory.start, directory.entries.isEmpty ? nil : .directory(directory))
    }
}

extension JPEGTrailers {
    /// An AFCP directory: a head of 12 bytes with the number of entries, entries of name, length and offset, their data, and
    /// a tail of 12 bytes with the offset of the head.
    fileprivate struct AFCP {
        /// Where it begins in the file it came from.
        let start: Int
        private let head, tail: [UInt8]
        private let order: ByteOrder
        /// Those without pictures.
        private(set) var entries: [(name: [UInt8], data: [UInt8])] = []
        private(set) var hasPictures = false

        init?(_ data: ArraySlice<UInt8>) {
            guard data.count >= 24, data.suffix(12).starts(with: "AXS".utf8) else { return nil }
            tail = Array(data.suffix(12))
            guard let order = [UInt8(ascii: "*"): ByteOrder.littleEndian, UInt8(ascii: "!"): .bigEndian][tail[3]],
                let told = tail.number(at: 4, bytes: 4, order)
            else { return nil }
            self.order = order
            // A program that changed what comes before may have left the offsets as they were.
            guard
                let start = data.indices.contains(told) && data[told...].starts(with: tail[..<4])
                    ? told : Self.firstHead(in: data.dropLast(12), tail: tail), start + 12 <= data.endIndex - 12,
                let count = data.number(at: start + 6, bytes: 2, order), start + 12 + 12 * count <= data.endIndex - 12
            else { return nil }
            self.start = start
            head = Array(data[start..<start + 12])
            // A hostile directory could name the same bytes again and again.
            var room = data.count
            for index in 0..<count {
                let entry = start + 12 + 12 * index
                let name = Array(data[entry..<entry + 4])
                guard let length = data.number(at: entry + 4, bytes: 4, order), let offset = data.number(at: entry + 8, bytes: 4, order)
                else { return nil }
                let place = start + offset - told
                room -= length
                guard place >= start, length <= data.endIndex - 12 - place, room >= 0 else { return nil }
                let content = Array(data[place..<place + length])
                if ["IPTC", "TEXT"].contains(where: { name.elementsEqual($0.utf8) }), !EmbeddedPictures.isIn(content) {
                    entries.append((name, content))
                } else {
                    hasPictures = true
                }
            }
        }

        /// The directory with its data, to be put at `position` of a file.
        func bytes(at position: Int) -> [UInt8] {
            var bytes = Array(head[..<6]) + stored(entries.count, bytes: 2) + head[8...]
            var place = position + 12 + 12 * entries.count
            for entry in entries {
                bytes += entry.name + stored(entry.data.count) + stored(place)
                place += entry.data.count
            }
            for entry in entries { bytes += entry.data }
            bytes += tail[..<4]
            bytes += stored(position)
            return bytes + tail[8...]
        }

        private static func firstHead(in data: ArraySlice<UInt8>, tail: [UInt8]) -> Int? {
            data.indices.first { data[$0] == tail[0] && data[$0...].starts(with: tail[..<4]) }
        }

        private func stored(_ number: Int, bytes count: Int = 4) -> [UInt8] { [UInt8](number, bytes: count, order) }
    }
}
