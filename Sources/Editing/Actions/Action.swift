/// Something that a key can be bound to. All that is known of it stands in `Action.table`.
///
/// The raw values are the names that the configuration file has.
public enum Action: String, CaseIterable, Sendable {
    case left, right, up, down
    case farLeft = "far-left", farRight = "far-right", farUp = "far-up", farDown = "far-down"
    case panLeft = "pan-left", panRight = "pan-right", panUp = "pan-up", panDown = "pan-down"
    case paint, erase
    case smallerBrush = "smaller-brush", largerBrush = "larger-brush"
    case brush, line, rectangle, ellipse, lasso, fill, select
    case undo, redo, clear, invert, grow, shrink, feather, within, snap, keepOut = "keep-out", edges
    case zoomIn = "zoom-in", zoomOut = "zoom-out", fit, look
    case remove, cancel, again, tries, lines, patch, mirror
    case coarse, first, final, detail
    case original, wipe, blink, panes, outline, pixels
    case save, saveAs = "save-as", loadMask = "load-mask", saveMask = "save-mask"
    case mouse, redraw, suspend, palette, help, quit
    case next, previous, list

    /// Whether it marks or erases where the cursor is.
    public var putsPenDown: Bool { self == .paint || self == .erase }

    public var isStage: Bool { [.coarse, .first, .final, .detail].contains(self) }

    /// Whether digits before it are likelier a number than stages that were chosen: of what moves the cursor, and changes brush and marks.
    public var isCounted: Bool {
        entry.topic == .moving || [.smallerBrush, .largerBrush, .grow, .shrink, .feather].contains(self)
    }
}

extension Action {
    /// The headings of the help.
    public enum Topic: String, CaseIterable, Sendable {
        case moving = "Moving", marking = "Marking", removing = "Removing", view = "View", files = "Files and program"
    }

    /// What an action is, once it is said how often.
    public enum Operation: Sendable {
        /// So many times.
        case command(Command, times: Int = 1)
        case request(Request)
    }

    /// What only the program around the editor can do.
    public enum Request: Equatable, Sendable {
        case save, saveAs, loadMask, saveMask
        /// Goes on by so many photos.
        case turn(Int)
        case list
        case patch
        case mouse, pixels, redraw, suspend, palette, help, quit
    }

    /// A row of the table.
    public struct Entry: Sendable {
        public let action: Action
        /// The keys unless the configuration says otherwise, by their names, the one that is named in help first.
        public let keys: [String]
        /// What the help says instead of the keys, for several actions at once.
        public let keysInHelp: String?
        public let topic: Topic
        /// What the help says of it; nil where another row says it.
        public let help: String?
        /// What else people call it, for those who look for it.
        public let words: String
        /// - Parameter times: the number typed before the key, else 1.
        public let operation: @Sendable (_ times: Int) -> Operation

        init(
            _ action: Action, _ keys: String, as keysInHelp: String? = nil, _ topic: Topic, _ help: String?, words: String = "",
            _ operation: @escaping @Sendable (_ times: Int) -> Operation
        ) {
            self.action = action
            self.keys = keys.split(separator: " ").map(String.init)
            self.keysInHelp = keysInHelp
            self.topic = topic
            self.help = help
            self.words = words
            self.operation = operation
        }
    }

    private static let entries = Dictionary(uniqueKeysWithValues: table.map { ($0.action, $0) })

    public var entry: Entry { Action.entries[self]! }
}
