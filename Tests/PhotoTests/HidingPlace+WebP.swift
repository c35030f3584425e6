#if WebP
import Pixels

extension HidingPlace {
    static var inWebP: [HidingPlace] {
        let picture = Raster(
            width: RedObject.width, height: RedObject.height, model: .rgb, bytes: RedObject.picture(RedObject.width, RedObject.height))
        func file(_ description: String, _ type: String, _ payload: [UInt8], behind: [UInt8] = [], says words: String) -> Self {
            let flags: UInt8 = type == "EXIF" ? 8 : type == "XMP " ? 4 : 0
            let file = try! WebPFile.extended(picture, after: WebPFile.chunk(type, payload), flags: flags) + behind
            return Self("WebP, " + description, payload + behind, in: file, name: "a.webp", says: words)
        }
        return [
            file(
                "EXIF thumbnail, JPEG", "EXIF", directories(picture: preview, compressed: true),
                says: "made anew from the result: the EXIF thumbnail"),
            file(
                "EXIF thumbnail, strips, with JPEG's heading", "EXIF",
                Array("Exif\0\0".utf8) + directories(picture: samples, compressed: false), says: pictures("pictures in EXIF")),
            file("XMP", "XMP ", Array("<a xmpGImg:image='\(encoded)'/>".utf8), says: pictures("previews in XMP")),
            file("unknown chunk, JPEG", "mine", preview, says: pictures("previews of the maker")),
            file("unknown chunk, samples", "mine", samples, says: pictures("unknown data in mine")),
            file("behind the file", "mine", [1], behind: preview, says: pictures("data behind the picture")),
        ]
    }
}
#endif
