import CJPEG
import Pixels
import System

/// Writing of JPEG files.
enum JPEGWriter {
    /// In what a picture is encoded.
    enum Coding {
        /// The quantization tables and sampling of a reader.
        case like(OpaquePointer, codes: cjpeg_codes = CJPEG_OWN_CODES)
        /// 1 to 100, without subsampling.
        case quality(Int)
    }

    /// Encodes a picture anew.
    static func encode(
        _ size: (width: Int, height: Int), _ model: Raster.Model, _ coding: Coding, segments: [JPEGSegment],
        to file: FileStream, path: FilePath, rows: RowSource
    ) throws(PhotoError) {
        let (reader, codes, quality) =
            switch coding {
            case .like(let reader, let codes): (Optional(reader), codes, 0)
            case .quality(let quality): (nil, CJPEG_OWN_CODES, quality)
            }
        var problem = cjpeg_problem()
        let space = model == .gray ? JCS_GRAYSCALE : model == .rgb ? JCS_RGB : JCS_CMYK
        let status = withoutActuallyEscaping(rows) { rows in
            withUnsafePointer(to: rows) { context in
                segments.withRecords { segments, count in
                    cjpeg_encode(
                        reader, codes, Int32(quality), file, Int32(size.width), Int32(size.height), space, segments, count,
                        { context, row, samples in
                            context!.assumingMemoryBound(to: RowSource.self).pointee(Int(row), samples!)
                        }, UnsafeMutableRawPointer(mutating: context), &problem)
                }
            }
        }
        try check(status, problem, path: path)
    }

    /// Writes the coefficients of `reader` in its own process and tables, and in the same scans where the library can;
    /// whether it could.
    static func writeCoefficients(
        of reader: borrowing JPEGReader, codes: cjpeg_codes = CJPEG_OWN_CODES, scans: [JPEGScan], segments: [JPEGSegment],
        to file: FileStream, path: FilePath
    ) throws(PhotoError) -> Bool {
        let script = scans.map(\.record)
        let isPlain = reader.info.pointee.progressive_mode == 0 && scans.count == 1
        if !isPlain {
            do throws(PhotoError) {
                try write(reader.handle, codes, script: script, segments: segments, to: file, path: path)
                return true
            } catch .cannotEncode {
                file.startOver()
            }
        }
        try write(reader.handle, codes, script: [], segments: segments, to: file, path: path)
        return isPlain
    }

    private static func write(
        _ reader: OpaquePointer, _ codes: cjpeg_codes, script: [jpeg_scan_info], segments: [JPEGSegment],
        to file: FileStream, path: FilePath
    ) throws(PhotoError) {
        var problem = cjpeg_problem()
        let status = script.withUnsafeBufferPointer { script in
            segments.withRecords { segments, count in
                cjpeg_write_coefficients(
                    reader, codes, file, script.isEmpty ? nil : script.baseAddress, Int32(script.count), segments, count, &problem)
            }
        }
        try check(status, problem, path: path)
    }

    static func check(_ status: Int32, _ problem: cjpeg_problem, path: FilePath) throws(PhotoError) {
        guard status != 0 else { return }
        if problem.out_of_memory != 0 { throw .outOfMemory(path: path) }
        throw problem.write_error != 0
            ? .cannotWrite(path: path, errno: problem.write_error)
            : .cannotEncode(path: path, reason: problem.text)
    }
}

extension [JPEGSegment] {
    fileprivate func withRecords<Result>(_ body: (UnsafePointer<cjpeg_segment>?, Int32) -> Result) -> Result {
        withRecords(payload: \.payload) { segment, payload in
            cjpeg_segment(marker: Int32(segment.marker), payload: payload, count: segment.payload.count)
        } body: {
            body($0, $1)
        }
    }
}

extension JPEGScan {
    fileprivate var record: jpeg_scan_info {
        var record = jpeg_scan_info()
        record.comps_in_scan = Int32(components.count)
        withUnsafeMutableBytes(of: &record.component_index) { bytes in
            let indices = bytes.bindMemory(to: Int32.self)
            for (place, component) in components.enumerated() { indices[place] = Int32(component) }
        }
        record.Ss = Int32(spectralStart)
        record.Se = Int32(spectralEnd)
        record.Ah = Int32(successiveHigh)
        record.Al = Int32(successiveLow)
        return record
    }
}
