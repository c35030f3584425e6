#if TIFF
import Pixels
import System

extension TIFFFormat {
    static func metadata(of job: SaveJob) throws(PhotoError) -> CarriedMetadata {
        let document = try TIFFDocument(job.source, job.limits)
        var metadata = CarriedMetadata()
        func data(_ tag: Int) -> [UInt8]? { document.page[tag].map(document.file.data).flatMap { $0.isEmpty ? nil : $0 } }
        let exif = document.exifBlock
        metadata.exif = exif.isEmpty ? nil : exif
        metadata.xmp = data(TIFFTag.xmp)
        metadata.resources = data(TIFFTag.photoshop) ?? data(TIFFTag.iptc).flatMap(PhotoshopResources.block)
        metadata.resolution = Resolution(EXIF(exif))
        metadata.left = document.left
        return metadata
    }

    static func convert(_ job: SaveJob, _ metadata: CarriedMetadata) throws(PhotoError) -> [String] {
        var metadata = metadata
        var changes = metadata.makeLasting(job.picture, keepsFaces: job.keepsFaces)
        metadata.completeEXIF(hasAll: false, &changes)
        let notes = ["written as TIFF", metadata.lostColorNote].compactMap(\.self)
        try job.write(TIFFWriter(metadata).file(job.picture.raster(), profile: job.profile, path: job.path))
        if metadata.comment != nil, !TIFFWriter(metadata).takesComment { changes.left.append("a comment") }
        return notes + changes.notes
    }
}
#endif
