import System

/// Records of the IPTC (Information Interchange Model 4.2): a mark, the numbers of record and data set, a length, and the data.
enum IPTC {
    private static let mark: UInt8 = 0x1C, keywords: [UInt8] = [2, 25]

    /// The records without keywords that are one of `names`, in UTF-8 or Latin-1. What cannot be followed stays.
    static func withoutKeywords(_ records: [UInt8], _ names: Set<String>) -> [UInt8] {
        var kept: [UInt8] = [], position = 0
        while let data = data(records, at: position) {
            let isName = records[position + 1..<position + 3].elementsEqual(keywords) && isOne(records[data], of: names)
            if !isName { kept += records[position..<data.upperBound] }
            position = data.upperBound
        }
        return kept + records[position...]
    }

    /// Where the data of the record at `position` lies; nil where it is none, or of more than 32,767 bytes, as no keyword is.
    private static func data(_ records: [UInt8], at position: Int) -> Range<Int>? {
        guard position + 5 <= records.count, records[position] == mark, let length = records.number(at: position + 3, bytes: 2, .bigEndian),
            length < 0x8000, position + 5 + length <= records.count
        else { return nil }
        return position + 5..<position + 5 + length
    }

    private static func isOne(_ text: ArraySlice<UInt8>, of names: Set<String>) -> Bool {
        names.contains(String(decoding: text, as: UTF8.self)) || names.contains(String(String.UnicodeScalarView(text.map { Unicode.Scalar($0) })))
    }
}
