/// Something that a user, or the engine, can do to the editor: a function of the editor's state alone.
///
/// Every command is a static member. What it does is a method of `Editor`, which knows no commands.
public struct Command: Sendable {
    let body: @Sendable (inout Editor) -> Effect?

    init(_ body: @escaping @Sendable (inout Editor) -> Effect?) { self.body = body }

    /// A command that asks for nothing.
    static func change(_ body: @escaping @Sendable (inout Editor) -> Void) -> Command {
        Command { editor in
            body(&editor)
            return nil
        }
    }
}

extension Editor {
    /// Does what `command` says; what it asks of the program around the editor.
    public mutating func perform(_ command: Command) -> Effect? {
        let before = viewport
        defer {
            if brushFollowsZoom { scaleBrush(from: before) }
            placeMinimap()
        }
        return command.body(&self)
    }
}
