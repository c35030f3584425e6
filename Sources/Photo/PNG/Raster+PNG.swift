import CPNG
import Pixels
import System

extension Raster {
    /// Writes the picture as a PNG file, in the place of any other file at `path` unless `policy` forbids; `photo` is what
    /// `ReplacePolicy` calls the photo itself. Inks are written as RGB.
    ///
    /// - Returns: what the file holds, to tell later whether somebody has changed it.
    @discardableResult
    public func writePNG(
        to path: FilePath, replacing policy: ReplacePolicy = .source, of photo: Photo? = nil
    ) throws(PhotoError) -> FileVersion {
        let picture = model == .cmyk ? rgbFromInks() : self
        let file = try AtomicFile(
            to: path, replacing: policy, source: photo?.version?.identity, failure: { PhotoError($0, path) }
        ) { (file) throws(PhotoError) in
            try PNGWriter.write(picture.header, to: file, path: path) { picture.fillBigEndianRow($0, $1) }
        }
        return try translating({ PhotoError($0, path) }) { () throws(FileError) in
            let version = try file.version
            try file.place()
            return version
        }
    }

    /// The PNG header for the picture, which must not be inks.
    var header: cpng_header {
        let types = [Model.gray: CPNG_GRAY, .grayAlpha: CPNG_GRAY_ALPHA, .rgb: CPNG_RGB, .rgba: CPNG_RGBA]
        return cpng_header(
            width: UInt32(width), height: UInt32(height), bit_depth: Int32(8 * sampleType.bytes),
            color_type: Int32(types[model]!), interlaced: 0, has_transparency: 0)
    }

    /// Row `row` as PNG has it: 16-bit samples with the high byte first.
    func fillBigEndianRow(_ row: Int, _ target: UnsafeMutablePointer<UInt8>) {
        let length = width * bytesPerPixel
        bytes.withUnsafeBufferPointer { target.update(from: $0.baseAddress! + row * length, count: length) }
        guard sampleType == .uint16 else { return }
        target.withMemoryRebound(to: UInt16.self, capacity: length / 2) { samples in
            for index in 0..<length / 2 { samples[index] = samples[index].bigEndian }
        }
    }
}
