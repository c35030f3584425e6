import Solvers
import Support
import Testing
import Workers

/// The plain way: augments along shortest paths over a matrix of capacities (Edmonds and Karp).
private func largestFlow(_ capacities: [[Int]], from source: Int, to sink: Int) -> Int {
    var residual = capacities, flow = 0
    while true {
        var before = [Int](repeating: -1, count: residual.count), queue = [source]
        before[source] = source
        var index = 0
        while index < queue.count && before[sink] < 0 {
            for other in residual.indices where before[other] < 0 && residual[queue[index]][other] > 0 {
                before[other] = queue[index]
                queue.append(other)
            }
            index += 1
        }
        guard before[sink] >= 0 else { return flow }
        var amount = Int.max, node = sink
        while node != source { (amount, node) = (min(amount, residual[before[node]][node]), before[node]) }
        node = sink
        while node != source {
            residual[before[node]][node] -= amount
            residual[node][before[node]] += amount
            node = before[node]
        }
        flow += amount
    }
}

extension Noise {
    fileprivate mutating func below(_ limit: Int) -> Int { Int(next()) % limit }
}

@Suite struct LatticeNetworkTests {
    private let work = Work(on: .caller)

    /// Whether `cut` costs what it says, by the capacities.
    private func cost(_ isSource: [Bool], _ capacities: [[Int]]) -> Int {
        let count = isSource.count
        var sum = 0
        for a in 0...count + 1 {
            for b in 0...count + 1 {
                let first = a < count ? isSource[a] : a == count, second = b < count ? isSource[b] : b == count
                if first && !second { sum += capacities[a][b] }
            }
        }
        return sum
    }

    /// A picture of random capacities, cut twice, the second time some of it only: what the first cut left must not be seen.
    @Test(arguments: 0..<300, [4, 8]) func randomLatticesAgreeWithShortestPaths(seed: Int, sides: Int) throws {
        var numbers = Noise(seed: UInt32(seed))
        let width = 1 + numbers.below(5), height = 1 + numbers.below(4), count = width * height, parity = numbers.below(2)
        var network = LatticeNetwork(nodes: count, sides: sides)
        var edges: [(a: Int, b: Int, side: Int)] = []
        for a in 0..<count {
            for (number, (dx, dy)) in [(1, 0), (0, 1), (1, 1), (-1, 1)].prefix(sides / 2).enumerated()
            where (0..<width).contains(a % width + dx) && a / width + dy < height {
                edges.append((a, a + dy * width + dx, 2 * number + parity))
                network.join(a, a + dy * width + dx, side: 2 * number + parity)
            }
        }
        for members in [Array(0..<count), (0..<count).filter { _ in numbers.below(3) > 0 }] {
            network.begin(members.map { Int32($0) })
            var capacities = [[Int]](repeating: [Int](repeating: 0, count: count + 2), count: count + 2)
            for node in members {
                for _ in 0..<1 + numbers.below(2) where numbers.below(3) > 0 {
                    let source = numbers.below(20), sink = numbers.below(20)
                    network.addTerminal(node, source: Int32(source), sink: Int32(sink))
                    capacities[count][node] += source
                    capacities[node][count + 1] += sink
                }
            }
            for edge in edges where members.contains(edge.a) && members.contains(edge.b) {
                let forward = numbers.below(12), backward = numbers.below(12) * numbers.below(2)
                network.setEdge(edge.a, side: edge.side, forward: Int32(forward), backward: Int32(backward))
                capacities[edge.a][edge.b] = forward
                capacities[edge.b][edge.a] = backward
            }
            try network.cut(work)
            #expect(network.flow == largestFlow(capacities, from: count, to: count + 1))
            let isSource = (0..<count).map { network.isSource($0) }
            #expect(network.flow == cost(isSource, capacities))
        }
    }

    @Test func aGridIsCutWhereItIsWeak() throws {
        // Columns 0...9 of 8 rows; the edges between columns 5 and 6 are weak.
        var network = LatticeNetwork(nodes: 80, sides: 4)
        network.begin((0..<80).map(\.self))
        for y in 0..<8 {
            network.addTerminal(y * 10, source: 1_000, sink: 0)
            network.addTerminal(y * 10 + 9, source: 0, sink: 1_000)
            for x in 0..<10 {
                let node = y * 10 + x, weight: Int32 = x == 5 ? 2 : 30
                if x < 9 {
                    network.join(node, node + 1, side: 0)
                    network.setEdge(node, side: 0, forward: weight, backward: weight)
                }
                if y < 7 {
                    network.join(node, node + 10, side: 2)
                    network.setEdge(node, side: 2, forward: 30, backward: 30)
                }
            }
        }
        try network.cut(work)
        #expect(network.flow == 16)
        for node in 0..<80 { #expect(network.isSource(node) == (node % 10 <= 5)) }
    }

    @Test func stoppingLeavesANetworkThatCanBeCut() throws {
        let count = 5_000, cancellation = Cancellation()
        var network = LatticeNetwork(nodes: count, sides: 4)
        for node in 1..<count { network.join(node - 1, node, side: 0) }
        func begin(_ network: inout LatticeNetwork) {
            network.begin((0..<Int32(count)).map(\.self))
            for node in 0..<count {
                network.addTerminal(node, source: 3, sink: 0)
                if node > 0 { network.setEdge(node - 1, side: 0, forward: 1, backward: 1) }
            }
        }
        begin(&network)
        cancellation.cancel()
        do {
            try network.cut(Work(on: .caller, cancellation: cancellation))
            Issue.record("a flow of \(network.flow)")
        } catch {}
        begin(&network)
        network.addTerminal(count - 1, source: 0, sink: 5)
        try network.cut(work)
        #expect(network.flow == 4)
    }

    @Test func nodesWithoutEdgesGoByTheirTerminals() throws {
        var network = LatticeNetwork(nodes: 2, sides: 4)
        network.begin([0, 1])
        network.addTerminal(0, source: 3, sink: 1)
        network.addTerminal(1, source: 0, sink: 2)
        try network.cut(work)
        #expect(network.isSource(0) && !network.isSource(1))
        #expect(network.flow == 1)
    }
}
