/// How many colors the picture is shown with.
public enum ColorMode: String, CaseIterable, Sendable {
    case truecolor
    /// The 240 upper entries of a palette of 256: the lower 16 are the user's to change.
    case palette256 = "256"
    case palette16 = "16"
    /// Half-block patterns without color.
    case mono
    /// Characters of growing darkness, for terminals without half blocks and color.
    case ascii

    /// What the terminal at hand can show.
    ///
    /// Inside tmux 24 bits are always safe, since tmux maps them to what the outer terminal has; inside GNU
    /// screen they never are, whatever `COLORTERM` was inherited. ncurses itself ignores `COLORTERM`.
    public static func detect(environment: (String) -> String?, colors: Int) -> ColorMode {
        if let value = environment("NO_COLOR"), !value.isEmpty { return .mono }
        if colors < 8 { return .mono }
        let isTmux = environment("TMUX").map { !$0.isEmpty } ?? false
        let isScreen = environment("STY").map { !$0.isEmpty } ?? false
        if isTmux { return .truecolor }
        if !isScreen, let value = environment("COLORTERM"), value == "truecolor" || value == "24bit" {
            return .truecolor
        }
        if colors > 256 { return .truecolor }
        return colors >= 256 ? .palette256 : .palette16
    }
}
