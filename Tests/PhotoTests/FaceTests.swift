import Foundation
import Photo
import Support
import Testing

/// Names and regions of faces go with the faces, and others stay.
@Suite struct FaceTests {
    /// The object's place in the picture is 0.3 to 0.6 by 0.33 to 0.6.
    private static func packet(_ inner: String) -> String {
        """
        <x:xmpmeta><rdf:RDF><rdf:Description><dc:subject><rdf:Bag><rdf:li>sea</rdf:li><rdf:li>Anna &amp; Co</rdf:li>\
        <rdf:li>Bert</rdf:li></rdf:Bag></dc:subject><Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li> Anna &amp; Co </rdf:li></rdf:Bag>\
        </Iptc4xmpExt:PersonInImage>\(inner)</rdf:Description></rdf:RDF></x:xmpmeta>
        """
    }

    private static func element(_ x: Double, _ y: Double, _ name: String) -> String {
        "<rdf:li rdf:parseType='Resource'><mwg-rs:Area><stArea:h>0.2</stArea:h><stArea:w>0.2</stArea:w><stArea:x>\(x)</stArea:x>"
            + "<stArea:y>\(y)</stArea:y></mwg-rs:Area><mwg-rs:Name>\(name)</mwg-rs:Name></rdf:li>"
    }
    private static func attributes(_ x: Double, _ y: Double, _ name: String) -> String {
        "<rdf:li><rdf:Description mwg-rs:Name='\(name)'><mwg-rs:Area stArea:x='\(x)' stArea:y='\(y)' stArea:d='0.2'/></rdf:Description></rdf:li>"
    }
    private static func pixels(_ x: Double, _ y: Double, _ name: String) -> String {
        attributes(x * 160, y * 120, name).replacing("stArea:d='0.2'", with: "stArea:unit='pixel' stArea:w='20' stArea:h='20'")
    }
    private static func microsoft(_ x: Double, _ y: Double, _ name: String) -> String {
        "<rdf:li MPReg:Rectangle='\(x - 0.1), \(y - 0.1), 0.2, 0.2' MPReg:PersonDisplayName='\(name)'/>"
    }

    private static let kinds: [(list: String, head: String, item: @Sendable (Double, Double, String) -> String)] = [
        ("mwg-rs:RegionList", "", element), ("mwg-rs:RegionList", "", attributes),
        ("mwg-rs:RegionList", "<mwg-rs:AppliedToDimensions stDim:w='160' stDim:h='120' stDim:unit='pixel'/>", pixels),
        ("MPRI:Regions", "", microsoft),
    ]

    private static func file(_ packet: String, isPNG: Bool) -> (bytes: [UInt8], name: String) {
        if isPNG { return (HidingPlace.png("iTXt", Array("XML:com.adobe.xmp\0\0\0\0\0\(packet)".utf8)), "a.png") }
        return (RedObject.jpeg([(0xE1, Array("http://ns.adobe.com/xap/1.0/\0\(packet)".utf8))]), "a.jpg")
    }

    @Test(arguments: 0..<4, [false, true]) func removedFacesGo(kind: Int, isPNG: Bool) throws {
        let kind = Self.kinds[kind], gone = kind.item(0.45, 0.47, "Anna &amp; Co"), kept = kind.item(0.8, 0.8, "Bert")
        func packet(_ items: String) -> String { Self.packet("\(kind.head)<\(kind.list)><rdf:Bag>\(items)</rdf:Bag></\(kind.list)>") }
        let source = Self.file(packet(gone + kept), isPNG: isPNG)
        let (file, report) = try RedObject.save(without: source.bytes, name: source.name)
        let expected = packet(kept).replacing("<rdf:li>Anna &amp; Co</rdf:li>", with: "").replacing("<rdf:li> Anna &amp; Co </rdf:li>", with: "")
        #expect(Data(file).range(of: Data(expected.utf8)) != nil)
        #expect(report.contains("removed the names and regions of 1 face in what was removed"), "\(report)")
    }

    /// ImageMagick writes XMP in digits.
    @Test(arguments: [("xmp", ""), ("APP1", "http://ns.adobe.com/xap/1.0/\0")]) func facesInRawProfiles(name: String, heading: String) throws {
        func text(_ items: String) -> [UInt8] {
            let packet = heading + Self.packet("<mwg-rs:RegionList><rdf:Bag>\(items)</rdf:Bag></mwg-rs:RegionList>")
            let digits = packet.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            return Array("Raw profile type \(name)\0\n\(name)\n\(packet.utf8.count)\n\(digits)\n".utf8)
        }
        let source = HidingPlace.png("tEXt", text(Self.element(0.45, 0.47, "Anna") + Self.element(0.8, 0.8, "Bert")))
        let (file, report) = try RedObject.save(without: source, name: "a.png")
        #expect(report.contains("1 face"), "\(report)")
        let digits = String(decoding: file, as: UTF8.self).filter { $0 != "\n" }
        func hexadecimal(_ text: String) -> String { text.utf8.map { String($0, radix: 16) }.joined() }
        #expect(digits.contains(hexadecimal("<mwg-rs:Name>Bert")) && !digits.contains(hexadecimal("<mwg-rs:Name>Anna")))
    }

    @Test func facesElsewhereStay() throws {
        let packet = Self.packet("<mwg-rs:RegionList><rdf:Bag>\(Self.element(0.8, 0.8, "Anna"))</rdf:Bag></mwg-rs:RegionList>")
        let source = Self.file(packet, isPNG: false)
        let (file, report) = try RedObject.save(without: source.bytes, name: source.name)
        #expect(Data(file).range(of: Data(packet.utf8)) != nil && !report.contains("face"), "\(report)")
    }

    /// Whoever wants them keeps them.
    @Test(arguments: [false, true]) func facesAreKeptWhenAsked(isPNG: Bool) throws {
        let packet = Self.packet("<mwg-rs:RegionList><rdf:Bag>\(Self.element(0.45, 0.47, "Anna"))</rdf:Bag></mwg-rs:RegionList>")
        let source = Self.file(packet, isPNG: isPNG), folder = try TemporaryFolder()
        try Data(source.bytes).write(to: URL(filePath: folder.path(source.name)))
        let photo = try Photo.load(path: folder.path(source.name)), all = [UInt8](repeating: 1, count: 160 * 120)
        var options = SaveOptions()
        options.keepsFaces = true
        let report = try photo.save(photo.raster, changed: all, to: folder.path("b" + source.name), options)
        #expect(Data(try fileBytes(folder.path("b" + source.name))).range(of: Data(packet.utf8)) != nil)
        #expect(!report.description.contains("face"), "\(report)")
    }

    /// Regions are in terms of the stored rows, whatever the orientation, unless they say that they apply to the upright picture.
    @Test(arguments: [6, 8], [false, true]) func regionsOfTurnedPictures(orientation: Int, isUpright: Bool) throws {
        // The middle of the object, stored and turned by 90 degrees.
        let stored = (x: 72.0 / 160, y: 56.0 / 120)
        let upright = orientation == 6 ? (x: 1 - stored.y, y: stored.x) : (x: stored.y, y: 1 - stored.x)
        let place = isUpright ? upright : stored, sides = isUpright ? (120, 160) : (160, 120)
        let head = "<mwg-rs:AppliedToDimensions stDim:w='\(sides.0)' stDim:h='\(sides.1)'/>"
        let packet = Self.packet("\(head)<mwg-rs:RegionList><rdf:Bag>\(Self.element(place.x, place.y, "Anna"))</rdf:Bag></mwg-rs:RegionList>")
        let exif: [UInt8] = [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1] + RedObject.entry(0x0112, 3, 1, orientation) + RedObject.number(0)
        let source = RedObject.jpeg([
            (0xE1, Array("Exif\0\0".utf8) + exif), (0xE1, Array("http://ns.adobe.com/xap/1.0/\0\(packet)".utf8)),
        ])
        #expect(try RedObject.save(without: source, name: "a.jpg").report.contains("1 face"))
    }

    /// A packet that is too long for a segment goes on in others, in parts that say how long the whole is and where each is.
    @Test func facesInExtendedXMP() throws {
        let regions = Self.packet(
            "<mwg-rs:RegionList><rdf:Bag>\(Self.element(0.45, 0.47, "Anna &amp; Co"))\(Self.element(0.8, 0.8, "Bert"))</rdf:Bag></mwg-rs:RegionList>")
        let whole = Array(regions.utf8), digits = Array("0123456789ABCDEF0123456789ABCDEF".utf8), cut = 200
        func part(_ range: Range<Int>) -> (marker: UInt8, payload: [UInt8]) {
            (
                0xE1,
                Array("http://ns.adobe.com/xmp/extension/\0".utf8) + digits + RedObject.number(whole.count) + RedObject.number(range.lowerBound)
                    + whole[range]
            )
        }
        let main =
            "<x:xmpmeta><rdf:Description xmpNote:HasExtendedXMP='0123456789ABCDEF0123456789ABCDEF'><dc:subject><rdf:Bag><rdf:li>Anna &amp; Co</rdf:li></rdf:Bag></dc:subject></rdf:Description></x:xmpmeta>"
        // The parts need not come in their order.
        let source = RedObject.jpeg([
            (0xE1, Array("http://ns.adobe.com/xap/1.0/\0\(main)".utf8)), part(cut..<whole.count), part(0..<cut),
        ])
        let (file, report) = try RedObject.save(without: source, name: "a.jpg")
        #expect(report.contains("1 face"), "\(report)")
        let heads = Data(file).ranges(of: Data("http://ns.adobe.com/xmp/extension/\0".utf8) + Data(digits))
        try #require(heads.count == 2)
        let parts = heads.map { head in Array(file[head.upperBound + 8..<head.upperBound + 8 + (head == heads[0] ? whole.count - cut : cut)]) }
        let saved = String(decoding: parts[1] + parts[0], as: UTF8.self)
        #expect(!saved.contains("Anna") && saved.contains("Bert") && saved.contains("0.8") && !saved.contains("0.45"))
        #expect(saved.trimmingCharacters(in: .whitespaces).hasSuffix("</x:xmpmeta>"))
        #expect(Data(file).range(of: Data("Anna".utf8)) == nil)
    }

    /// IPTC's keywords (2:25) repeat names, in UTF-8 or Latin-1; others, and captions, are not touched.
    @Test(arguments: [String.Encoding.utf8, .isoLatin1]) func namesInIPTC(encoding: String.Encoding) throws {
        func record(_ dataSet: UInt8, _ text: String) -> [UInt8] {
            let bytes = Array(text.data(using: encoding)!)
            return [0x1C, 2, dataSet, 0, UInt8(bytes.count)] + bytes
        }
        func resource(_ identifier: Int, _ data: [UInt8]) -> [UInt8] {
            Array("8BIM".utf8) + [UInt8(identifier >> 8), UInt8(identifier & 255), 0, 0] + RedObject.number(data.count) + data
                + [UInt8](repeating: 0, count: data.count % 2)
        }
        let name = "Ren\u{E9}e", kept = record(25, "sea") + record(120, "\(name) at the sea")
        let sum = resource(1061, [UInt8](repeating: 7, count: 16)) + resource(1060, Array("<x:xmpmeta>\(name)</x:xmpmeta>".utf8)),
            other = resource(1005, [1, 2, 3])
        let packet = Self.packet("<mwg-rs:RegionList><rdf:Bag>\(Self.element(0.45, 0.47, name))</rdf:Bag></mwg-rs:RegionList>")
        let source = RedObject.jpeg([
            (0xE1, Array("http://ns.adobe.com/xap/1.0/\0\(packet)".utf8)),
            (0xED, Array("Photoshop 3.0\0".utf8) + resource(1028, record(25, name) + kept) + sum + other),
        ])
        let (file, report) = try RedObject.save(without: source, name: "a.jpg")
        #expect(report.contains("1 face"), "\(report)")
        #expect(Data(file).range(of: Data(Array("Photoshop 3.0\0".utf8) + resource(1028, kept) + other)) != nil)
    }
}
