import Workers

/// The flow is found by growing two search trees and mending them after each path (Boykov and Kolmogorov, "An experimental comparison
/// of min-cut/max-flow algorithms for energy minimization in vision", PAMI 2004), once what goes along simple ways has been sent. The
/// same calls give the same cut.
extension LatticeNetwork {
    /// Finds the minimum cut, which costs `flow`.
    public mutating func cut(_ work: Work) throws(Cancelled) {
        for side in [1, 0] { sendOn(side) }
        for node in members where nodes[Int(node)].terminal != 0 {
            nodes[Int(node)].tree = nodes[Int(node)].terminal > 0 ? .source : .sink
            nodes[Int(node)].parent = Node.root
            nodes[Int(node)].distance = 1
            activate(Int(node))
        }
        var steps = 0
        while let node = takeActive() {
            steps += 1
            if steps & 1_023 == 0 { try check(work) }
            while nodes[node].tree != .free, let bridge = grow(from: node) {
                steps += 1
                if steps & 1_023 == 0 { try check(work) }
                time += 1
                augment(bridge)
                while let orphan = orphans.popLast() { adopt(Int(orphan)) }
            }
        }
    }

    /// A search that is given up leaves nothing waiting.
    private mutating func check(_ work: Work) throws(Cancelled) {
        do { try work.check() } catch {
            while let node = takeActive() { nodes[node].isQueued = false }
            throw error
        }
    }

    /// Sends what is wanted on the odd sides of nodes, or on the even ones, along ways that leave nodes on such sides alone, to the right and
    /// down, say: most of the flow, which the trees would find path by path.
    ///
    /// What comes to a node that has got enough by another way goes on from there as if from the source.
    private mutating func sendOn(_ parity: Int) {
        let isForward = parity == 1, last = members.count - 1
        for place in members.indices {
            let node = Int(members[isForward ? last - place : place])
            var wanted = -nodes[node].terminal, arc = node << shift + parity
            while arc < (node + 1) << shift {
                wanted = min(1 << 30, wanted + self.wanted(arc))
                arc += 2
            }
            nodes[node].distance = max(0, wanted)
        }
        for place in members.indices {
            let node = Int(members[isForward ? place : last - place])
            var arc = node << shift + parity
            while arc < (node + 1) << shift {
                send(along: arc)
                arc += 2
            }
        }
        for node in members { nodes[Int(node)].distance = 0 }
    }

    /// What the head of an arc wants by way of it. Until the trees grow, that is its `distance`.
    @inline(__always) private func wanted(_ arc: Int) -> Int32 {
        let residual = arcs[arc].residual
        return residual > 0 ? min(residual, nodes[Int(arcs[arc].head)].distance) : 0
    }

    @inline(__always) private mutating func send(along arc: Int) {
        let from = arc >> shift, amount = min(nodes[from].terminal, wanted(arc))
        guard amount > 0 else { return }
        let to = Int(arcs[arc].head)
        arcs[arc].residual -= amount
        arcs[opposite(arc)].residual += amount
        nodes[from].terminal -= amount
        flow += Int(min(amount, max(0, -nodes[to].terminal)))
        nodes[to].terminal += amount
        nodes[to].distance -= amount
    }

    @inline(__always) private mutating func activate(_ node: Int) {
        if nodes[node].isQueued { return }
        nodes[node].isQueued = true
        let end = queueStart + queueCount
        queue[end < count ? end : end - count] = Int32(node)
        queueCount += 1
    }

    @inline(__always) private mutating func takeActive() -> Int? {
        if queueCount == 0 { return nil }
        let node = Int(queue[queueStart])
        queueStart = queueStart + 1 < count ? queueStart + 1 : 0
        queueCount -= 1
        nodes[node].isQueued = false
        return node
    }

    /// What `arc` lets through in the direction away from the source, seen from a node of `tree`.
    @inline(__always) private func capacity(_ arc: Int, _ tree: Tree) -> Int32 {
        tree == .source ? arcs[arc].residual : arcs[opposite(arc)].residual
    }

    /// Spreads the tree of `node` to its free neighbors; returns an arc from the source's tree to the sink's when they meet.
    @inline(__always) private mutating func grow(from node: Int) -> Int? {
        let tree = nodes[node].tree
        for arc in node << shift..<(node + 1) << shift where arcs[arc].head >= 0 && capacity(arc, tree) > 0 {
            let other = Int(arcs[arc].head)
            if nodes[other].tree == .free {
                nodes[other].tree = tree
                nodes[other].parent = Int8((arc & (sides - 1)) ^ 1)
                nodes[other].stamp = nodes[node].stamp
                nodes[other].distance = nodes[node].distance + 1
                activate(other)
            } else if nodes[other].tree != tree {
                // The node may have more such neighbors.
                activate(node)
                return tree == .source ? arc : opposite(arc)
            } else if nodes[other].stamp <= nodes[node].stamp && nodes[other].distance > nodes[node].distance {
                nodes[other].parent = Int8((arc & (sides - 1)) ^ 1)
                nodes[other].stamp = nodes[node].stamp
                nodes[other].distance = nodes[node].distance + 1
            }
        }
        return nil
    }

    @inline(__always) private func parentArc(_ node: Int) -> Int { node << shift + Int(nodes[node].parent) }

    /// Sends as much as the path over `bridge` takes.
    private mutating func augment(_ bridge: Int) {
        let from = bridge >> shift, to = Int(arcs[bridge].head)
        var amount = arcs[bridge].residual, node = from
        while nodes[node].parent >= 0 {
            let arc = parentArc(node)
            amount = min(amount, arcs[opposite(arc)].residual)
            node = Int(arcs[arc].head)
        }
        amount = min(amount, nodes[node].terminal)
        node = to
        while nodes[node].parent >= 0 {
            let arc = parentArc(node)
            amount = min(amount, arcs[arc].residual)
            node = Int(arcs[arc].head)
        }
        amount = min(amount, -nodes[node].terminal)
        arcs[bridge].residual -= amount
        arcs[opposite(bridge)].residual += amount
        send(amount, from: from, tree: .source)
        send(amount, from: to, tree: .sink)
        flow += Int(amount)
    }

    @inline(__always) private mutating func send(_ amount: Int32, from start: Int, tree: Tree) {
        var node = start
        while nodes[node].parent >= 0 {
            let arc = parentArc(node), back = opposite(arc)
            let (used, freed) = tree == .source ? (back, arc) : (arc, back)
            arcs[used].residual -= amount
            arcs[freed].residual += amount
            let above = Int(arcs[arc].head)
            if arcs[used].residual == 0 { orphanize(node) }
            node = above
        }
        nodes[node].terminal += tree == .source ? -amount : amount
        if nodes[node].terminal == 0 { orphanize(node) }
    }

    @inline(__always) private mutating func orphanize(_ node: Int) {
        nodes[node].parent = Node.orphan
        orphans.append(Int32(node))
    }

    /// Finds a new parent for a node that lost its own, or sets it free.
    private mutating func adopt(_ node: Int) {
        let tree = nodes[node].tree
        var best = -1, least = Int32.max
        for arc in node << shift..<(node + 1) << shift where arcs[arc].head >= 0 {
            let other = Int(arcs[arc].head)
            if nodes[other].tree == tree && capacity(opposite(arc), tree) > 0, let length = lengthToTerminal(other), length < least {
                least = length
                best = arc
            }
        }
        if best >= 0 {
            nodes[node].parent = Int8(best & (sides - 1))
            nodes[node].stamp = time
            nodes[node].distance = least + 1
            return
        }
        nodes[node].tree = .free
        nodes[node].parent = Node.none
        for arc in node << shift..<(node + 1) << shift where arcs[arc].head >= 0 {
            let other = Int(arcs[arc].head)
            guard nodes[other].tree == tree else { continue }
            if capacity(opposite(arc), tree) > 0 { activate(other) }
            if nodes[other].parent == Int8((arc & (sides - 1)) ^ 1) { orphanize(other) }
        }
    }

    /// Steps from `start` to its terminal; nil where the way ends at an orphan.
    @inline(__always) private mutating func lengthToTerminal(_ start: Int) -> Int32? {
        var node = start, steps: Int32 = 0
        while true {
            if nodes[node].stamp == time {
                steps += nodes[node].distance
                break
            }
            let parent = nodes[node].parent
            if parent == Node.root {
                nodes[node].stamp = time
                nodes[node].distance = 1
                steps += 1
                break
            }
            if parent < 0 { return nil }
            steps += 1
            node = Int(arcs[parentArc(node)].head)
        }
        // Marks the way, so that others stop early.
        var left = steps
        node = start
        while nodes[node].stamp != time {
            nodes[node].stamp = time
            nodes[node].distance = left
            left -= 1
            node = Int(arcs[parentArc(node)].head)
        }
        return steps
    }
}
