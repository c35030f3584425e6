import Evaluation
import Pixels
import Terminal
import Testing

/// Whatever comes, in whatever order, the session goes on, and the picture fits the screen.
@Suite struct RandomInputTests {
    @Test(arguments: 1...4) func livesThroughRandomInput(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        var scene = try Scene { $0.picture = .pattern(width: 160, height: 120) }
        for _ in 0..<500 {
            for _ in 0..<4 { scene.screen.send([.input(RandomInputTests.input(&generator))]) }
            if Int.random(in: 0..<50, using: &generator) == 0 {
                scene.screen.resize(columns: .random(in: 1...150, using: &generator), rows: .random(in: 1...50, using: &generator))
            }
            scene.pass(.random(in: 0..<0.3, using: &generator))
            let grid = scene.screen.picture
            #expect(grid.map { $0.columns == scene.screen.columns && $0.rows == scene.screen.rows - scene.screen.frame!.status.count } != false)
            if let ending = scene.session.ending {
                // A click may meet "quit", which is a fair end.
                #expect(ending.status == 0)
                scene.session.end()
                scene = try Scene(in: scene.folder)
            }
        }
        scene.end(status: 143)
    }

    private static func input(_ generator: inout SeededGenerator) -> InputEvent {
        func element<T>(_ list: [T]) -> T { list.randomElement(using: &generator)! }
        switch Int.random(in: 0..<10, using: &generator) {
        case 0...4: return .key(.character("hjklHJKLxbtreofuciFaBOvw#1234567890+-=[]<>?PnpyG ".unicodeScalars.randomElement(using: &generator)!))
        case 5: return .key(element([.enter, .tab, .control("r"), .control("l"), .backspace, .character("m"), .character("M"), .character("S")]))
        case 6: return .key(element([.arrow(.up, .none), .arrow(.right, .control), .pageUp, .pageDown, .home, .end, .escape]))
        case 7: return element([.paste("q\n"), .reply("?62;4c"), .reply("Gi=31;OK"), .reply("6;20;10t")])
        default:
            let action = element([
                MouseEvent.Action.press(.left), .press(.right), .press(.middle), .drag(.left), .drag(.right), .drag(.middle),
                .release(.left), .hover, .wheelUp, .wheelDown,
            ])
            return .mouse(MouseEvent(action: action, column: .random(in: 0..<160, using: &generator), row: .random(in: 0..<60, using: &generator)))
        }
    }
}
