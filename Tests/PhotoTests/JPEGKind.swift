import CJPEG
import Glibc
import Testing

/// A kind of JPEG file that the tests make, straight by the library.
struct JPEGKind: Sendable, CustomTestStringConvertible {
    var name: String
    var space = JCS_YCbCr
    /// Sampling factors of the first component; the others have 1 x 1, black the first's.
    var horizontal: Int32 = 1, vertical: Int32 = 1
    var isProgressive = false, isArithmetic = false, hasScanEach = false, isOptimized = false
    var restartInterval: UInt32 = 0
    var writesAdobe = false
    var quality: Int32 = 80

    var testDescription: String { name }
    var components: Int { space == JCS_GRAYSCALE ? 1 : space == JCS_CMYK || space == JCS_YCCK ? 4 : 3 }

    static let all = [
        JPEGKind(name: "4:4:4"),
        JPEGKind(name: "4:2:2", horizontal: 2),
        JPEGKind(name: "4:2:0", horizontal: 2, vertical: 2),
        JPEGKind(name: "4:1:1", horizontal: 4),
        JPEGKind(name: "4:4:0", vertical: 2),
        JPEGKind(name: "4:2:0 progressive", horizontal: 2, vertical: 2, isProgressive: true),
        JPEGKind(name: "4:2:2 restart", horizontal: 2, restartInterval: 3),
        JPEGKind(name: "4:2:0 progressive restart", horizontal: 2, vertical: 2, isProgressive: true, restartInterval: 5),
        JPEGKind(name: "4:2:0 arithmetic", horizontal: 2, vertical: 2, isArithmetic: true),
        JPEGKind(name: "4:4:4 progressive arithmetic", isProgressive: true, isArithmetic: true),
        JPEGKind(name: "4:2:0 a scan each", horizontal: 2, vertical: 2, hasScanEach: true),
        JPEGKind(name: "gray", space: JCS_GRAYSCALE),
        JPEGKind(name: "gray progressive", space: JCS_GRAYSCALE, isProgressive: true),
        JPEGKind(name: "RGB", space: JCS_RGB, writesAdobe: true),
        JPEGKind(name: "CMYK Adobe", space: JCS_CMYK, writesAdobe: true),
        JPEGKind(name: "CMYK plain", space: JCS_CMYK),
        JPEGKind(name: "YCCK 4:2:0 progressive", space: JCS_YCCK, horizontal: 2, vertical: 2, isProgressive: true, writesAdobe: true),
    ]

    private var scanEach: [jpeg_scan_info] {
        (0..<components).map { index in
            var scan = jpeg_scan_info()
            scan.comps_in_scan = 1
            scan.component_index.0 = Int32(index)
            scan.Se = 63
            return scan
        }
    }

    /// Encodes samples of 1, 3 (RGB) or 4 (inks as stored) channels, with these segments in front.
    func encode(_ samples: [UInt8], width: Int, height: Int, segments: [(marker: UInt8, payload: [UInt8])] = []) -> [UInt8] {
        var info = jpeg_compress_struct()
        var manager = jpeg_error_mgr()
        info.err = jpeg_std_error(&manager)
        jpeg_CreateCompress(&info, JPEG_LIB_VERSION, MemoryLayout<jpeg_compress_struct>.size)
        var buffer: UnsafeMutablePointer<UInt8>?
        var count: UInt = 0
        jpeg_mem_dest(&info, &buffer, &count)
        info.image_width = UInt32(width)
        info.image_height = UInt32(height)
        info.input_components = Int32(components)
        info.in_color_space = components == 1 ? JCS_GRAYSCALE : components == 3 ? JCS_RGB : JCS_CMYK
        jpeg_set_defaults(&info)
        jpeg_set_colorspace(&info, space)
        jpeg_set_quality(&info, quality, 1)
        info.comp_info[0].h_samp_factor = horizontal
        info.comp_info[0].v_samp_factor = vertical
        if components == 4 && space == JCS_YCCK {
            for (index, isFine) in [(1, false), (2, false), (3, true)] {
                info.comp_info[index].h_samp_factor = isFine ? horizontal : 1
                info.comp_info[index].v_samp_factor = isFine ? vertical : 1
            }
        }
        info.arith_code = isArithmetic ? 1 : 0
        info.optimize_coding = isOptimized ? 1 : 0
        info.restart_interval = restartInterval
        info.write_Adobe_marker = writesAdobe ? 1 : 0
        if isProgressive { jpeg_simple_progression(&info) }
        scanEach.withUnsafeBufferPointer { script in
            if hasScanEach {
                info.scan_info = script.baseAddress
                info.num_scans = Int32(script.count)
            }
            jpeg_start_compress(&info, 1)
            for segment in segments {
                jpeg_write_marker(&info, Int32(segment.marker), segment.payload, UInt32(segment.payload.count))
            }
            var rows = samples
            rows.withUnsafeMutableBufferPointer { rows in
                for row in 0..<height {
                    var start: UnsafeMutablePointer<UInt8>? = rows.baseAddress! + row * width * components
                    jpeg_write_scanlines(&info, &start, 1)
                }
            }
            jpeg_finish_compress(&info)
        }
        jpeg_destroy_compress(&info)
        defer { free(buffer) }
        return Array(UnsafeBufferPointer(start: buffer, count: Int(count)))
    }
}

/// What a JPEG file holds, read straight by the library.
struct JPEGContents: Equatable {
    struct Component: Equatable {
        var horizontal, vertical: Int32
        var columns, rows: Int
        var table: [UInt16]
        /// 64 coefficients a block.
        var coefficients: [Int16]

        func block(_ column: Int, _ row: Int) -> ArraySlice<Int16> {
            let start = 64 * (row * columns + column)
            return coefficients[start..<start + 64]
        }
    }

    var components: [Component] = []
    var isProgressive = false, isArithmetic = false
    var restartInterval: UInt32 = 0
    var space: UInt32 = 0
    /// Component count and parameters of each scan, as they come.
    var scans: [[UInt8]] = []
    /// APPn and COM.
    var segments: [[UInt8]] = []

    init(_ file: [UInt8]) {
        var info = jpeg_decompress_struct()
        var manager = jpeg_error_mgr()
        info.err = jpeg_std_error(&manager)
        jpeg_CreateDecompress(&info, JPEG_LIB_VERSION, MemoryLayout<jpeg_decompress_struct>.size)
        file.withUnsafeBufferPointer { file in
            jpeg_mem_src(&info, file.baseAddress, UInt(file.count))
            jpeg_read_header(&info, 1)
            let arrays = jpeg_read_coefficients(&info)!
            for index in 0..<Int(info.num_components) {
                let component = info.comp_info[index]
                var coefficients: [Int16] = []
                for row in 0..<component.height_in_blocks {
                    let memory = info.mem!
                    let rows = withUnsafeMutablePointer(to: &info) { pointer in
                        pointer.withMemoryRebound(to: jpeg_common_struct.self, capacity: 1) {
                            memory.pointee.access_virt_barray($0, arrays[index], row, 1, 0)!
                        }
                    }
                    let blocks = UnsafeRawPointer(rows[0]!).assumingMemoryBound(to: Int16.self)
                    coefficients += UnsafeBufferPointer(start: blocks, count: 64 * Int(component.width_in_blocks))
                }
                let table = withUnsafeBytes(of: component.quant_table.pointee.quantval) { Array($0.bindMemory(to: UInt16.self)) }
                components.append(
                    Component(
                        horizontal: component.h_samp_factor, vertical: component.v_samp_factor,
                        columns: Int(component.width_in_blocks), rows: Int(component.height_in_blocks), table: table,
                        coefficients: coefficients))
            }
            isProgressive = info.progressive_mode != 0
            isArithmetic = info.arith_code != 0
            restartInterval = info.restart_interval
            space = info.jpeg_color_space.rawValue
        }
        jpeg_destroy_decompress(&info)
        readMarkers(file)
    }

    private mutating func readMarkers(_ file: [UInt8]) {
        var position = 2
        while position + 4 <= file.count {
            guard file[position] == 0xFF, (0xC0...0xFE).contains(file[position + 1]), !(0xD0...0xD9).contains(file[position + 1]) else {
                position += 1
                continue
            }
            let marker = file[position + 1], end = position + 2 + Int(file[position + 2]) << 8 + Int(file[position + 3])
            switch marker {
            case 0xE0...0xEF, 0xFE: segments.append([marker] + file[position + 4..<end])
            case 0xDA:
                let count = Int(file[position + 4])
                scans.append([UInt8(count)] + file[end - 3..<end])
            default: break
            }
            position = end
        }
    }
}
