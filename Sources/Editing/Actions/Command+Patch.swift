/// A hole that is filled by hand.
extension Command {
    /// Begins to fill what is marked from where its outline is moved to, or gives that up; marks grow by so many pixels.
    public static func togglePatch(growth: Int) -> Command { Command { $0.togglePatch(growth: growth) } }
    /// Left and right of the source change places.
    public static let mirror = Command { $0.mirrorPatch() }
}
