import Photo

/// Reads and writes single pixels of rasters as floats in 0...1, whatever their model and depth.
///
/// Ink is turned into light. Holds pointers: use it only inside `Raster.withSamples`.
struct Samples: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer
    let table: UnsafeBufferPointer<Float>
    let width, height, channels, bytesPerSample: Int

    subscript(x: Int, y: Int) -> SIMD4<Float> {
        var result = SIMD4<Float>.zero
        let index = (y &* width &+ x) &* channels
        for channel in 0..<channels {
            let sample = bytesPerSample == 1
                ? Int(bytes[index &+ channel])
                : Int(bytes.loadUnaligned(fromByteOffset: 2 &* (index &+ channel), as: UInt16.self))
            result[channel] = table[sample]
        }
        return result
    }
}

extension Raster {
    func withSamples<Result>(_ body: (Samples) -> Result) -> Result {
        let table = sampleTable()
        return bytes.withUnsafeBytes { bytes in
            table.withUnsafeBufferPointer { table in
                body(Samples(
                    bytes: bytes, table: table, width: width, height: height, channels: channels,
                    bytesPerSample: bytesPerSample))
            }
        }
    }

    /// The sample nearest to `value`, which is light in 0...1 and is clamped.
    func sample(_ value: Float) -> Int {
        let light = model == .cmyk ? 1 - value : value
        return Int((min(1, max(0, light)) * Float(largestSample)).rounded())
    }
}
