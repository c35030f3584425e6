import Workers

extension FlowNetwork {
    /// A minimum cut.
    public struct Cut: Equatable, Sendable {
        /// Its cost, which is the largest flow.
        public let cost: Int
        /// For each node whether it stays with the source. Nodes that either side could have go to the sink.
        public let isSource: [Bool]
    }

    /// Finds the minimum cut.
    public consuming func minimumCut(_ work: Work) throws(Cancelled) -> Cut {
        var search = Search(self)
        try search.run(work)
        return Cut(cost: search.flow, isSource: search.isSource)
    }
}

/// The two search trees while the flow grows. All arrays are plain memory: looking after their bounds and owners would take as
/// long as the search.
private struct Search: ~Copyable {
    private static let none: Int32 = -1
    /// Parent "arcs" of roots and of nodes that lost theirs.
    private static let root: Int32 = -2, orphan: Int32 = -3

    private enum Tree { static let free: UInt8 = 0, source: UInt8 = 1, sink: UInt8 = 2 }

    private let count, arcs: Int
    private let heads, next, first, residual, terminal: UnsafeMutablePointer<Int32>
    private(set) var flow: Int
    private let tree: UnsafeMutablePointer<UInt8>
    /// The arc from a node to its parent.
    private let parent: UnsafeMutablePointer<Int32>
    /// When, and at what distance from the terminal, the node was last known to hang on it.
    private let stamp, distance: UnsafeMutablePointer<Int32>
    private var time: Int32 = 0
    /// A ring: no node is in it twice.
    private let queue: UnsafeMutablePointer<Int32>
    private var queueStart = 0, queueCount = 0
    private let isQueued: UnsafeMutablePointer<Bool>
    private var orphans: [Int32] = []

    init(_ network: consuming FlowNetwork) {
        func copy(_ values: [Int32]) -> UnsafeMutablePointer<Int32> {
            let result = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, values.count))
            // A network without edges has empty lists, which may lie nowhere.
            values.withUnsafeBufferPointer { if let start = $0.baseAddress { result.initialize(from: start, count: $0.count) } }
            return result
        }
        func filled<Value>(_ value: Value, _ count: Int) -> UnsafeMutablePointer<Value> {
            let result = UnsafeMutablePointer<Value>.allocate(capacity: max(1, count))
            result.initialize(repeating: value, count: count)
            return result
        }
        heads = copy(network.heads)
        next = copy(network.next)
        first = copy(network.first)
        residual = copy(network.residual)
        terminal = copy(network.terminal)
        flow = network.flow
        count = network.nodes
        arcs = network.heads.count
        tree = filled(Tree.free, count)
        parent = filled(Self.none, count)
        stamp = filled(0, count)
        distance = filled(0, count)
        queue = filled(0, count)
        isQueued = filled(false, count)
    }

    deinit {
        for values in [heads, next, first, residual, terminal, parent, stamp, distance, queue] { values.deallocate() }
        tree.deallocate()
        isQueued.deallocate()
    }

    var isSource: [Bool] { (0..<count).map { tree[$0] == Tree.source } }

    /// Sends what goes from the source over this arc alone to the sink: most of the flow, where the trees would find path by path.
    private mutating func sendAcross(_ arc: Int) {
        let from = Int(heads[arc ^ 1]), to = Int(heads[arc])
        let amount = min(residual[arc], terminal[from], -terminal[to])
        guard amount > 0 else { return }
        residual[arc] -= amount
        residual[arc ^ 1] += amount
        terminal[from] -= amount
        terminal[to] += amount
        flow += Int(amount)
    }

    mutating func run(_ work: Work) throws(Cancelled) {
        for arc in 0..<arcs { sendAcross(arc) }
        for node in 0..<count where terminal[node] != 0 {
            tree[node] = terminal[node] > 0 ? Tree.source : Tree.sink
            parent[node] = Self.root
            distance[node] = 1
            activate(Int32(node))
        }
        var steps = 0
        while let node = takeActive() {
            steps += 1
            if steps & 1_023 == 0 { try work.check() }
            while tree[Int(node)] != Tree.free, let bridge = grow(from: node) {
                steps += 1
                if steps & 1_023 == 0 { try work.check() }
                time += 1
                augment(bridge)
                while let orphan = orphans.popLast() { adopt(orphan) }
            }
        }
    }

    private mutating func activate(_ node: Int32) {
        if isQueued[Int(node)] { return }
        isQueued[Int(node)] = true
        let end = queueStart + queueCount
        queue[end < count ? end : end - count] = node
        queueCount += 1
    }

    private mutating func takeActive() -> Int32? {
        if queueCount == 0 { return nil }
        let node = queue[queueStart]
        queueStart = queueStart + 1 < count ? queueStart + 1 : 0
        queueCount -= 1
        isQueued[Int(node)] = false
        return node
    }

    /// What `arc` lets through in the direction away from the source, seen from a node of `side`.
    private func capacity(_ arc: Int32, _ side: UInt8) -> Int32 {
        side == Tree.source ? residual[Int(arc)] : residual[Int(arc ^ 1)]
    }

    /// Spreads the tree of `node` to its free neighbors; returns an arc from the source's tree to the sink's when they meet.
    private mutating func grow(from node: Int32) -> Int32? {
        let side = tree[Int(node)]
        var arc = first[Int(node)]
        while arc >= 0 {
            if capacity(arc, side) > 0 {
                let other = Int(heads[Int(arc)])
                if tree[other] == Tree.free {
                    tree[other] = side
                    parent[other] = arc ^ 1
                    stamp[other] = stamp[Int(node)]
                    distance[other] = distance[Int(node)] + 1
                    activate(Int32(other))
                } else if tree[other] != side {
                    // The node may have more such neighbors.
                    activate(node)
                    return side == Tree.source ? arc : arc ^ 1
                } else if stamp[other] <= stamp[Int(node)] && distance[other] > distance[Int(node)] {
                    parent[other] = arc ^ 1
                    stamp[other] = stamp[Int(node)]
                    distance[other] = distance[Int(node)] + 1
                }
            }
            arc = next[Int(arc)]
        }
        return nil
    }

    /// Sends as much as the path over `bridge` takes.
    private mutating func augment(_ bridge: Int32) {
        var amount = residual[Int(bridge)]
        for (start, side) in [(heads[Int(bridge ^ 1)], Tree.source), (heads[Int(bridge)], Tree.sink)] {
            var node = Int(start)
            while parent[node] != Self.root {
                amount = min(amount, capacity(parent[node] ^ 1, side))
                node = Int(heads[Int(parent[node])])
            }
            amount = min(amount, abs(terminal[node]))
        }
        residual[Int(bridge)] -= amount
        residual[Int(bridge ^ 1)] += amount
        send(amount, from: heads[Int(bridge ^ 1)], side: Tree.source)
        send(amount, from: heads[Int(bridge)], side: Tree.sink)
        flow += Int(amount)
    }

    private mutating func send(_ amount: Int32, from start: Int32, side: UInt8) {
        var node = Int(start)
        while parent[node] != Self.root {
            let arc = parent[node]
            let used = side == Tree.source ? arc ^ 1 : arc
            residual[Int(used)] -= amount
            residual[Int(used ^ 1)] += amount
            let above = Int(heads[Int(arc)])
            if residual[Int(used)] == 0 { orphanize(node) }
            node = above
        }
        terminal[node] += side == Tree.source ? -amount : amount
        if terminal[node] == 0 { orphanize(node) }
    }

    private mutating func orphanize(_ node: Int) {
        parent[node] = Self.orphan
        orphans.append(Int32(node))
    }

    /// Finds a new parent for a node that lost its own, or sets it free.
    private mutating func adopt(_ orphan: Int32) {
        let node = Int(orphan), side = tree[node]
        var best = Self.none, least = Int32.max
        var arc = first[node]
        while arc >= 0 {
            let other = Int(heads[Int(arc)])
            if tree[other] == side && capacity(arc ^ 1, side) > 0, let length = lengthToTerminal(other), length < least {
                least = length
                best = arc
            }
            arc = next[Int(arc)]
        }
        if best != Self.none {
            parent[node] = best
            stamp[node] = time
            distance[node] = least + 1
            return
        }
        tree[node] = Tree.free
        parent[node] = Self.none
        arc = first[node]
        while arc >= 0 {
            let other = Int(heads[Int(arc)])
            if tree[other] == side {
                if capacity(arc ^ 1, side) > 0 { activate(Int32(other)) }
                let above = parent[other]
                if above >= 0 && Int(heads[Int(above)]) == node { orphanize(other) }
            }
            arc = next[Int(arc)]
        }
    }

    /// Steps from `start` to its terminal; nil where the way ends at an orphan.
    private mutating func lengthToTerminal(_ start: Int) -> Int32? {
        var node = start, steps: Int32 = 0
        while true {
            if stamp[node] == time {
                steps += distance[node]
                break
            }
            if parent[node] == Self.root {
                stamp[node] = time
                distance[node] = 1
                steps += 1
                break
            }
            if parent[node] == Self.orphan || parent[node] == Self.none { return nil }
            steps += 1
            node = Int(heads[Int(parent[node])])
        }
        // Marks the way, so that others stop early.
        var left = steps
        node = start
        while stamp[node] != time {
            stamp[node] = time
            distance[node] = left
            left -= 1
            node = Int(heads[Int(parent[node])])
        }
        return steps
    }
}
