/// What maker notes are known to hold of the picture in forms that nothing in the data itself tells.
///
/// Source of tags and layouts: ExifTool's documentation of maker notes. Notes of other makers are searched for whole files
/// of pictures only.
extension EXIF {
    /// Where such pictures lie in the block.
    var picturesInMakerNote: [Range<Int>] {
        guard let note = photoDirectories.lazy.flatMap(\.entries).first(where: { $0.tag == Tag.makerNote }).flatMap(place) else { return [] }
        let start = note.clamped(to: bytes.indices).lowerBound
        guard bytes[start...].starts(with: "SONY ".utf8), let directory = directory(at: start + 12) else { return [] }
        return directory.entries.filter { $0.tag == Self.meteringTag }.compactMap(place).compactMap { value in
            let picture = value.lowerBound + Self.meteringPicture.lowerBound..<value.lowerBound + Self.meteringPicture.upperBound
            return picture.upperBound <= value.upperBound ? picture : nil
        }
    }

    /// Sony's autofocus block; its bytes are replaced one by one, which hides no picture.
    private static let meteringTag = 0x940E
    /// In it, width and height and then 44 x 30 samples of 2 bytes that the meter saw.
    private static let meteringPicture = 0x1A08..<0x1A08 + 44 * 30 * 2
}
