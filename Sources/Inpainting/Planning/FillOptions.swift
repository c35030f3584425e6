import Pixels

/// What may be told about a fill.
public struct FillOptions: Sendable {
    /// Most pixels along a side that the network sees; what the checkpoint says unless told.
    public var workingSize: Int?
    /// Pixels of the photo by which the mask grows, so that the rim of the object goes too; by the photo's size unless told.
    public var grow: Int?
    /// The stage to end with.
    public var through: FillStage
    /// Takes more time for a better fill.
    public var best: Bool
    /// Whether straight edges that the hole cuts off are looked for, and followed through it.
    public var followsLines = true
    /// The stages before the last that are made too; all unless told.
    public var previews: Set<FillStage> = Set(FillStage.allCases)
    /// Whether the network guides the texture; off only to measure what it is good for.
    package var isGuided = true

    public init(workingSize: Int? = nil, grow: Int? = nil, through: FillStage = .detail, best: Bool = false) {
        self.workingSize = workingSize
        self.grow = grow
        self.through = through
        self.best = best
    }

    /// By how many pixels the mask of `photo` grows. People paint tight, and lenses and JPEG smear edges over a few pixels.
    public func growth(on photo: Raster) -> Int {
        max(0, grow ?? min(16, max(2, (max(photo.width, photo.height) + 350) / 700)))
    }
}
