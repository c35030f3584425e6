/// The engine on the bundled network.
struct InpaintingEngine {
    /// Why there is none.
    struct Missing: Error, CustomStringConvertible {
        var description: String { "this build cannot remove yet: only marks can be made" }
    }

    static func make(options: EditorOptions) throws -> any FillEngine { throw Missing() }
}
