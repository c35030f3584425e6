/// A marker segment of a JPEG file (ITU-T T.81, annex B): its payload, the two length bytes left out.
struct JPEGSegment {
    var marker: UInt8
    var payload: [UInt8]

    /// The most that a segment can hold.
    static let capacity = 65_533

    /// APP0 to APP15 and COM: what tells of the picture, not how to decode it.
    var isDescriptive: Bool { (0xE0...0xEF).contains(marker) || marker == 0xFE }

    func has(_ marker: UInt8, prefix: String) -> Bool {
        self.marker == marker && payload.starts(with: prefix.utf8)
    }
}
