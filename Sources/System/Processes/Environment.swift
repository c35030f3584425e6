import Glibc

/// Variables of the environment; an empty one counts as none.
public enum Environment {
    public static func path(_ name: String) -> FilePath? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return FilePath(platformString: value)
    }
}
