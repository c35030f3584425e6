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

@Suite struct FlowNetworkTests {
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

    @Test(arguments: 0..<300) func randomGraphsAgreeWithShortestPaths(seed: Int) throws {
        var numbers = Noise(seed: UInt32(seed))
        let count = 1 + numbers.below(14)
        var network = FlowNetwork(nodes: count)
        var capacities = [[Int]](repeating: [Int](repeating: 0, count: count + 2), count: count + 2)
        for node in 0..<count {
            for _ in 0..<1 + numbers.below(2) where numbers.below(3) > 0 {
                let source = numbers.below(20), sink = numbers.below(20)
                network.addTerminal(node, source: Int32(source), sink: Int32(sink))
                capacities[count][node] += source
                capacities[node][count + 1] += sink
            }
        }
        for _ in 0..<numbers.below(3 * count + 1) where count > 1 {
            let a = numbers.below(count), b = (a + 1 + numbers.below(count - 1)) % count
            let forward = numbers.below(12), backward = numbers.below(12) * numbers.below(2)
            network.addEdge(a, b, forward: Int32(forward), backward: Int32(backward))
            capacities[a][b] += forward
            capacities[b][a] += backward
        }
        let cut = try network.minimumCut(work)
        #expect(cut.cost == largestFlow(capacities, from: count, to: count + 1))
        #expect(cut.cost == cost(cut.isSource, capacities))
    }

    @Test func aGridIsCutWhereItIsWeak() throws {
        // Columns 0...9 of 8 rows; the edges between columns 5 and 6 are weak.
        var network = FlowNetwork(nodes: 80, edges: 160)
        for y in 0..<8 {
            network.addTerminal(y * 10, source: 1_000, sink: 0)
            network.addTerminal(y * 10 + 9, source: 0, sink: 1_000)
            for x in 0..<10 {
                let weight: Int32 = x == 5 ? 2 : 30
                if x < 9 { network.addEdge(y * 10 + x, y * 10 + x + 1, forward: weight, backward: weight) }
                if y < 7 { network.addEdge(y * 10 + x, y * 10 + x + 10, forward: 30, backward: 30) }
            }
        }
        let cut = try network.minimumCut(work)
        #expect(cut.cost == 16)
        #expect(cut.isSource == (0..<80).map { $0 % 10 <= 5 })
    }

    @Test func stoppingGivesNoCut() throws {
        var network = FlowNetwork(nodes: 5_000)
        for node in 0..<5_000 {
            network.addTerminal(node, source: 3, sink: 0)
            if node > 0 { network.addEdge(node - 1, node, forward: 1, backward: 1) }
        }
        let cancellation = Cancellation()
        cancellation.cancel()
        let stopped = network
        #expect(throws: Cancelled.self) {
            let cut = try stopped.minimumCut(Work(on: .caller, cancellation: cancellation))
            Issue.record("\(cut.cost)")
        }
        let empty = try FlowNetwork(nodes: 0).minimumCut(work)
        #expect(empty.cost == 0)
    }

    @Test func nodesWithoutEdgesGoByTheirTerminals() throws {
        var network = FlowNetwork(nodes: 2, edges: 0)
        network.addTerminal(0, source: 3, sink: 1)
        network.addTerminal(1, source: 0, sink: 2)
        let cut = try network.minimumCut(work)
        #expect(cut.isSource == [true, false])
        #expect(cut.cost == 1)
    }
}
