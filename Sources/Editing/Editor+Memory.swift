extension Editor {
    /// Bytes of memory that it holds, but for small things. What shares its memory is counted once.
    public var byteCount: Int {
        let pixels = original.width * original.height, isChanged = pixelRevision > 0
        // Halvings are a third of what they are of.
        let layer = (isDirect ? 0 : 3 * pixels) + pixels
        let steering = removal?.steering.count { $0.edges != nil } ?? 0
        let entries = history.past + history.future, fills = (removal?.stages.values.map(\.self) ?? []) + (removal?.further ?? [])
        return (original.bytes.count + layer) * (isChanged ? 2 : 1) + marks.count * pixels * 4 / 3 + steering * pixels
            + entries.reduce(0) { $0 + $1.change.byteCount } + fills.reduce(0) { $0 + PixelChange($1).byteCount }
    }
}
