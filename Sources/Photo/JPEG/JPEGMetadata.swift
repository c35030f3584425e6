import System

/// The structure of a JPEG file: its marker segments and scans, as far as they can be followed.
///
/// Source: ITU-T T.81, annex B. What cannot be followed ends the list, and the decoder complains.
struct JPEGMetadata {
    /// The descriptive segments, in the order of the file.
    private(set) var segments: [JPEGSegment] = []
    private(set) var scans: [JPEGScan] = []
    /// Where the picture ends: behind its end marker, or where another picture begins, or the file ends.
    private(set) var end: Int
    /// What comes behind it.
    private(set) var trailing: ArraySlice<UInt8> = []
    /// Whether there was, behind the first scan, what counts in front of it only.
    private(set) var hasLateMetadata = false
    let limits: Limits
    private var metadataBytes = 0
    /// The frame's component identifiers.
    private var componentIdentifiers: [UInt8] = []

    init(_ file: [UInt8], path: FilePath, limits: Limits) throws(PhotoError) {
        end = file.count
        self.limits = limits
        file.withUnsafeBytes { read($0) }
        trailing = file[end...]
        if metadataBytes > limits.metadata { throw .tooMuchMetadata(path: path, limit: limits.metadata) }
    }

    private mutating func read(_ file: UnsafeRawBufferPointer) {
        var position = 2
        while position + 1 < file.count, metadataBytes <= limits.metadata {
            // Bytes that are no marker, and fill bytes, are skipped, as the decoder does.
            guard file[position] == 0xFF, file[position + 1] != 0xFF, file[position + 1] != 0 else {
                position += 1
                continue
            }
            let marker = file[position + 1]
            position += 2
            switch marker {
            case 0x01, 0xD0...0xD7: continue
            case 0xD9:
                end = position
                return
            case 0xD8:
                // Of another picture; this one has no end marker.
                end = position - 2
                return
            default: break
            }
            guard let length = file.number(at: position, bytes: 2, .bigEndian), length >= 2, position + length <= file.count
            else { return }
            take(marker, UnsafeRawBufferPointer(rebasing: file[position + 2..<position + length]))
            position += length
        }
    }

    private mutating func take(_ marker: UInt8, _ payload: UnsafeRawBufferPointer) {
        switch marker {
        case 0xE0...0xEF, 0xFE:
            let segment = JPEGSegment(marker: marker, payload: [UInt8](payload))
            // What says how to take the picture, such as its orientation and colors, is read as far as the first scan only;
            // put in front of it, it would count anew.
            if scans.isEmpty || !segment.isKnown { segments.append(segment) } else { hasLateMetadata = true }
            metadataBytes += max(payload.count, Limits.leastMetadata)
        case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
            guard payload.count >= 6, payload.count >= 6 + 3 * Int(payload[5]) else { return }
            componentIdentifiers = (0..<Int(payload[5])).map { payload[6 + 3 * $0] }
        case 0xDA:
            guard let count = payload.first.map(Int.init), (1...4).contains(count), payload.count >= 4 + 2 * count else { return }
            let components = (0..<count).compactMap { index in
                componentIdentifiers.firstIndex(of: payload[1 + 2 * index]).map { UInt8($0) }
            }
            let approximation = payload[3 + 2 * count]
            scans.append(
                JPEGScan(
                    components: components, spectralStart: payload[1 + 2 * count], spectralEnd: payload[2 + 2 * count],
                    successiveHigh: approximation >> 4, successiveLow: approximation & 15))
        default: break
        }
    }

    /// The EXIF block, from the TIFF header on.
    var exif: [UInt8]? {
        segments.first { $0.has(0xE1, prefix: MetadataHeading.exif) }.map { [UInt8]($0.payload.dropFirst(6)) }
    }

    var orientation: Orientation { exif.flatMap { EXIF($0).orientation } ?? .upright }

    /// Whether there is a profile, be it such that can be read or not.
    var hasProfile: Bool { segments.contains { $0.has(0xE2, prefix: MetadataHeading.profile) } }

    /// The ICC profile, put together from its numbered parts; nil where one is missing (ICC.1, annex B.4).
    var profile: [UInt8]? {
        let parts = segments.filter { $0.has(0xE2, prefix: MetadataHeading.profile) && $0.payload.count > 14 }
            .map(\.payload).sorted { $0[12] < $1[12] }
        guard let count = parts.first?[13], parts.map({ $0[12] }) == Array(1...max(1, count)) else { return nil }
        return parts.flatMap { $0.dropFirst(14) }
    }
}
