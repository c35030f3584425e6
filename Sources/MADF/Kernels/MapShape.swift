/// The sizes of a feature map in memory: `[height + 2 * border][width + 2 * border][channels]`.
struct MapShape: Equatable, Sendable {
    let width, height: Int
    /// Padded to a multiple of 8, or to the 4 of a narrow map (RGB, with or without the mask).
    let channels: Int
    /// Pixels of zeros on every side.
    let border: Int

    /// Channels of a map of RGB, and of image and mask.
    static let narrow = 4

    init(width: Int, height: Int, channels: Int, border: Int, isNarrow: Bool = false) {
        self.width = width
        self.height = height
        self.channels = channels.roundedUp(to: isNarrow ? Self.narrow : 8)
        self.border = border
    }

    /// Floats from one row to the next.
    var stride: Int { (width + 2 * border) * channels }
    /// Floats that the map takes.
    var floats: Int { stride * (height + 2 * border) }
}
