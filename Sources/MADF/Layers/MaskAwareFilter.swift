import CKernels

/// MADF, section III-B: every window has a kernel of its own, an affine function of the mask's features there.
///
/// Theta = B + sum over j of m[j] * W_j. Windows with equal features share their kernel: where many do it is built once
/// and the level is a plain convolution; the rest run all C_m + 1 parts and weigh the products. No kernel tensor is
/// ever built (Model.md, "Shortcuts", 1 and 2).
struct MaskAwareFilter: Sendable {
    let side: Int
    /// Of the mask's own convolution; its source is the mask's features below, or image and mask at level 1.
    let mask: PackedMatrix
    /// Parts W_0 ... W_{C_m - 1} and B side by side as outputs, `partOutputs` each.
    let parts: PackedMatrix
    let partOutputs: Int
    /// Of one part.
    let panels: [PackedMatrix.Panel]
    let maskChannels: Int

    /// Windows that must share a kernel before it is built: building reads all parts once from a far cache, which takes as
    /// long as weighing the products of about this many windows.
    static let fewestToShare = 16

    /// `generator` is `[inputs * side * side * outputs][maskChannels]` with rows by input, row, column, output; the map that
    /// is read has `spread` channels.
    init(side: Int, mask: PackedMatrix, generator: [Float], bias: [Float], inputs: Int, spread: Int, outputs: Int) {
        let maskChannels = generator.count / bias.count
        self.side = side
        self.mask = mask
        self.maskChannels = maskChannels
        partOutputs = outputs.roundedUp(to: 8)
        let size = side * side * spread
        let single = PackedMatrix(inputs: size, outputs: outputs)
        panels = single.panels
        parts = PackedMatrix(inputs: size, parts: maskChannels + 1, partOutputs: partOutputs)
        for input in 0..<inputs {
            for tap in 0..<side * side {
                let row = (input * side * side + tap) * outputs
                for part in 0...maskChannels {
                    for output in 0..<outputs {
                        parts.weights.pointer[part * size * partOutputs + single.index(input: tap * spread + input, output: output)] =
                            part < maskChannels ? generator[(row + output) * maskChannels + part] : bias[row + output]
                    }
                }
            }
        }
    }

    /// Floats of one part.
    var partSize: Int { parts.inputs * partOutputs }
}

extension PackedMatrix {
    /// `parts` matrices of `partOutputs` outputs one after the other, each cut into its own panels.
    init(inputs: Int, parts: Int, partOutputs: Int) {
        let single = Self.panels(inputs: inputs, outputs: partOutputs)
        self.init(
            inputs: inputs, outputs: parts * partOutputs,
            panels: (0..<parts).flatMap { part in
                single.map {
                    Panel(
                        column: part * partOutputs + $0.column, width: $0.width,
                        offset: part * inputs * partOutputs + $0.offset)
                }
            },
            weights: FloatBuffer(count: parts * inputs * partOutputs), bias: FloatBuffer(count: parts * partOutputs))
    }
}

extension Execution {
    /// e^l and m^l from those below, everywhere. The features below are zero wherever they depend on nothing but hole.
    ///
    /// `uniform` tells the level's windows of constant mask; `kernel` has room for one part: it holds one shared kernel after
    /// the other.
    func encode(
        _ filter: MaskAwareFilter, features: (from: FeatureMap, to: FeatureMap), mask: (from: FeatureMap, to: FeatureMap),
        _ uniform: UniformWindows, _ kernel: FloatBuffer
    ) {
        let width = mask.to.width, field = ReceptiveField.square(side: filter.side, stride: 2)
        let windows = uniform.lists(fewest: MaskAwareFilter.fewestToShare)
        let shared = PackedMatrix(
            inputs: filter.parts.inputs, outputs: filter.partOutputs, panels: filter.panels, weights: kernel,
            bias: filter.parts.bias)
        func convolveMask(_ positions: [Int32]) {
            convolve(filter.mask, field, of: [mask.from], at: positions, width: width, .store(mask.to, slope: 0))
        }
        func convolveMask(shared group: [Int32]) {
            guard let first = group.first else { return }
            convolveMask([first])
            copy(UnsafePointer(mask.to.pixel(at: first)), to: group.dropFirst(), of: mask.to)
        }
        func convolveFeatures(shared group: [Int32]) {
            guard let first = group.first, !isCancelled else { return }
            build(filter, for: mask.to.pixel(at: first), into: kernel)
            convolve(shared, field, of: [features.from], at: group, width: width, .store(features.to, slope: 0))
        }
        convolveMask(windows.mixed)
        convolveMask(shared: windows.known)
        convolveMask(shared: windows.hole)
        convolveFeatures(shared: windows.known)
        // There is nothing in the hole, and these convolutions have no bias.
        copy(scratch.zeros, to: windows.hole[...], of: features.to)
        if isCancelled { return }
        let groups = MaskGroups(mask.to, windows.mixed, smallest: MaskAwareFilter.fewestToShare)
        for group in groups.shared { convolveFeatures(shared: group) }
        convolve(
            filter.parts, field, of: [features.from], at: groups.rest, width: width,
            .weigh(mask: mask.to, parts: filter.maskChannels + 1, into: features.to))
    }

    /// Copies one pixel's channels to those at `positions`.
    private func copy(_ source: UnsafePointer<Float>, to positions: ArraySlice<Int32>, of map: FeatureMap) {
        let slice = 4_096
        run(tasks: (positions.count + slice - 1) / slice) { task, _ in
            for position in positions.dropFirst(task * slice).prefix(slice) {
                map.pixel(at: position).update(from: source, count: map.channels)
            }
        }
    }

    /// The kernel of one window, B + sum of m[j] * W_j, in panels.
    private func build(_ filter: MaskAwareFilter, for mask: UnsafePointer<Float>, into kernel: FloatBuffer) {
        let size = filter.partSize, slice = 16_384
        run(tasks: (size + slice - 1) / slice) { task, _ in
            let start = task * slice, count = min(slice, size - start)
            let parts = filter.parts.weights.pointer + start, target = kernel.pointer + start
            target.update(from: parts + filter.maskChannels * size, count: count)
            for part in 0..<filter.maskChannels where mask[part] != 0 {
                kernels.accumulate(parts + part * size, mask[part], count, target)
            }
        }
        count(multiplications: filter.maskChannels * size)
    }
}
