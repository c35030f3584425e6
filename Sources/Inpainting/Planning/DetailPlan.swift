import Pixels

/// What part of the photo a region may copy from, and at which sizes the copying is decided.
struct DetailPlan: Sendable {
    /// Of the photo.
    let part: Rectangle
    /// By how much the largest and the smallest texture are smaller than the photo: powers of two.
    let finest, coarsest: Int
    /// Whether textures have a mirror beside them.
    var isMirrored = false

    /// Side of a region at the smallest size, at most: all labels are tried on all pixels there.
    private static let coarsestSide = 100
    /// Pixels of the largest texture, at most.
    private static let areaLimit = 16_000_000
    /// Cells that a blend's correction is solved for, at most. Pixels that share a cell must copy together: a seam inside would stay.
    static let cellLimit = 2_000_000

    /// Pixels of the smallest texture around a region, at least.
    static let leastContext = 64

    /// - Parameter isMirrored: whether to copy left for right, unless the tile is narrow.
    init(_ tile: Tile, photo: Rectangle, isMirrored: Bool = false) {
        if let scale = tile.narrowScale {
            self.init(part: tile.region.bounds.inset(by: -Self.leastContext * scale).intersection(photo), finest: 1, coarsest: scale)
        } else {
            self.init(region: tile.region.bounds, isSlim: tile.region.isSlim, photo: photo, isMirrored: isMirrored)
        }
    }

    private init(part: Rectangle, finest: Int, coarsest: Int) {
        self.part = part
        self.finest = finest
        self.coarsest = coarsest
    }

    private init(region: Rectangle, isSlim: Bool, photo: Rectangle, isMirrored: Bool) {
        let longest = region.longestSide
        // What a wire cuts off is near it on both sides; searching as far as for an object takes half as long again.
        let context = max(Self.leastContext, isSlim ? longest / 2 : longest)
        // What is the same on both sides of a thing may lie far away on the other.
        let across = isMirrored ? 3 * context : context
        var part = Rectangle(
            x: region.x - across, y: region.y - context, width: region.width + 2 * across, height: region.height + 2 * context
        ).intersection(photo)
        var coarsest = 1
        while longest > Self.coarsestSide * coarsest { coarsest *= 2 }
        var finest = 1
        while part.width / finest * (part.height / finest) > Self.areaLimit
            || (region.width / finest + 1) * (region.height / finest + 1) > Self.cellLimit
        { finest *= 2 }
        // The blocks of pixels that copy together begin with the region, as do the cells that are corrected together.
        let (x, y) = ((region.x - part.x) % finest, (region.y - part.y) % finest)
        part = Rectangle(x: part.x + x, y: part.y + y, width: part.width - x, height: part.height - y)
        self.init(part: part, finest: finest, coarsest: max(finest, coarsest))
        self.isMirrored = isMirrored
    }

    /// The eight offsets that move the region just clear of itself, in pixels of the smallest texture.
    func clearing(_ region: Rectangle) -> [Offset] {
        let x = region.width / coarsest + 3, y = region.height / coarsest + 3
        return [(x, 0), (-x, 0), (0, y), (0, -y), (x, y), (-x, y), (x, -y), (-x, -y)].map { Offset(x: $0.0, y: $0.1) }
    }
}
