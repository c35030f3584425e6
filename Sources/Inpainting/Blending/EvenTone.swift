/// Nothing but what blending makes of it: the tone of the rim, carried on.
struct EvenTone: FillSource {
    var grain: Int { 1 }

    func value(_ x: Int, _ y: Int) -> SIMD4<Float> { .zero }

    func continuation(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> SIMD4<Float> { .zero }

    func seam(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> SIMD4<Float> { .zero }

    func disagreement(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int, reach: Int) -> Float { 0 }
}
