/// A JSON value (RFC 8259), whose members keep their order; `description` is its text, on one line.
public indirect enum JSON: CustomStringConvertible, Sendable {
    case text(String)
    /// A number, as it is to be written; `null` where there is none.
    case number(String)
    case list([JSON])
    case object([(key: String, value: JSON)])

    public static func number(_ value: Int) -> JSON { .number("\(value)") }

    public var description: String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .number(let text): text
        case .list(let values): "[" + values.map(\.description).joined(separator: ",") + "]"
        case .object(let members): "{" + members.map { "\(Self.quoted($0)):\($1)" }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        "\""
            + text.unicodeScalars.reduce(into: "") { result, scalar in
                switch scalar {
                case "\"", "\\": result += "\\" + String(scalar)
                case "\u{0}"..<" ":
                    let code = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - code.count) + code
                default: result.unicodeScalars.append(scalar)
                }
            } + "\""
    }
}
