import Masks

/// What the user says of a fill besides what is to be removed. Masks are as large as the photo.
public struct Steering: Sendable {
    /// Not 0 where nothing is copied from. The network sees it all the same.
    public var keepOut: Mask?
    /// Not 0 on thin strokes along which edges go on: colors on each side come from the rim, and do not mix across.
    public var edges: Mask?
    /// Lines that earlier fills have followed, and this one is not to.
    public var erasedLines: [FoundLine]
    /// Fills of the same mask to try something else than: nothing is copied from where most of them was, as far as there are other
    /// places; the second of three tries copies left for right, and the third goes without the network's guide.
    public var earlier: [Fill]

    public init(keepOut: Mask? = nil, edges: Mask? = nil, erasedLines: [FoundLine] = [], earlier: [Fill] = []) {
        self.keepOut = keepOut
        self.edges = edges
        self.erasedLines = erasedLines
        self.earlier = earlier
    }
}

extension Steering {
    /// What sets a try apart from those before it, in turn.
    enum Approach { case usual, mirrored, unguided }

    private static func approach(after count: Int) -> Approach { [.usual, .mirrored, .unguided][count % 3] }

    var approach: Approach { Self.approach(after: earlier.count) }

    /// Fills from whose sources this one keeps away. What is copied left for right is another thing, wherever it is from.
    func avoided(isMirrored: Bool) -> [Fill] {
        isMirrored ? earlier.indices.filter { Self.approach(after: $0) == .mirrored }.map { earlier[$0] } : earlier
    }

    /// From where nothing is copied, if there are other places, to fill `mask`.
    func noSource(_ mask: Mask) -> Mask {
        var result = mask
        if let keepOut { result.formUnion(keepOut) }
        for source in earlier.flatMap(\.sources) { result.formUnion(source) }
        return result
    }

    /// Whether lines are drawn over a region, which say more of it than the network does.
    func isDrawnOver(_ region: Mask.Region) -> Bool { edges.map(region.touches) == true }
}
