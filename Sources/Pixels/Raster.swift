/// An upright picture: interleaved samples, rows from top to bottom, no padding.
///
/// A sample is 8 bits, or 16 bits in the machine's byte order. Channels come in the order of `model`;
/// alpha, where there is one, is last and not premultiplied.
public struct Raster: Equatable, Sendable {
    /// What the channels mean.
    public enum Model: Int, Sendable {
        case gray, grayAlpha, rgb, rgba
        /// Ink from 0 (none) to the largest value (full), whatever way the file stores it.
        case cmyk

        public var channels: Int {
            switch self {
            case .gray: 1
            case .grayAlpha: 2
            case .rgb: 3
            case .rgba, .cmyk: 4
            }
        }

        public var hasAlpha: Bool { self == .grayAlpha || self == .rgba }
    }

    public let width, height: Int
    public let model: Model
    /// 1 or 2.
    public let bytesPerSample: Int
    /// `height * width * model.channels * bytesPerSample` bytes.
    public var bytes: [UInt8]

    /// Takes over `bytes`, which must be as many as the sizes say.
    public init(width: Int, height: Int, model: Model, bytesPerSample: Int = 1, bytes: [UInt8]) {
        precondition(width > 0 && height > 0 && (1...2).contains(bytesPerSample))
        precondition(bytes.count == width * height * model.channels * bytesPerSample)
        self.width = width
        self.height = height
        self.model = model
        self.bytesPerSample = bytesPerSample
        self.bytes = bytes
    }

    /// A raster of zero samples: black, or transparent where there is alpha, or paper for inks.
    public init(width: Int, height: Int, model: Model, bytesPerSample: Int = 1) {
        self.init(
            width: width, height: height, model: model, bytesPerSample: bytesPerSample,
            bytes: [UInt8](repeating: 0, count: width * height * model.channels * bytesPerSample))
    }

    public var channels: Int { model.channels }
    public var bytesPerPixel: Int { channels * bytesPerSample }
    public var bounds: Rectangle { Rectangle(x: 0, y: 0, width: width, height: height) }
    /// The largest sample: 255 or 65,535.
    public var largestSample: Int { bytesPerSample == 1 ? 255 : 65_535 }

    /// The sample of channel `channel` at column `x`, row `y`. For loops take `withUnsafeSamples`.
    public subscript(x: Int, y: Int, channel: Int) -> Int {
        get {
            precondition(x >= 0 && x < width && y >= 0 && y < height && channel >= 0 && channel < channels)
            let index = ((y * width + x) * channels + channel) * bytesPerSample
            if bytesPerSample == 1 { return Int(bytes[index]) }
            return bytes.withUnsafeBytes { Int($0.loadUnaligned(fromByteOffset: index, as: UInt16.self)) }
        }
        set {
            precondition(x >= 0 && x < width && y >= 0 && y < height && channel >= 0 && channel < channels)
            let index = ((y * width + x) * channels + channel) * bytesPerSample
            if bytesPerSample == 1 {
                bytes[index] = UInt8(newValue)
            } else {
                bytes.withUnsafeMutableBytes {
                    $0.storeBytes(of: UInt16(newValue), toByteOffset: index, as: UInt16.self)
                }
            }
        }
    }

    /// A copy of the part under `rectangle`, which must lie inside.
    public func crop(_ rectangle: Rectangle) -> Raster {
        precondition(!rectangle.isEmpty && rectangle.intersection(bounds) == rectangle)
        var part = Raster(width: rectangle.width, height: rectangle.height, model: model, bytesPerSample: bytesPerSample)
        let length = rectangle.width * bytesPerPixel
        bytes.withUnsafeBytes { source in
            part.bytes.withUnsafeMutableBytes { target in
                for row in 0..<rectangle.height {
                    let start = ((rectangle.y + row) * width + rectangle.x) * bytesPerPixel
                    target.baseAddress!.advanced(by: row * length).copyMemory(
                        from: source.baseAddress!.advanced(by: start), byteCount: length)
                }
            }
        }
        return part
    }
}
