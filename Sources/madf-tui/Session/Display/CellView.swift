import Editing
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
    }

    private var drawn: (state: State, grid: CellGrid)?

    mutating func grid(of editor: Editor, generation: Int, by encoder: PictureEncoder) -> CellGrid {
        let state = State(
            generation: generation, revision: editor.revision, viewport: editor.viewport, comparison: editor.comparison,
            stages: editor.choosable?.stages.count ?? 0, showsOutline: editor.showsOutline,
            isMinimapLeft: editor.isMinimapLeft)
        if let drawn, drawn.state == state { return drawn.grid }
        var grid = encoder.encode(PixelGrid(editor.render()))
        if let map = editor.minimap() { grid.overlay(encoder.encode(PixelGrid(map)), isLeft: state.isMinimapLeft) }
        if editor.comparison == .panes, let shown = editor.choosable?.shown {
            for (offset, pane) in editor.paneOrigins.enumerated() {
                let kept = pane.stage == shown ? "(kept) " : ""
                grid.write(" \(offset + 1) \(pane.stage.rawValue) \(kept)", column: pane.x, row: pane.y / 2)
            }
        }
        drawn = (state, grid)
        return grid
    }
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
                case .line: .line
                }
            })
    }
}
