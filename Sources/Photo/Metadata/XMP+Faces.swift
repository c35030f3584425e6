/// Faces that were marked in the photo: the regions of the Metadata Working Group (MWG guidelines 2.0, 5.9) and of
/// Microsoft's photo programs (People Tagging), and the lists of persons and keywords that repeat their names.
extension XMP {
    /// Where a face is, from 0 to 1 of the picture's sides.
    struct Face {
        let left, top, right, bottom: Double
        let name: String
    }

    /// Sides of the picture to which the regions apply, in pixels.
    typealias Sides = (width: Double, height: Double)

    /// Whether a face lies in what was removed.
    typealias FaceTest = (Face, Sides?) -> Bool

    private static let regionLists = ["mwg-rs:RegionList", "MPRI:Regions"].map { Array($0.utf8) }
    private static let nameLists = [
        "Iptc4xmpExt:PersonInImage", "dc:subject", "lr:hierarchicalSubject", "digiKam:TagsList", "MicrosoftPhoto:LastKeywordXMP",
        "MicrosoftPhoto:LastKeywordIPTC",
    ].map { Array($0.utf8) }

    /// The packet without the faces of which `isRemoved` is true, and how many they are; nil where there is none.
    ///
    /// A name goes from the lists, too, unless a face that is kept has the same.
    static func withoutFaces(_ packet: [UInt8], _ isRemoved: FaceTest) -> (packet: [UInt8], count: Int)? {
        var faces = RemovedFaces()
        let kept = withoutRegions(packet, &faces, isRemoved)
        return faces.count == 0 ? nil : (withoutNames(kept, faces.names), faces.count)
    }

    /// The packet without the regions of faces of which `isRemoved` is true.
    static func withoutRegions(_ packet: [UInt8], _ faces: inout RemovedFaces, _ isRemoved: FaceTest) -> [UInt8] {
        let sides = sides(packet)
        return withoutItems(packet, of: regionLists) { item in
            guard let face = face(values(packet, in: item), sides) else { return false }
            let isGone = isRemoved(face, sides)
            faces.note(face.name, isRemoved: isGone)
            return isGone
        }
    }

    /// The packet whose lists have not these names.
    static func withoutNames(_ packet: [UInt8], _ names: Set<String>) -> [UInt8] {
        withoutItems(packet, of: nameLists) { item in
            let text = text(packet, behind: tagEnd(packet, from: item.lowerBound) ?? item.upperBound)
            // Keywords may be paths: People|Anna, People/Anna.
            return names.contains(text) || text.split { $0 == "|" || $0 == "/" }.last.map { names.contains(String($0)) } == true
        }
    }

    /// The packet for a picture that is written upright: without regions, which are told for the picture as it lay in the file,
    /// and with an orientation, if it says one, of 1.
    static func upright(_ packet: [UInt8]) -> [UInt8] {
        var kept = withoutItems(packet, of: regionLists) { _ in true }
        let name = Array("tiff:Orientation".utf8)
        for range in kept.ranges(of: name).reversed() {
            // An attribute's value or an element's text.
            let value = kept[range.upperBound...].prefix(4).firstIndex { (UInt8(ascii: "2")...UInt8(ascii: "8")).contains($0) }
            if let value { kept[value] = UInt8(ascii: "1") }
        }
        return kept
    }

    /// The packet without the items, `rdf:li`, of these lists of which `isUnwanted` is true.
    private static func withoutItems(_ packet: [UInt8], of lists: [[UInt8]], _ isUnwanted: (Range<Int>) -> Bool) -> [UInt8] {
        var kept: [UInt8] = []
        var position = 0, listEnd = 0
        kept.reserveCapacity(packet.count)
        while position < packet.count {
            guard packet[position] == UInt8(ascii: "<"), let end = tagEnd(packet, from: position) else {
                // A tag without an end is the last there is.
                let next = packet[position] == UInt8(ascii: "<") ? packet.count : position + 1
                kept += packet[position..<next]
                position = next
                continue
            }
            let name = name(packet[(position + 1)..<end])
            if position >= listEnd, lists.contains(where: { name.elementsEqual($0) }) {
                listEnd = elementEnd(packet, tag: position..<end)
            } else if position < listEnd, name.elementsEqual("rdf:li".utf8) {
                let item = position..<elementEnd(packet, tag: position..<end)
                if !isUnwanted(item) { kept += packet[item] }
                position = item.upperBound
                continue
            }
            kept += packet[position..<end]
            position = end
        }
        return kept
    }

    /// Values of attributes and of elements without others in them, by name; of equal names the first.
    private static func values(_ packet: [UInt8], in range: Range<Int>) -> [String: String] {
        var values: [String: String] = [:]
        func keep(_ name: ArraySlice<UInt8>, _ value: String) {
            let name = String(decoding: name, as: UTF8.self)
            if values[name] == nil { values[name] = value }
        }
        var position = range.lowerBound
        while position < range.upperBound {
            guard packet[position] == UInt8(ascii: "<"), let end = tagEnd(packet, from: position) else {
                position += 1
                continue
            }
            let tag = packet[position..<end], tagName = name(tag.dropFirst())
            var place = tagName.endIndex
            while let start = tag[place...].firstIndex(where: { !isSpace($0) }), let value = attributeValue(tag, from: start) {
                keep(name(tag[start...]), unescaped(packet[value]))
                place = value.upperBound + 1
            }
            if packet[end - 2] != UInt8(ascii: "/") { keep(tagName, text(packet, behind: end)) }
            position = end
        }
        return values
    }

    /// The text from `start` to the next tag.
    private static func text(_ packet: [UInt8], behind start: Int) -> String {
        unescaped(packet[start...].prefix { $0 != UInt8(ascii: "<") })
    }

    /// Text without spaces around it; no name and no number is longer than 1,024 bytes.
    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
        var bytes = bytes.drop(while: isSpace).prefix(1024)
        while let last = bytes.last, isSpace(last) { bytes.removeLast() }
        var text = String(decoding: bytes, as: UTF8.self)
        guard bytes.contains(UInt8(ascii: "&")) else { return text }
        for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")] {
            text = text.replacing(entity, with: character)
        }
        return text
    }

    /// What the photo's sides were when its regions were drawn.
    private static func sides(_ packet: [UInt8]) -> Sides? {
        let name = Array("mwg-rs:AppliedToDimensions".utf8)
        var position = 0
        while let start = packet[position...].firstIndex(of: UInt8(ascii: "<")), let end = tagEnd(packet, from: start) {
            if self.name(packet[(start + 1)..<end]).elementsEqual(name) {
                let values = values(packet, in: start..<elementEnd(packet, tag: start..<end))
                guard let width = values["stDim:w"].flatMap(Double.init), let height = values["stDim:h"].flatMap(Double.init),
                    width > 0, height > 0
                else { return nil }
                return (width, height)
            }
            position = end
        }
        return nil
    }

    private static func face(_ values: [String: String], _ sides: Sides?) -> Face? {
        func number(_ name: String) -> Double? { values[name].flatMap(Double.init) }
        if let rectangle = values["MPReg:Rectangle"] {
            let numbers = rectangle.split { $0 == "," || $0 == " " }.compactMap { Double($0) }
            guard numbers.count == 4 else { return nil }
            return Face(
                left: numbers[0], top: numbers[1], right: numbers[0] + numbers[2], bottom: numbers[1] + numbers[3],
                name: values["MPReg:PersonDisplayName"] ?? "")
        }
        guard let x = number("stArea:x"), let y = number("stArea:y") else { return nil }
        // A circle has a diameter, and a point neither.
        let width = number("stArea:w") ?? number("stArea:d") ?? 0, height = number("stArea:h") ?? number("stArea:d") ?? 0
        let isInPixels = values["stArea:unit"] == "pixel"
        let unit: Sides = isInPixels ? sides ?? (1, 1) : (1, 1)
        return Face(
            left: (x - width / 2) / unit.width, top: (y - height / 2) / unit.height, right: (x + width / 2) / unit.width,
            bottom: (y + height / 2) / unit.height, name: values["mwg-rs:Name"] ?? "")
    }
}

extension Composition {
    /// Whether half of a face or more was removed.
    ///
    /// Regions are in terms of the file's rows, unless the sides that they apply to are those of the upright picture alone.
    func removes(_ face: XMP.Face, of sides: XMP.Sides?) -> Bool {
        let isUpright = orientation.isTransposed && sides.map { ($0.width > $0.height) != (width > height) } == true
        let size = isUpright ? (width: original.width, height: original.height) : (width: width, height: height)
        // As many points as tell a half; a face is looked at in no more time for being large.
        let steps = 16
        func place(_ index: Int, _ start: Double, _ end: Double, _ length: Int) -> Int? {
            let position = (start + (end - start) * (Double(index) + 0.5) / Double(steps)) * Double(length)
            return position >= 0 && position < Double(length) ? Int(position) : nil
        }
        var inside = 0, removed = 0
        for row in 0..<steps {
            guard let y = place(row, face.top, face.bottom, size.height) else { continue }
            for column in 0..<steps {
                guard let x = place(column, face.left, face.right, size.width) else { continue }
                inside += 1
                if changed[isUpright ? y * original.width + x : pixel(x, y)] != 0 { removed += 1 }
            }
        }
        return inside > 0 && 2 * removed >= inside
    }
}
