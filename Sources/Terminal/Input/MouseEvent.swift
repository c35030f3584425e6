/// What the mouse did, in cells counted from 0 at the upper left.
public struct MouseEvent: Hashable, Sendable {
    public enum Action: Hashable, Sendable {
        case press(Button), release(Button), drag(Button)
        /// Moved with no button held: whatever stroke was on has ended, even if its release was lost.
        case hover
        case wheelUp, wheelDown
    }

    public enum Button: Hashable, Sendable { case left, middle, right }

    public let action: Action
    public let column, row: Int

    public init(action: Action, column: Int, row: Int) {
        self.action = action
        self.column = column
        self.row = row
    }

    /// An SGR report `ESC [ < code ; column ; row M` (or `m`), coordinates from 1
    /// (xterm control sequences, "Extended coordinates"); nil for buttons that have no use here.
    init?(code: Int, column: Int, row: Int, isRelease: Bool) {
        guard column >= 1, row >= 1 else { return nil }
        // 4, 8 and 16 are Shift, Meta and Control.
        let base = code & ~(4 | 8 | 16)
        let buttons: [Button?] = [.left, .middle, .right, nil]
        switch base {
        case 0...2: action = isRelease ? .release(buttons[base]!) : .press(buttons[base]!)
        case 32...34: action = .drag(buttons[base - 32]!)
        case 35: action = .hover
        case 64: action = .wheelUp
        case 65: action = .wheelDown
        default: return nil
        }
        self.column = column - 1
        self.row = row - 1
    }
}
