import Inpainting

/// What is seen side by side, each in a part of the screen of its own.
public enum Pane: Equatable, Sendable {
    case stage(FillStage)
    /// An index of `Removal.tries`.
    case attempt(Int)
}

extension Editor {
    /// What the pane at a screen pixel shows; nil between the panes, or when there are none.
    public func pane(column: Int, row: Int) -> Pane? {
        guard comparison.hasPanes else { return nil }
        return panes.first { _, x, y in
            (x..<x + paneSize.width).contains(column) && (y..<y + paneSize.height).contains(row)
        }?.pane
    }

    /// Where each pane begins, in screen pixels.
    public var panes: [(pane: Pane, x: Int, y: Int)] {
        let contents: [Pane] = comparison == .tries ? (choosable?.tries ?? []).indices.map { .attempt($0) } : FillStage.allCases.map { .stage($0) }
        return contents.enumerated().map { index, pane in
            // Rows of panes begin with a line of cells, which has two rows of pixels.
            let x = index % paneColumns * (viewport.width - paneSize.width) / max(1, paneColumns - 1)
            let y = index / paneColumns * (viewport.height - paneSize.height) / max(1, paneRows - 1) / 2 * 2
            return (pane, x, y)
        }
    }

    private var paneCount: Int { comparison == .tries ? choosable?.tries.count ?? 1 : FillStage.allCases.count }
    var paneColumns: Int { paneCount > 4 ? 3 : min(2, paneCount) }
    private var paneRows: Int { (paneCount + paneColumns - 1) / paneColumns }

    /// With a line of cells left free between them where there is room.
    private var paneSize: (width: Int, height: Int) {
        let width = max(1, (viewport.width - paneColumns + 1) / paneColumns)
        return (width, paneRows == 1 ? viewport.height : min(viewport.height, max(2, (viewport.height / paneRows - 1) / 2 * 2)))
    }

    /// The same view of every stage or try that is there; the panes of those to come stay dark.
    func drawPanes(on picture: inout Picture) {
        var copy = self
        copy.viewport.resize(width: paneSize.width, height: paneSize.height, aspect: viewport.aspect)
        // The middle of a small pane can be nearer to the photo's border than that of the screen.
        if comparison == .tries, isLooking, let area = resultArea { copy.viewport.show(area.middle, scale: copy.viewport.scale) }
        for (pane, x, y) in panes {
            guard copy.show(pane) else { continue }
            let part = copy.render()
            for row in 0..<part.height {
                let start = (y + row) * picture.width + x, source = row * part.width
                picture.bytes.replaceSubrange(
                    start * 3..<(start + part.width) * 3, with: part.bytes[source * 3..<(source + part.width) * 3])
                picture.signs.replaceSubrange(start..<start + part.width, with: part.signs[source..<source + part.width])
            }
        }
    }

    /// Shows what a pane does, and nothing beside it; whether that is there.
    private mutating func show(_ pane: Pane) -> Bool {
        let fill =
            switch pane {
            case .stage(let stage): choosable?.fill(of: stage)
            case .attempt(let attempt): choosable?.tries[attempt]
            }
        comparison = .off
        if let fill { replaceStage(with: fill) }
        return fill != nil
    }
}
