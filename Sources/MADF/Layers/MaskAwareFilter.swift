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
    init(
        side: Int, mask: PackedMatrix, generator: [Float], bias: [Float], maskChannels: Int, inputs: Int, spread: Int, outputs: Int
    ) {
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
    /// e^l and m^l from those below (one map each), everywhere. The features below are zero wherever they depend on nothing but hole.
    ///
    /// `uniform` tells the level's windows of constant mask; `kernel` has room for one part: it holds one shared kernel after
    /// the other.
    mutating func encode(
        _ filter: MaskAwareFilter, _ below: (features: [FeatureMap], mask: [FeatureMap]),
        into here: (features: FeatureMap, mask: FeatureMap), uniform: UniformWindows, kernel: FloatBuffer
    ) {
        let width = here.mask.width, window = Window.square(side: filter.side, stride: 2)
        let known = uniform.list(of: 1, in: lists), hole = uniform.list(of: 2, in: lists)
        let mixed = uniform.list(in: lists) { $0 == 0 || $0 == 1 && known.isEmpty || $0 == 2 && hole.isEmpty }
        let shared = PackedMatrix(
            inputs: filter.parts.inputs, outputs: filter.partOutputs, panels: filter.panels, weights: kernel,
            bias: filter.parts.bias)
        func convolveMask(_ group: Positions.List) {
            if group.isEmpty { return }
            convolve(
                filter.mask, window, of: below.mask, at: Positions.List(rebasing: group[..<1]), width: width,
                .store(here.mask, slope: 0))
            let first = here.mask.pixel(Int(group[0]) % width, Int(group[0]) / width)
            copy(UnsafePointer(first), to: Positions.List(rebasing: group[1...]), of: here.mask)
        }
        func convolveShared(_ group: Positions.List) {
            if cancellation.isCancelled { return }
            build(filter, for: here.mask.pixel(Int(group[0]) % width, Int(group[0]) / width), into: kernel)
            convolve(shared, window, of: below.features, at: group, width: width, .store(here.features, slope: 0))
        }
        convolve(filter.mask, window, of: below.mask, at: mixed, width: width, .store(here.mask, slope: 0))
        convolveMask(known)
        convolveMask(hole)
        if !known.isEmpty { convolveShared(known) }
        // There is nothing in the hole, and these convolutions have no bias.
        copy(scratch.zeros, to: hole, of: here.features)
        if cancellation.isCancelled { return }
        let groups = MaskGroups(here.mask, mixed, smallest: MaskAwareFilter.fewestToShare, in: lists)
        for group in 0..<groups.count { convolveShared(groups[group]) }
        convolve(
            filter.parts, window, of: below.features, at: groups.rest, width: width,
            .weigh(mask: here.mask, parts: filter.maskChannels + 1, into: here.features))
    }

    /// Copies one pixel's channels to those at `positions`.
    private func copy(_ source: UnsafePointer<Float>, to positions: Positions.List, of map: FeatureMap) {
        let slice = 4_096
        run(tasks: (positions.count + slice - 1) / slice, with: (source, positions, map, slice)) { _, context, task, _ in
            let (source, positions, map, slice) = context
            for position in positions[task * slice..<min(positions.count, (task + 1) * slice)] {
                map.pixel(Int(position) % map.width, Int(position) / map.width).update(from: source, count: map.channels)
            }
        }
    }

    /// The kernel of one window, B + sum of m[j] * W_j, in panels.
    private mutating func build(_ filter: MaskAwareFilter, for mask: UnsafePointer<Float>, into kernel: FloatBuffer) {
        let size = filter.partSize, slice = 16_384
        run(tasks: (size + slice - 1) / slice, with: (filter, mask, kernel, slice)) { execution, context, task, _ in
            let (filter, mask, kernel, slice) = context
            let size = filter.partSize, start = task * slice, count = min(slice, size - start)
            let parts = filter.parts.weights.pointer + start, target = kernel.pointer + start
            target.update(from: parts + filter.maskChannels * size, count: count)
            for part in 0..<filter.maskChannels where mask[part] != 0 {
                execution.kernels.accumulate(parts + part * size, mask[part], count, target)
            }
        }
        multiplications += filter.maskChannels * size
    }
}
