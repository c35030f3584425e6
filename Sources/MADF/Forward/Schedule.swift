/// When the steps of a run come, by which maps that are never needed at the same time share memory: the encoder's levels 0 ..< L
/// first, then the passes of the decoders, each from level L down to 1.
struct Schedule {
    /// A pass over the levels of a decoder.
    enum Pass {
        /// Of the recovery decoder: what the coarse output depends on, then the rest.
        case coarse, rest
        case refinement(Int)
    }

    let levels, refinements: Int

    /// The time after all steps.
    var end: Int { levels * (refinements + 3) }

    func time(encoder level: Int) -> Int { level - 1 }

    func time(_ pass: Pass, _ level: Int) -> Int {
        let number =
            switch pass {
            case .coarse: 0
            case .rest: 1
            case .refinement(let k): k + 1
            }
        return levels * (number + 1) + levels - level
    }

    /// The last step of decoder `k` at a level: 0 is the recovery decoder.
    func last(_ k: Int, _ level: Int) -> Int { time(k == 0 ? .rest : .refinement(k), level) }
    /// Its first step there.
    func first(_ k: Int, _ level: Int) -> Int { time(k == 0 ? .coarse : .refinement(k), level) }
}
