import Inpainting

/// What was done and can be undone, the oldest first. Beyond `limit` bytes or `steps` the oldest are forgotten.
struct History: Sendable {
    enum Change: Sendable {
        case marks(MaskChange, MarkKind)
        /// A removal: its pixels, and the marks that it used up.
        case removal(PixelChange, [MarkKind: MaskChange])
        /// Of the lines that no fill is to follow: what they were before, or will be.
        case lines([FoundLine])

        var byteCount: Int {
            switch self {
            case .marks(let change, _): change.byteCount
            case .removal(let pixels, let used): used.values.reduce(pixels.byteCount) { $0 + $1.byteCount }
            case .lines(let lines): lines.count * MemoryLayout<FoundLine>.size
            }
        }
    }

    struct Entry: Sendable {
        let identifier: Int
        /// What undo says of it.
        let name: String
        var change: Change
    }

    static let limit = 512 << 20, steps = 1_000
    var past: [Entry] = []
    var future: [Entry] = []
    private var lastIdentifier = 0

    /// Notes a change that was just made, called `name`; what was undone before it is forgotten.
    ///
    /// - Parameter index: its place among those that were made, where it is not the last of them.
    @discardableResult
    mutating func record(_ change: Change, as name: String, at index: Int? = nil) -> Int {
        lastIdentifier += 1
        past.insert(Entry(identifier: lastIdentifier, name: name, change: change), at: index ?? past.count)
        future = []
        var total = past.reduce(0) { $0 + $1.change.byteCount }
        while total > History.limit && past.count > 1 || past.count > History.steps { total -= past.removeFirst().change.byteCount }
        return lastIdentifier
    }

    /// The removal that was last made and not undone.
    var latestRemoval: Int? {
        past.lastIndex { if case .removal = $0.change { true } else { false } }
    }
}
