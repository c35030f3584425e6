/// What the pen draws.
public enum Tool: String, CaseIterable, Sendable {
    case brush, line, rectangle, ellipse, lasso, fill, select

    /// Whether strokes are as wide as the brush.
    public var hasWidth: Bool { self == .brush || self == .line }

    /// Whether a stroke has a start and an end, and shows what it would be until it ends.
    public var isShape: Bool { self == .line || isArea }

    /// Whether that encloses an area, and is nothing without an extent.
    var isArea: Bool { [.rectangle, .ellipse, .lasso].contains(self) }
}
