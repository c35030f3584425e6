import Pixels
import RealModule

/// How a picture compares with the truth, all pixels counted (the paper's table I).
public struct Similarity: Equatable, Sendable {
    /// In dB; infinite for equal pictures.
    public let psnr: Double
    /// Mean over pixels and channels, 1 for equal pictures.
    public let ssim: Double
    /// Mean absolute difference in percent of 255.
    public let l1: Double

    /// Compares channel by channel; both have values in 0...255 and one size, at least 11 x 11.
    public init(_ picture: Planes, truth: Planes) {
        precondition(picture.width == truth.width && picture.height == truth.height && picture.channels == truth.channels)
        var squares = 0.0, absolute = 0.0, similarity = 0.0
        for (a, b) in zip(picture.values, truth.values) {
            squares += Double((a - b) * (a - b))
            absolute += Double(abs(a - b))
        }
        for channel in 0..<truth.channels {
            similarity += Self.structuralSimilarity(
                Array(picture[channel: channel]), Array(truth[channel: channel]), width: truth.width, height: truth.height)
        }
        let count = Double(truth.values.count)
        psnr = 10 * Double.log10(255 * 255 / (squares / count))
        l1 = 100 * absolute / count / 255
        ssim = similarity / Double(truth.channels)
    }

    /// Wang et al., "Image quality assessment: from error visibility to structural similarity", TIP 2004: Gaussian windows of
    /// 11 x 11 and sigma 1.5, K1 = 0.01, K2 = 0.03, weighted moments; the mean over the windows that lie inside.
    ///
    /// In double precision: the variances are small differences of large squares.
    private static func structuralSimilarity(_ a: [Float], _ b: [Float], width: Int, height: Int) -> Double {
        let side = 11
        precondition(width >= side && height >= side)
        let bell = (-5...5).map { Double.exp(-Double($0 * $0) / 4.5) }, sum = bell.reduce(0, +), weights = bell.map { $0 / sum }
        // Of each column of 11 pixels: means of a, b, a a, b b, a b.
        var columns = [[Double]](repeating: [Double](repeating: 0, count: width), count: 5)
        var total = 0.0
        for y in 0...height - side {
            for x in 0..<width {
                var moments = (0.0, 0.0, 0.0, 0.0, 0.0)
                for tap in 0..<side {
                    let first = Double(a[(y + tap) * width + x]), second = Double(b[(y + tap) * width + x])
                    let weight = weights[tap]
                    moments.0 += weight * first
                    moments.1 += weight * second
                    moments.2 += weight * first * first
                    moments.3 += weight * second * second
                    moments.4 += weight * first * second
                }
                (columns[0][x], columns[1][x], columns[2][x], columns[3][x], columns[4][x]) = moments
            }
            for x in 0...width - side {
                func mean(_ moment: Int) -> Double {
                    var value = 0.0
                    for tap in 0..<side { value += weights[tap] * columns[moment][x + tap] }
                    return value
                }
                let (c1, c2) = (0.01 * 255 * 0.01 * 255, 0.03 * 255 * 0.03 * 255)
                let (u, v) = (mean(0), mean(1))
                let (uu, vv, uv) = (mean(2) - u * u, mean(3) - v * v, mean(4) - u * v)
                total += (2 * u * v + c1) * (2 * uv + c2) / ((u * u + v * v + c1) * (uu + vv + c2))
            }
        }
        return total / Double((width - side + 1) * (height - side + 1))
    }
}
