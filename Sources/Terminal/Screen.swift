/// What a session shows itself on and hears from: the terminal of this process, or in a test a screen in memory.
///
/// One thread makes all calls. It shows a frame, waits, and takes what has come, over and over.
public protocol Screen: AnyObject {
    /// Size in cells.
    var columns: Int { get }
    var rows: Int { get }
    /// Height of half a cell over the width of a cell.
    var pixelAspect: Double { get }
    /// Size of a cell in pixels; nil where nobody says it.
    var cellSize: (width: Int, height: Int)? { get }
    /// Whether characters beyond ASCII can be written.
    var isUnicode: Bool { get }
    /// Makes the cells that can be shown here.
    var encoder: PictureEncoder { get }
    /// Seconds of a clock that only goes forward.
    var seconds: Double { get }

    /// Tells the user, who may look elsewhere.
    func notify(_ notice: Notice, _ text: String)

    /// Brings the screen to `frame`.
    func present(_ frame: Frame)
    /// The next frame is drawn whole, whatever is believed to stand there.
    func redrawAll()

    /// Waits until something has come, `descriptor` can be read, or `seconds` have passed (nil: for as long as it takes).
    func wait(alsoFor descriptor: Int32, seconds: Double?)
    /// What has come since the last time, in its order.
    func events() -> [ScreenEvent]

    /// Whether the mouse is reported to the program (else the terminal selects text with it).
    var hasMouse: Bool { get set }

    /// Asks what graphics there are; the replies come as events, for what is returned to take.
    func askForGraphics() -> GraphicsAnswers
    /// Shows pixels from the upper left on, over whatever stands there: `rgb` is `[height][width][3]`.
    ///
    /// - Parameter cells: those that kitty's graphics stretch the pixels over.
    func show(_ rgb: [UInt8], width: Int, height: Int, over cells: (columns: Int, rows: Int), by graphics: GraphicsProtocol)
    /// Takes the pixels away; the next frame is drawn whole.
    func hide(_ graphics: GraphicsProtocol)

    /// Stops the program as Ctrl-Z does and returns when it goes on.
    func suspend()
    /// Gives the screen back. What is shown afterwards is what was there before.
    func close()
}
