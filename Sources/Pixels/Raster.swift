/// An upright picture: interleaved samples, rows from top to bottom, no padding.
///
/// Channels come in the order of `model`; alpha, where there is one, is last and not premultiplied.
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
    public let sampleType: SampleType
    /// `height * width * model.channels` samples.
    public var bytes: [UInt8]

    /// Takes over `bytes`, which must be as many as the sizes say.
    public init(width: Int, height: Int, model: Model, sampleType: SampleType = .uint8, bytes: [UInt8]) {
        precondition(width > 0 && height > 0 && bytes.count == width * height * model.channels * sampleType.bytes)
        self.width = width
        self.height = height
        self.model = model
        self.sampleType = sampleType
        self.bytes = bytes
    }

    /// A raster of zero samples: black, or transparent where there is alpha, or paper for inks.
    public init(width: Int, height: Int, model: Model, sampleType: SampleType = .uint8) {
        self.init(
            width: width, height: height, model: model, sampleType: sampleType,
            bytes: [UInt8](repeating: 0, count: width * height * model.channels * sampleType.bytes))
    }

    public var channels: Int { model.channels }
    public var bytesPerPixel: Int { channels * sampleType.bytes }
    public var bounds: Rectangle { Rectangle(x: 0, y: 0, width: width, height: height) }
    public var largestSample: Int { sampleType.largest }

    /// The sample of channel `channel` at column `x`, row `y`. In loops over many take `withSamples`.
    public subscript(x: Int, y: Int, channel: Int) -> Int {
        get {
            precondition(x >= 0 && x < width && y >= 0 && y < height && channel >= 0 && channel < channels)
            return bytes.withUnsafeBytes { sampleType.load(from: $0, at: (y * width + x) * channels + channel) }
        }
        set {
            precondition(x >= 0 && x < width && y >= 0 && y < height && channel >= 0 && channel < channels)
            let index = (y * width + x) * channels + channel, type = sampleType
            bytes.withUnsafeMutableBytes { type.store(newValue, to: $0, at: index) }
        }
    }

    /// A copy of the part under `rectangle`, which must lie inside.
    public func crop(_ rectangle: Rectangle) -> Raster {
        precondition(!rectangle.isEmpty && rectangle.intersection(bounds) == rectangle)
        var part = Raster(width: rectangle.width, height: rectangle.height, model: model, sampleType: sampleType)
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
