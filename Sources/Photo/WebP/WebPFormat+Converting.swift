#if WebP
import Pixels

extension WebPFormat {
    static func metadata(of job: SaveJob) throws(PhotoError) -> CarriedMetadata {
        let chunks = try WebPChunks(job.source.bytes, path: job.source.path, limits: job.limits)
        var metadata = CarriedMetadata()
        metadata.exif = chunks.exif
        metadata.xmp = chunks.xmp
        metadata.resolution = chunks.exif.flatMap { Resolution(EXIF($0)) }
        let known = [WebPChunks.profile, WebPChunks.exif, WebPChunks.xmp]
        metadata.left = (chunks.before + chunks.after).map(\.type).filter { !known.contains($0) }
        if chunks.trailingBytes > 0 { metadata.left.append("data behind the picture") }
        return metadata
    }

    static func convert(_ job: SaveJob, _ metadata: CarriedMetadata) throws(PhotoError) -> [String] {
        var metadata = metadata
        var changes = metadata.makeLasting(job.picture, keepsFaces: job.keepsFaces)
        let how = job.quality.map { job.lossNote(name, quality: $0) } ?? "written as WebP without loss"
        var notes = [how, metadata.lostColorNote].compactMap(\.self)
        let raster = job.picture.raster(), isColor = raster.model == .rgb || raster.model == .rgba
        if raster.sampleType != .uint8 { notes.append("reduced to 8 bits") }
        if !isColor, raster.model == .cmyk || job.profile != nil { notes.append("converted to sRGB, as WebP has no inks and no gray") }
        let colors = raster.inRGB(through: isColor ? nil : job.profile)
        let samples = try WebPCodec.chunks(
            width: colors.width, height: colors.height, hasAlpha: colors.model.hasAlpha, quality: job.quality, path: job.path
        ) { row, target in
            colors.bytes.withUnsafeBufferPointer {
                let length = colors.width * colors.channels
                target.update(from: $0.baseAddress! + row * length, count: length)
            }
        }
        metadata.completeEXIF(hasAll: true, &changes)
        let chunks = WebPChunks(metadata.webPChunks(profile: isColor ? job.profile : nil, &changes), limits: job.limits)
        try job.write(chunks.file(samples, width: colors.width, height: colors.height, hasAlpha: colors.model.hasAlpha))
        return notes + changes.notes
    }
}

extension CarriedMetadata {
    /// What has a place in a WebP file.
    fileprivate func webPChunks(profile: [UInt8]?, _ changes: inout MetadataChanges) -> [WebPChunks.Chunk] {
        if resources != nil { changes.left.append("Photoshop's resources with IPTC") }
        let parts = [(WebPChunks.profile, profile), (WebPChunks.exif, exif), (WebPChunks.xmp, xmp)]
        return parts.compactMap { type, payload in payload.map { WebPChunks.Chunk(type: type, payload: $0) } }
    }
}
#endif
