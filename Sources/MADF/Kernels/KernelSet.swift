import CKernels

/// The inner loops for one kind of processor. All sets give results that differ by rounding only.
package struct KernelSet: Sendable {
    package let name: String
    let functions: madf_kernels

    /// Plain Swift; runs anywhere.
    package static let portable = KernelSet(name: "portable", functions: PortableKernels.functions)

    /// Every set that this processor can run, the fastest last.
    package static let all: [KernelSet] = {
        var sets = [portable]
        if let avx2 = madf_kernels_avx2() { sets.append(KernelSet(name: "AVX2", functions: avx2.pointee)) }
        if let avx512 = madf_kernels_avx512() { sets.append(KernelSet(name: "AVX-512", functions: avx512.pointee)) }
        return sets
    }()

    package static var best: KernelSet { all[all.count - 1] }
}
