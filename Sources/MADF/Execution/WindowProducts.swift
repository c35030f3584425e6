/// A convolution at some positions as products of weights with rows of memory: every row of a window is one run of memory in
/// each source, so nothing is copied.
struct WindowProducts {
    /// Inputs are ordered by row of the window, source, column, channel.
    let weights: PackedMatrix
    let field: ReceptiveField
    let sources: [FeatureMap]
    /// Indices of pixels of the result, ascending.
    let positions: [Int32]
    /// Of the result.
    let width: Int
    let epilogue: Epilogue

    /// Runs of memory that an output reads.
    var segments: Int { field.side * sources.count }
}
