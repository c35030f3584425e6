import ArgumentParser
import System

/// One of several parts of a batch for machines that share it: every Nth photo by name.
struct Shard: Sendable {
    /// Which part, from 1, and of how many.
    let index, count: Int

    private static let mostParts = 10_000

    /// Throws where the text is not I/N.
    init(told text: String) throws {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else {
            throw ValidationError("two whole numbers are needed: I/N, such as 2/4")
        }
        guard (1...Self.mostParts).contains(count) else { throw ValidationError("there can be 1 to \(Self.mostParts) parts") }
        guard (1...count).contains(index) else { throw ValidationError("of \(count) parts, I is one from 1 to \(count)") }
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
