import Solvers
import Workers

/// The expansion of one label: which places take it.
struct ExpansionMove: ~Copyable {
    /// A place that takes the label, and what it costs and copies then.
    struct Change {
        let place: Int32, cost: Int32
        let color: SIMD4<Int16>
    }

    /// What the last expansion found.
    private(set) var changes: [Change] = []
    private let energy: SeamEnergy
    /// The places as its nodes.
    private var network: LatticeNetwork
    /// What a place would copy by the label, and whether it may take it.
    private var candidates: [SIMD4<Int16>]
    private var isFree: [Bool]

    /// For `places`, whose neighbors stay.
    init(_ energy: SeamEnergy, _ places: [ExpansionPlace]) {
        self.energy = energy
        network = LatticeNetwork(nodes: places.count, sides: 4)
        candidates = [SIMD4<Int16>](repeating: .zero, count: places.count)
        isFree = [Bool](repeating: false, count: places.count)
        for number in places.indices {
            for side in 0..<4 where places[number].neighbors[side] >= 0 {
                network.join(number, Int(places[number].neighbors[side]), side: side)
            }
        }
    }

    /// Which of the places `numbers`, which rise, take `label` where all together gain by it.
    mutating func find(
        _ label: Int, over numbers: some Sequence<Int>, _ places: [ExpansionPlace], _ work: Work
    ) throws(Cancelled) {
        changes = []
        var free: [Int32] = []
        for number in numbers where Int(places[number].label) != label {
            guard let source = energy.source(places[number].pixel, label) else { continue }
            candidates[number] = energy.color(source)
            isFree[number] = true
            free.append(Int32(number))
        }
        guard !free.isEmpty else { return }
        defer { for number in free { isFree[Int(number)] = false } }
        network.begin(free)
        let costs = free.map { number in
            let cost = energy.cost(places[Int(number)].pixel, label)
            add(Int(number), cost: cost, label, places)
            return cost
        }
        try network.cut(work)
        for (number, cost) in zip(free, costs) where !network.isSource(Int(number)) {
            changes.append(Change(place: number, cost: cost, color: candidates[Int(number)]))
        }
    }

    /// Adds what the pixel pays if it keeps its label, or takes the one being expanded, for `cost`.
    @inline(__always) private mutating func add(_ number: Int, cost: Int32, _ label: Int, _ places: [ExpansionPlace]) {
        let own = places[number].label
        var keep = places[number].cost, take = cost, twice: Int32 = 0
        for side in 0..<4 where places[number].neighbors[side] >= 0 {
            let other = Int(places[number].neighbors[side]), opposite = side ^ 1
            // A neighbor before this one has added the edge.
            if isFree[other] && other < number { continue }
            let ownToOther = places[number].color &- places[other].colors[opposite]
            let otherToOwn = places[number].colors[side] &- places[other].color
            let neither = own == places[other].label ? 0 : SeamEnergy.seamCost(ownToOther, otherToOwn)
            if !isFree[other] {
                keep += neither
                if Int(places[other].label) != label {
                    take += SeamEnergy.seamCost(
                        candidates[number] &- places[other].colors[opposite],
                        energy.color(places[other].pixel, label) &- places[other].color)
                }
            } else {
                let second = SeamEnergy.seamCost(
                    places[number].color &- candidates[number], places[number].colors[side] &- candidates[other])
                let first = SeamEnergy.seamCost(
                    candidates[number] &- places[other].colors[opposite], candidates[other] &- places[other].color)
                // Doubled, this is 2 neither + (first - second - neither) x + (second - first - neither) y
                //     + (first + second - neither) (x (1 - y) + (1 - x) y), with little for the terminals.
                let capacity = max(0, first + second - neither), rest = second - first - neither
                twice += first - second - neither
                network.addTerminal(other, source: max(0, rest), sink: max(0, -rest))
                network.setEdge(number, side: side, forward: capacity, backward: capacity)
            }
        }
        twice += 2 * (take - keep)
        network.addTerminal(number, source: max(0, twice), sink: max(0, -twice))
    }
}
