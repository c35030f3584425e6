import Foundation
import Testing

/// A place of a file where a picture of the removed object may be left.
struct HidingPlace: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// What a carver would look into, and the file with it.
    let hidden, file: [UInt8]
    let name: String
    /// What the program says of it.
    let words: String

    init(_ description: String, _ hidden: [UInt8], in file: [UInt8], name: String, says words: String) {
        testDescription = description
        self.hidden = hidden
        self.file = file
        self.name = name
        self.words = words
    }

    static var all: [HidingPlace] {
        #if WebP
        inJPEG + inPNG + inWebP
        #else
        inJPEG + inPNG
        #endif
    }

    static let preview = JPEGKind(name: "", horizontal: 2).encode(RedObject.picture(80, 60), width: 80, height: 60)
    static let samples = RedObject.picture(40, 30)
    static let encoded = Data(preview).base64EncodedString()

    private static var inJPEG: [HidingPlace] {
        func segment(_ description: String, _ segments: [(marker: UInt8, payload: [UInt8])], behind: [UInt8] = [], says words: String) -> Self {
            Self(
                description, segments.flatMap(\.payload) + behind, in: RedObject.jpeg(segments) + behind, name: "a.jpg", says: words)
        }
        func text(_ text: String) -> [UInt8] { Array(text.utf8) }
        func exif(_ block: [UInt8]) -> (marker: UInt8, payload: [UInt8]) { (0xE1, text("Exif\0\0") + block) }
        func xmp(_ packet: String) -> (marker: UInt8, payload: [UInt8]) { (0xE1, text("http://ns.adobe.com/xap/1.0/\0" + packet)) }
        func extended(_ packet: String) -> [(marker: UInt8, payload: [UInt8])] {
            // In two parts, the later one first.
            let bytes = text(packet), border = bytes.count * 9 / 10
            return [border, 0].map { start in
                let part = Array(bytes[start..<(start == 0 ? border : bytes.count)])
                let digits = text(String(repeating: "A", count: 32))
                return (0xE1, text("http://ns.adobe.com/xmp/extension/\0") + digits + number(bytes.count) + number(start) + part)
            }
        }
        func resource(_ identifier: Int, _ data: [UInt8]) -> (marker: UInt8, payload: [UInt8]) {
            let padding = [UInt8](repeating: 0, count: data.count % 2)
            return (
                0xED, text("Photoshop 3.0\08BIM") + [UInt8(identifier >> 8), UInt8(identifier & 255), 0, 0] + number(data.count) + data + padding
            )
        }
        let goesOn = "<x:xmpmeta><a xmpNote:HasExtendedXMP='\(String(repeating: "A", count: 32))'/></x:xmpmeta>"
        let video = number(24) + text("ftypmp42") + number(0) + text("mp42isom") + number(preview.count + 8) + text("mdat") + preview
        let index: (marker: UInt8, payload: [UInt8]) = (0xE2, text("MPF\0MM") + [0, 42] + number(8) + [0, 0] + number(0))
        return [
            segment(
                "EXIF thumbnail, JPEG", [exif(directories(picture: preview, compressed: true))],
                says: "made anew from the result: the EXIF thumbnail"),
            segment(
                "EXIF thumbnail, strips", [exif(directories(picture: samples, compressed: false))],
                says: pictures("pictures in EXIF")),
            segment(
                "EXIF below the first directory, strips", [exif(below(picture: samples, compressed: false))],
                says: pictures("pictures in EXIF")),
            segment(
                "EXIF below the first directory, JPEG", [exif(below(picture: preview, compressed: true))],
                says: pictures("pictures in EXIF")),
            segment("EXIF first directory's own strips", [exif(own(0x0111, 0x0117))], says: pictures("pictures in EXIF")),
            segment("EXIF first directory's own tiles", [exif(own(0x0144, 0x0145))], says: pictures("pictures in EXIF")),
            segment("EXIF thumbnail data of GDI+", [exif(value(0x501B, samples))], says: pictures("pictures in EXIF")),
            segment("EXIF maker's note", [exif(value(0x927C, text("maker") + preview))], says: pictures("pictures in EXIF")),
            segment("EXIF with XMP in it", [exif(value(0x02BC, text("<a b='\(encoded)'/>")))], says: pictures("pictures in EXIF")),
            segment(
                "JFIF thumbnail", [(0xE0, text("JFIF\0") + [1, 2, 0, 0, 1, 0, 1, 40, 30] + samples)],
                says: "made anew from the result: the JFIF thumbnail"),
            segment("JFIF extension, JPEG", [(0xE0, text("JFXX\0") + [0x10] + preview)], says: pictures("the JFIF thumbnail")),
            segment(
                "JFIF extension, samples", [(0xE0, text("JFXX\0") + [0x13, 40, 30] + samples)],
                says: pictures("the JFIF thumbnail")),
            segment(
                "XMP thumbnail", [xmp("<x:xmpmeta><xmp:Thumbnails><rdf:li xmpGImg:image='\(encoded)'/></xmp:Thumbnails></x:xmpmeta>")],
                says: pictures("previews in XMP")),
            segment(
                "XMP under any name, in lines", [xmp("<any:name>\(encoded.prefix(76))&#xA;\n\(encoded.dropFirst(76))</any:name>")],
                says: pictures("previews in XMP")),
            segment(
                "extended XMP: depth map", [xmp(goesOn)] + extended("<a GDepth:Data='\(encoded)'/>"),
                says: pictures("previews in XMP, extended XMP")),
            segment(
                "Photoshop 5's thumbnail", [resource(1036, [UInt8](repeating: 0, count: 28) + preview)],
                says: pictures("pictures in Photoshop's resources")),
            segment(
                "Photoshop 4's thumbnail", [resource(1033, [UInt8](repeating: 0, count: 28) + preview)],
                says: pictures("pictures in Photoshop's resources")),
            segment(
                "Photoshop's copy of EXIF", [resource(1058, directories(picture: samples, compressed: false))],
                says: pictures("pictures in Photoshop's resources")),
            segment(
                "Photoshop's copy of XMP", [resource(1060, text("<xmp:Thumbnails>\(encoded)</xmp:Thumbnails>"))],
                says: pictures("pictures in Photoshop's resources")),
            segment(
                "IPTC's preview", [resource(1028, [0x1C, 2, 202] + number(preview.count).suffix(2) + preview)],
                says: pictures("pictures in Photoshop's resources")),
            segment(
                "Adobe's namespace, neither XMP nor its extension", [(0xE1, text("http://ns.adobe.com/other/\0") + preview)],
                says: pictures("previews of the maker")),
            segment(
                "maker's segments, a picture over two",
                [(0xE5, text("maker") + preview.prefix(900)), (0xE5, text("maker") + preview.dropFirst(900))],
                says: pictures("previews of the maker")),
            segment("comment in base64", [(0xFE, text(encoded))], says: pictures("previews of the maker")),
            segment(
                "HP's preview, luma and chroma", [(0xE4, text("HPSC") + number(1) + number(40) + number(30) + chromaticSamples)],
                says: pictures("HP's preview")),
            segment(
                "FLIR's thermal picture, TIFF", [(0xE1, text("FLIR\0") + [1, 0, 0] + text("FFF\0") + own(0x0111, 0x0117))],
                says: pictures("FLIR's thermal data")),
            segment("Scalado's index", [(0xE4, text("SCALADO\0") + samples)], says: pictures("Scalado's index")),
            segment(
                "Sony Ericsson's preview, ETC1", [exif(value(0x927C, text("Sony mobile") + etcPicture + text("behind")))],
                says: pictures("pictures in EXIF")),
            segment("Sony's metering picture", [exif(sonyNote)], says: pictures("pictures in EXIF")),
            segment(
                "Kodak's copy of a scan", [(0xE3, text("Meta\0\0") + value(0xC350, RedObject.scan))], says: pictures("pictures in Kodak's metadata")),
            segment("unknown segment, samples", [(0xE7, text("MAKER\0") + samples)], says: pictures("unknown data in APP7 (MAKER)")),
            segment(
                "unknown segments, samples in small parts", (0..<4).map { (0xE7, Array(samples[$0 * 900..<($0 + 1) * 900])) },
                says: pictures("unknown data in APP7")),
            segment("comment, samples", [(0xFE, samples)], says: pictures("unknown data in a comment")),
            segment(
                "motion photo: video behind the picture", [xmp("<a GCamera:MotionPhoto='1' GCamera:MotionPhotoVersion='1'/>")], behind: video,
                says: pictures("previews in XMP, data behind the picture")),
            segment(
                "gain map behind the picture, in an index", [index, xmp("<a hdrgm:Version='1.0'/>")], behind: preview,
                says: pictures("the index of further pictures, previews in XMP, data behind the picture")),
            Self(
                "further picture behind one without an end marker", preview, in: RedObject.jpeg([]).dropLast(2) + preview,
                name: "a.jpg", says: "blocks encoded anew; " + pictures("data behind the picture")),
        ]
    }

    static func pictures(_ names: String) -> String { "removed what could show the old picture: \(names)" }
    private static func number(_ value: Int) -> [UInt8] { RedObject.number(value) }
    private static let head: [UInt8] = [0x4D, 0x4D, 0, 42, 0, 0, 0, 8]

    /// Entries that point at a picture: a JPEG file, or samples.
    private static func entries(_ position: Int, _ picture: [UInt8], compressed: Bool) -> [UInt8] {
        let tags = compressed ? (0x0201, 0x0202) : (0x0111, 0x0117)
        return [0, 2] + RedObject.entry(tags.0, 4, 1, position) + RedObject.entry(tags.1, 4, 1, picture.count) + number(0)
    }

    /// EXIF with a second directory, the thumbnail's.
    static func directories(picture: [UInt8], compressed: Bool) -> [UInt8] {
        let second = 8 + 2 + 12 + 4
        return head + [0, 1] + RedObject.entry(0x0112, 3, 1, 1) + number(second)
            + entries(second + 30, picture, compressed: compressed) + picture
    }

    /// EXIF with a directory below the first.
    private static func below(picture: [UInt8], compressed: Bool) -> [UInt8] {
        let second = 8 + 2 + 12 + 4
        return head + [0, 1] + RedObject.entry(0x014A, 4, 1, second) + number(0)
            + entries(second + 30, picture, compressed: compressed) + picture
    }

    /// EXIF whose first directory has samples of its own.
    private static func own(_ offsets: Int, _ lengths: Int) -> [UInt8] {
        head + [0, 2] + RedObject.entry(offsets, 4, 1, 38) + RedObject.entry(lengths, 4, 1, samples.count) + number(0) + samples
    }

    /// Cb, Y, Cr, Y for two pixels each.
    private static let chromaticSamples: [UInt8] = stride(from: 0, to: samples.count, by: 6).flatMap { start -> [UInt8] in
        samples[start] == 230
            ? [RedObject.chroma.blue, RedObject.luma, RedObject.chroma.red, RedObject.luma]
            : [128, samples[start], 128, samples[start + 3]]
    }

    /// "PKM 10", the sides, padded and not, and blocks.
    private static var etcPicture: [UInt8] {
        let blocks = (0..<7).flatMap { row in
            (0..<10).flatMap { column -> [UInt8] in
                let pixel = 3 * (row * 4 * 40 + column * 4)
                return RedObject.etcBlock(samples[pixel], samples[pixel + 1], samples[pixel + 2])
            }
        }
        return Array("PKM 10".utf8) + [0, 0, 0, 40, 0, 28, 0, 40, 0, 28] + blocks
    }

    /// Sony's maker note with its autofocus block, in which the metering picture of 44 x 30 samples in 16 bits lies.
    private static var sonyNote: [UInt8] {
        let picture = RedObject.picture(44, 30),
            meter = stride(from: 0, to: picture.count, by: 3).flatMap { pixel -> [UInt8] in
                [picture[pixel] == 230 ? RedObject.luma : picture[pixel], 0]
            }
        let block = SonyCipher.enciphered([UInt8](repeating: 7, count: 0x1A06) + [44, 30] + meter)
        let note = Array("SONY DSC \0\0\0".utf8) + [0, 1] + RedObject.entry(0x940E, 7, block.count, 26 + 12 + 18) + number(0) + block
        return value(0x927C, note)
    }

    /// EXIF with one value of any bytes.
    private static func value(_ tag: Int, _ bytes: [UInt8]) -> [UInt8] {
        head + [0, 1] + RedObject.entry(tag, 7, bytes.count, 26) + number(0) + bytes
    }

    private static var inPNG: [HidingPlace] {
        func file(_ description: String, _ type: String, _ payload: [UInt8], behind: [UInt8] = [], says words: String) -> Self {
            let file = png(type, payload) + behind
            return Self(description, payload + behind, in: file, name: "a.png", says: words)
        }
        func text(_ text: String) -> [UInt8] { Array(text.utf8) }
        let profile = text("Exif\0\0") + directories(picture: samples, compressed: false)
        let digits = "\nexif\n    \(profile.count)\n" + profile.map { String(format: "%02x", $0) }.joined()
        let packet = "<a xmpGImg:image='\(encoded)'/>", inProfile = pictures("pictures in a raw profile")
        return [
            file("eXIf, strips", "eXIf", directories(picture: samples, compressed: false), says: pictures("pictures in EXIF")),
            file("eXIf, JPEG", "eXIf", directories(picture: preview, compressed: true), says: pictures("pictures in EXIF")),
            file("XMP", "iTXt", text("XML:com.adobe.xmp\0\0\0\0\0" + packet), says: pictures("previews in XMP")),
            file("XMP, deflated", "iTXt", text("XML:com.adobe.xmp\0\u{1}\0\0\0") + PNGFile.deflated(text(packet)), says: pictures("previews in XMP")),
            file("raw profile in digits", "tEXt", text("Raw profile type exif\0" + digits), says: inProfile),
            file("raw profile in digits, deflated", "zTXt", text("Raw profile type exif\0\0") + PNGFile.deflated(text(digits)), says: inProfile),
            file("text under any name", "tEXt", text("Comment\0" + encoded), says: pictures("text that holds a picture")),
            file("unknown chunk, samples", "prVw", samples, says: pictures("unknown data in prVw")),
            file("eXIf with JPEG's heading", "eXIf", profile, says: pictures("pictures in EXIF")),
            file("chunk of the maker", "prVw", preview, says: pictures("previews of the maker")),
            file("chunk not safe to copy", "prVW", preview, says: "left out chunks that no longer hold: prVW"),
            file("data behind the picture", "teSt", [], behind: preview, says: pictures("data behind the picture")),
        ]
    }

    /// The photo with one more chunk.
    static func png(_ type: String, _ payload: [UInt8]) -> [UInt8] {
        let rows = RedObject.picture(RedObject.width, RedObject.height), stride = RedObject.width * 3
        let filtered = (0..<RedObject.height).flatMap { [0] + rows[$0 * stride..<($0 + 1) * stride] }
        let header = PNGFile.header(width: RedObject.width, height: RedObject.height, colorType: 2)
        return PNGFile.bytes([header, (type, payload), ("IDAT", PNGFile.deflated(filtered)), ("IEND", [])])
    }
}
