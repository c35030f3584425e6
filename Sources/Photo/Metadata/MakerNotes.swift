/// What maker notes are known to hold of the picture in forms that nothing in the data itself tells.
///
/// Source of tags and layouts: ExifTool's documentation of maker notes. Notes of other makers are searched for whole files
/// of pictures only.
enum MakerNotes {
    /// Ranges of an EXIF block; `note` is the maker note's place in it.
    static func pictures(_ note: (exif: EXIF, place: Range<Int>)) -> [Range<Int>] {
        let (exif, place) = note, start = place.clamped(to: exif.bytes.indices).lowerBound
        guard exif.bytes[start...].starts(with: "SONY ".utf8), let directory = exif.directory(at: start + 12) else { return [] }
        return directory.entries.filter { $0.tag == meteringTag }.compactMap(exif.place).compactMap { value in
            let picture = value.lowerBound + meteringPicture.lowerBound..<value.lowerBound + meteringPicture.upperBound
            return picture.upperBound <= value.upperBound ? picture : nil
        }
    }

    /// Sony's autofocus block; its bytes are replaced one by one, which hides no picture.
    private static let meteringTag = 0x940E
    /// In it, width and height and then 44 x 30 samples of 2 bytes that the meter saw.
    private static let meteringPicture = 0x1A08..<0x1A08 + 44 * 30 * 2
}

extension EXIF {
    /// The maker note, where the photo has one.
    var makerNote: (exif: EXIF, place: Range<Int>)? {
        photoDirectories.lazy.flatMap(\.entries).first { $0.tag == Tag.makerNote }.flatMap(place).map { (self, $0) }
    }
}
