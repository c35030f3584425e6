import Pixels

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

    /// The first `channels` channels of what it wrote.
    package func planes(channels: Int) -> Planes { map.planes(channels: channels) }
    package func maskPlanes(channels: Int) -> Planes? { mask?.planes(channels: channels) }
}
