/// What a run tells of a step that it has done.
package struct StepReport: Sendable {
    package let name: String
    package let stage: Stage
    package let seconds: Double
    package let multiplications: Int
    /// Convolutions that had to be packed first: none where an earlier run used them on maps as wide.
    package let packings: Int
    /// What it wrote; the next step may overwrite it.
    let map: FeatureMap
    /// The mask's features, of a step of the encoder.
    let mask: FeatureMap?

    /// The map as `[channels][height][width]`.
    package func values(channels: Int) -> [Float] { map.planar(channels: channels) }
    package func maskValues(channels: Int) -> [Float]? { mask?.planar(channels: channels) }
}
