/// Reads and writes single pixels of rasters as floats in 0...1, whatever their model and depth.
///
/// Ink is turned into light. Holds pointers: use it only inside `Raster.withSamples`.
public struct Samples: @unchecked Sendable {
    @usableFromInline let bytes: UnsafeRawBufferPointer
    @usableFromInline let table: UnsafeBufferPointer<Float>
    @usableFromInline let sampleType: Raster.SampleType
    public let width, height, channels: Int

    @inlinable @inline(__always) public subscript(x: Int, y: Int) -> SIMD4<Float> {
        let index = (y &* width &+ x) &* channels
        // What most photos are: the loop below takes three times as long.
        if channels == 3 && sampleType == .uint8 {
            return SIMD4(table[Int(bytes[index])], table[Int(bytes[index &+ 1])], table[Int(bytes[index &+ 2])], 0)
        }
        var result = SIMD4<Float>.zero
        for channel in 0..<channels { result[channel] = table[sampleType.load(from: bytes, at: index &+ channel)] }
        return result
    }
}

extension Raster {
    /// Samples to floats in 0...1, ink turned into light so that black is 0 in every model.
    public func sampleTable() -> [Float] {
        let largest = Float(largestSample)
        return (0...largestSample).map { model == .cmyk ? 1 - Float($0) / largest : Float($0) / largest }
    }

    public func withSamples<Result, Failure>(_ body: (Samples) throws(Failure) -> Result) throws(Failure) -> Result {
        let table = sampleTable()
        return try bytes.withUnsafeBufferPointer { bytes throws(Failure) in
            try table.withUnsafeBufferPointer { table throws(Failure) in
                try body(
                    Samples(
                        bytes: UnsafeRawBufferPointer(bytes), table: table, sampleType: sampleType, width: width, height: height,
                        channels: channels))
            }
        }
    }

    /// The sample nearest to `value`, which is light in 0...1 and is clamped.
    public func sample(_ value: Float) -> Int {
        let light = model == .cmyk ? 1 - value : value
        // Half is added, since `rounded` is a call where processors without SSE 4.1 are to be served.
        return Int(min(1, max(0, light)) * Float(largestSample) + 0.5)
    }
}
