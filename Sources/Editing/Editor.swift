import Inpainting
import Masks
import Pixels

/// The editor without a screen: what is edited, how it is looked at, and what can be undone.
///
/// `perform` is a function of the state and a command alone; threads, files and terminals are the business of
/// the program around it, which is told by the `Effect` that `perform` returns.
public struct Editor: Sendable {
    /// The photo as it was opened, in its own samples.
    public let original: Raster
    /// The photo with what was removed.
    public internal(set) var current: Raster
    /// Outside of it `current` is as `original`; nil where it is so everywhere.
    var filled: Rectangle?
    /// Those of a kind that was never painted are not there, but for what is to be removed.
    var marks: [MarkKind: Marks]
    /// The kind of marks that tools paint.
    public internal(set) var painted = MarkKind.removal
    public internal(set) var viewport: Viewport
    public internal(set) var cursor: Point
    /// Of the brush for areas, and of the one for lines.
    private var areaTool = Tool.brush, lineTool = Tool.brush
    /// In pixels of the photo: of the brush for areas, and of the one for lines.
    private var areaDiameter, lineDiameter: Double
    /// Whether they are as wide on the screen at any zoom.
    var brushFollowsZoom = false
    /// Whether spots that the brush missed stay as they are.
    var keepsIslands = false
    public internal(set) var comparison = Comparison.off
    var look: Look?
    /// Whether the left mouse button erases, too.
    public internal(set) var pointerErases = false
    /// Which upper corner the small picture of the whole photo is in.
    public internal(set) var isMinimapLeft = false
    public internal(set) var showsOutline = true
    /// The removal that is going on.
    public internal(set) var running: RunningRemoval?
    /// What goes once that has ended.
    var queued: Mask?
    /// The latest removal of which something has come.
    var removal: Removal?
    /// Lines that earlier fills have found, and no further one is to follow.
    public internal(set) var erasedLines: [FoundLine] = []
    /// Lines that a fill of what is marked would follow, looked for ahead of it; nil since marks or pixels have changed.
    public internal(set) var foreseenLines: [FoundLine]?
    var snapping: Snapping?
    /// What was found around a place last, and the revision that came of it.
    var clicked: (object: ClickedObject, revision: Int)?
    /// The hole that is being filled by hand; ended by whatever changes marks or pixels.
    var patching: Patching?

    /// Whether samples are shown as they are, so that one copy serves for both.
    public let isDirect: Bool
    let originalLayer: Layer
    /// What shows `current`.
    public internal(set) var layer: Layer
    var stroke: Stroke?
    var history = History()
    var floodTolerance = Editor.firstTolerance
    var removals: Int
    /// Changes with every change of marks or pixels.
    public internal(set) var revision = 0 { didSet { patching = nil } }
    /// Changes with every change of pixels.
    var pixelRevision = 0
    /// Changes with every change of what is kept out.
    var keepOutRevision = 0
    /// The result that was saved last, and the one before, for when a save fails.
    var savedResult, savedBefore: ResultIdentity?
    /// Turns samples of the photo into what is shown (8-bit sRGB).
    let display: @Sendable (Raster) -> Raster

    static let firstTolerance = 12

    /// Starts on `photo`, which `layer` shows; patches of results are shown through `display`.
    /// `removalsBefore`: the number after which removals are counted.
    public init(
        photo: Raster, layer: Layer, display: @escaping @Sendable (Raster) -> Raster, removalsBefore: Int = 0
    ) {
        precondition(layer.picture.width == photo.width && layer.picture.height == photo.height)
        original = photo
        current = photo
        originalLayer = layer
        isDirect = photo.bytes == layer.picture.bytes
        self.layer = layer
        self.display = display
        removals = removalsBefore
        marks = [.removal: Marks(width: photo.width, height: photo.height)]
        viewport = Viewport(photoWidth: photo.width, photoHeight: photo.height)
        cursor = Point(x: Double(photo.width) / 2, y: Double(photo.height) / 2)
        areaDiameter = max(3, (Double(min(photo.width, photo.height)) / 20).rounded())
        lineDiameter = max(1, (Double(max(photo.width, photo.height)) / 400).rounded())
    }

    /// What the pen draws. Edges have a tool of their own.
    public internal(set) var tool: Tool {
        get { painted == .edges ? lineTool : areaTool }
        set { if painted == .edges { lineTool = newValue } else { areaTool = newValue } }
    }

    /// In pixels of the photo. Edges are drawn thin.
    public internal(set) var brushDiameter: Double {
        get { painted == .edges ? lineDiameter : areaDiameter }
        set { if painted == .edges { lineDiameter = newValue } else { areaDiameter = newValue } }
    }

    /// What is to be removed.
    public var mask: Mask { marks[.removal]!.mask }
    /// What nothing is copied from; nil where that is nothing.
    public var keepOut: Mask? { painted(as: .keepOut) }
    /// Along which edges go on; nil where there are none.
    public var edges: Mask? { painted(as: .edges) }
    /// The marks of a kind; nil where there are none.
    private func painted(as kind: MarkKind) -> Mask? { marks[kind].flatMap { $0.isEmpty ? nil : $0.mask } }
    /// The marks that tools paint.
    public var paintedMask: Mask { marks[painted]!.mask }
    /// Pixels that are marked, of the kind that is painted.
    public var markedCount: Int { marks[painted]!.count }
    /// Whether nothing is marked for removal.
    public var isMaskEmpty: Bool { marks[.removal]!.isEmpty }

    /// Whether the pen is down, and erases.
    public var pen: (isDown: Bool, isErasing: Bool) { (stroke != nil, stroke?.isErasing ?? false) }

    /// Whether the pen is down and brings the photo back.
    public var isRestoring: Bool { stroke?.restoring != nil }

    /// Whether the object under the marks, or around a place, or lines are being looked for.
    public var isSnapping: Bool { snapping != nil }
    /// What that is called.
    public var searchName: String? {
        switch snapping?.sought {
        case nil: nil
        case .outline: "snapping"
        case .object: "selecting"
        case .lines: "looking for lines"
        }
    }

    /// Whether marks wait for the removal that is going on.
    public var isQueued: Bool { queued != nil }

    /// Whether there is nothing that `Command.cancel` could end.
    public var isIdle: Bool {
        stroke == nil && !pointerErases && snapping == nil && patching == nil && running == nil && comparison == .off
    }

    public var canUndo: Bool { !history.past.isEmpty }
    public var canRedo: Bool { !history.future.isEmpty }

    /// Whether quitting would lose a result, or marks. A photo on which all is undone has neither.
    public var isUnsaved: Bool { hasUnsavedResult || hasUnsavedMarks }
    public var hasUnsavedResult: Bool { hasResult && resultIdentity != savedResult }
    public var hasUnsavedMarks: Bool { marks.values.contains { $0.isChanged && !$0.isEmpty } }
    /// Whether anything was removed from the photo.
    public var hasResult: Bool { history.latestRemoval != nil }
}
