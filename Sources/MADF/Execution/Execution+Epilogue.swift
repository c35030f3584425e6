extension Execution {
    /// Writes pixel (x, y) from all its `count` products.
    func finish(_ values: UnsafeMutablePointer<Float>, _ count: Int, _ epilogue: Epilogue, _ x: Int, _ y: Int) {
        switch epilogue {
        case .store: return
        case .modulate(let input, let output):
            kernels.modulate(input.pixel(x, y), values, values + count / 2, count / 2, 0.2, output.pixel(x, y))
        case .weigh(let mask, let parts, let output):
            let channels = count / parts, sum = values + (parts - 1) * channels
            let factors = mask.pixel(x, y)
            for part in 0..<parts - 1 where factors[part] != 0 {
                kernels.accumulate(values + part * channels, factors[part], channels, sum)
            }
            let target = output.pixel(x, y)
            for channel in 0..<channels { target[channel] = max(0, sum[channel]) }
        }
    }
}
