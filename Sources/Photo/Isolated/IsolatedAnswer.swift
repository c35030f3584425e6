import System

/// What the process that decodes a file tells of it: its header, in front of the samples, or why there is none.
///
/// It was made of foreign bytes by a process that these may have got hold of, so that nothing in it is taken on trust.
struct IsolatedAnswer {
    private(set) var header = IsolatedHeader()
    private var kind = Kind.header
    private var reason = ""

    private enum Kind: Int { case header, unsupported, damaged, tooManyPixels, tooMuchMetadata, failed }

    init(_ header: IsolatedHeader) { self.header = header }

    init(_ error: PhotoError) {
        switch error {
        case .unsupported(_, let reason): (kind, self.reason) = (.unsupported, reason)
        case .damaged(_, let reason): (kind, self.reason) = (.damaged, reason)
        case .tooManyPixels(_, let width, let height, _): (kind, header.width, header.height) = (.tooManyPixels, width, height)
        case .tooMuchMetadata: kind = .tooMuchMetadata
        default: kind = .failed
        }
    }

    /// Numbers of 8 bytes, and then blocks, each of as many bytes as the number in front of it says.
    var bytes: [UInt8] {
        let flags = [header.isGray, header.isDeep, header.hasAlpha, header.hasProfile].map { $0 ? 1 : 0 }
        let texts = [reason, header.convertedColors ?? "", header.lostColors ?? "", header.left.joined(separator: "\n")].map { Array($0.utf8) }
        let blocks = texts + [header.profile ?? [], header.exif ?? [], header.xmp ?? [], header.colorCode.map { [$0.primaries, $0.transfer] } ?? []]
        return ([kind.rawValue, header.width, header.height] + flags).flatMap(Self.number) + blocks.flatMap { Self.number($0.count) + $0 }
    }

    private static func number(_ value: Int) -> [UInt8] { [UInt8](value, bytes: 8, .littleEndian) }

    /// Reads one.
    ///
    /// - Parameter fill: reads as many bytes as the array has.
    init(path: FilePath, limits: Limits, _ fill: (inout [UInt8]) throws(PhotoError) -> Void) throws(PhotoError) {
        var rest = limits.metadata
        func bytes(_ count: Int) throws(PhotoError) -> [UInt8] {
            var bytes = [UInt8](repeating: 0, count: count)
            try fill(&bytes)
            return bytes
        }
        func number(through most: Int) throws(PhotoError) -> Int {
            guard let value = try bytes(8).number(at: 0, bytes: 8, .littleEndian), value <= most else { throw .decoderFailed(path: path) }
            return value
        }
        func block() throws(PhotoError) -> [UInt8]? {
            let count = try number(through: rest)
            rest -= count
            return count == 0 ? nil : try bytes(count)
        }
        func text() throws(PhotoError) -> String? { try block().map(Self.plain) }
        kind = Kind(rawValue: try number(through: Kind.failed.rawValue))!
        (header.width, header.height) = (try number(through: .max), try number(through: .max))
        header.isGray = try number(through: 1) == 1
        header.isDeep = try number(through: 1) == 1
        header.hasAlpha = try number(through: 1) == 1
        header.hasProfile = try number(through: 1) == 1
        reason = try text() ?? ""
        (header.convertedColors, header.lostColors) = (try text(), try text())
        header.left = try text()?.split(separator: "\n").map(String.init) ?? []
        (header.profile, header.exif, header.xmp) = (try block(), try block(), try block())
        if let code = try block(), code.count == 2 { header.colorCode = .init(primaries: code[0], transfer: code[1]) }
    }

    /// Words in which no terminal sees a command.
    private static func plain(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.prefix(500).filter { (0x20..<0x7F).contains($0) || $0 == 0x0A }, as: UTF8.self)
    }

    /// The header, or the error that stands in its place.
    func checkedHeader(_ path: FilePath, _ limits: Limits) throws(PhotoError) -> IsolatedHeader {
        let (pixels, overflows) = header.width.multipliedReportingOverflow(by: header.height)
        switch kind {
        case .header where header.width > 0 && header.height > 0 && !overflows && pixels <= limits.pixels: return header
        case .header, .failed: throw .decoderFailed(path: path)
        case .unsupported: throw .unsupported(path: path, reason: reason)
        case .damaged: throw .damaged(path: path, reason: reason)
        case .tooManyPixels: throw .tooManyPixels(path: path, width: header.width, height: header.height, limit: limits.pixels)
        case .tooMuchMetadata: throw .tooMuchMetadata(path: path, limit: limits.metadata)
        }
    }
}
