import Editing
import Inpainting
import Pixels
import Terminal

/// The editor's view as cells; drawn anew only when something in it has changed, so that progress and moves cost little.
struct CellView {
    /// All that the view depends on.
    private struct State: Equatable {
        let generation, revision: Int
        let viewport: Viewport
        let comparison: Comparison
        /// How many stages of the latest removal are there.
        let stages: Int
        let showsOutline: Bool
        let isMinimapLeft: Bool
        let patch: Movement?
    }

    private typealias Drawn = (state: State, pixels: PixelGrid, grid: CellGrid)
    private var drawn: Drawn?

    /// - Parameter brush: where the brush's outline is shown.
    mutating func grid(of editor: Editor, generation: Int, brush: Point, by encoder: PictureEncoder) -> CellGrid {
        let state = State(
            generation: generation, revision: editor.revision, viewport: editor.viewport, comparison: editor.comparison,
            stages: editor.choosable?.stages.count ?? 0, showsOutline: editor.showsOutline, isMinimapLeft: editor.isMinimapLeft,
            patch: editor.patchMovement)
        let drawn = if let drawn, drawn.state == state { drawn } else { CellView.draw(editor, state, by: encoder) }
        self.drawn = drawn
        var pixels = drawn.pixels, grid = drawn.grid
        let shape = encoder.shape
        let outline = editor.refined(by: shape).brushOutline(at: brush).filter { column, row in
            editor.minimapPlace(column: column / shape.columns, row: row / shape.rows * 2) == nil
        }
        for (column, row) in outline { pixels.drawRing(column: column, row: row) }
        for (column, row) in outline {
            let cell = (column: column / shape.columns, row: row / shape.rows)
            grid[cell.column, cell.row] = encoder.encode(pixels, column: cell.column, row: cell.row)
        }
        return grid
    }

    private static func draw(_ editor: Editor, _ state: State, by encoder: PictureEncoder) -> Drawn {
        let pixels = PixelGrid(editor.refined(by: encoder.shape).render())
        var grid = encoder.encode(pixels)
        if let map = editor.minimap(across: encoder.shape.columns, rows: encoder.shape.rows) {
            grid.overlay(encoder.encode(PixelGrid(map)), isLeft: state.isMinimapLeft)
        }
        if editor.comparison.hasPanes, let chosen = editor.choosable {
            for (offset, pane) in editor.panes.enumerated() {
                let (name, isKept) =
                    switch pane.pane {
                    case .stage(let stage): ("\(offset + 1) \(stage.rawValue)", stage == chosen.shown)
                    case .attempt(let attempt): ("try \(attempt + 1)", attempt == chosen.attempt && chosen.shown == .detail)
                    }
                grid.write(" \(name) \(isKept ? "(kept) " : "")", column: pane.x, row: pane.y / 2)
            }
        }
        if editor.comparison == .lines {
            for (offset, place) in editor.linePlaces.enumerated() {
                guard let place else { continue }
                grid.write(editor.foundLines[offset].isErased ? "-\(offset + 1)-" : " \(offset + 1) ", column: place.column, row: place.row / 2)
            }
        }
        return (state, pixels, grid)
    }
}

extension Editor {
    /// On a screen of such cells.
    func refined(by shape: CellShape) -> Editor { refined(across: shape.columns, rows: shape.rows) }
}

extension PixelGrid {
    init(_ picture: Picture) {
        self.init(
            width: picture.width, height: picture.height, bytes: picture.bytes,
            signs: picture.signs.map { sign in
                switch sign {
                case .none: .none
                case .marked(.removal): .crosses
                case .marked(.keepOut): .stripes
                case .marked(.edges): .stroke
                case .found(let number): .digit(number)
                case .line: .line
                }
            })
    }

    /// A pixel of the brush's outline: light and dark in turn, so that it shows on any picture.
    mutating func drawRing(column: Int, row: Int) {
        let index = row * width + column, target = (column + row) / 2 & 1 == 0 ? 255 : 0
        signs[index] = .ring
        for sample in 3 * index..<3 * index + 3 { bytes[sample] = UInt8((Int(bytes[sample]) + 3 * target) / 4) }
    }
}
