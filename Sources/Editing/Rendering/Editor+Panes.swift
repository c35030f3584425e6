import Inpainting

extension Editor {
    /// The stage shown in the pane at a screen pixel; nil between the panes, or when there are none.
    public func pane(column: Int, row: Int) -> FillStage? {
        guard comparison == .panes else { return nil }
        return paneOrigins.first { _, x, y in
            (x..<x + paneSize.width).contains(column) && (y..<y + paneSize.height).contains(row)
        }?.stage
    }

    /// Where each stage's pane begins, in screen pixels.
    public var paneOrigins: [(stage: FillStage, x: Int, y: Int)] {
        FillStage.allCases.enumerated().map { index, stage in
            (stage, index % 2 * (viewport.width - paneSize.width), index / 2 * (viewport.height - paneSize.height))
        }
    }

    /// With a line of cells left free between them where there is room.
    private var paneSize: (width: Int, height: Int) {
        (max(1, (viewport.width - 1) / 2), min(viewport.height, max(2, (viewport.height / 2 - 1) / 2 * 2)))
    }

    /// The same view of every stage that is there; the panes of those to come stay dark.
    func drawPanes(on picture: inout Picture) {
        var copy = self
        copy.comparison = .off
        copy.viewport.resize(width: paneSize.width, height: paneSize.height, aspect: viewport.aspect)
        for (stage, x, y) in paneOrigins where choosable?.stages[stage] != nil {
            _ = copy.show(stage)
            let part = copy.render()
            for row in 0..<part.height {
                let start = (y + row) * picture.width + x, source = row * part.width
                picture.bytes.replaceSubrange(
                    start * 3..<(start + part.width) * 3, with: part.bytes[source * 3..<(source + part.width) * 3])
                picture.signs.replaceSubrange(start..<start + part.width, with: part.signs[source..<source + part.width])
            }
        }
    }
}
