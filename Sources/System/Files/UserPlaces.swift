/// Where programs keep what belongs to their user (XDG base directory specification; relative paths are ignored as it says).
public enum UserPlaces {
    public static var home: FilePath? { absolute("HOME") }
    /// `$XDG_STATE_HOME`, or `~/.local/state`.
    public static var state: FilePath? { absolute("XDG_STATE_HOME") ?? home?.appending(".local/state") }
    /// `$XDG_CONFIG_HOME`, or `~/.config`.
    public static var configuration: FilePath? { absolute("XDG_CONFIG_HOME") ?? home?.appending(".config") }

    private static func absolute(_ name: String) -> FilePath? { Environment.path(name).flatMap { $0.isAbsolute ? $0 : nil } }
}
