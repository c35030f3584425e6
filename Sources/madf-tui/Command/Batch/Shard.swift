import ArgumentParser
import System

/// One of several parts of a batch for machines that share it: every Nth photo by name.
struct Shard: ExpressibleByArgument, Sendable {
    /// Which part, from 1, and of how many.
    let index, count: Int

    private static let mostParts = 10_000

    /// nil where the text is not I/N.
    init?(argument text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]), (1...Self.mostParts).contains(count),
            (1...count).contains(index)
        else { return nil }
        self.index = index
        self.count = count
    }

    /// Those of `items` that are in the part, in their order. Their names decide, so that it is the same part in whatever order they
    /// were told.
    func part<Item>(of items: [Item], name: (Item) -> FilePath) -> [Item] {
        let names = items.map { name($0).bytes }
        let ranks = names.indices.sorted { names[$0].lexicographicallyPrecedes(names[$1]) }
        let mine = Set(ranks.indices.filter { $0 % count == index - 1 }.map { ranks[$0] })
        return items.indices.filter(mine.contains).map { items[$0] }
    }
}
