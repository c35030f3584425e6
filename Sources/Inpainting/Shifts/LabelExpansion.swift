import Solvers
import Workers

/// Expansions of one label after the other over some of a hole's pixels (Boykov, Veksler and Zabih, "Fast approximate energy
/// minimization via graph cuts", PAMI 2001).
///
/// Few pixels change by one expansion: what they cost and copy by the labels that they have is kept from one to the next.
struct LabelExpansion {
    private let energy: SeamEnergy
    private var places: [Place] = []

    /// A pixel of the hole.
    private struct Place {
        let pixel: SeamEnergy.Pixel
        var label: UInt8
        /// Its number among the pixels that may take the label being expanded; -1 if it is none of them.
        var node: Int32 = -1
        /// What it costs by itself.
        var cost: Int32 = 0
        /// What it copies, and would copy by the label being expanded.
        var color = SIMD4<Int16>.zero, candidate = SIMD4<Int16>.zero
        /// Where its left, right, upper and lower neighbors are among the places; -1 where they are not.
        var neighbors = SIMD4<Int32>(repeating: -1)
        /// What these would copy by this pixel's label.
        var colors = InlineArray<4, SIMD4<Int16>>(repeating: .zero)
    }

    /// For the pixels at `indices`, in their order, which have `labels`, `[height][width]` of the texture. Their neighbors in the hole
    /// are looked at, and keep their labels.
    init(_ energy: SeamEnergy, _ labels: [UInt8], over indices: [Int], _ work: Work) throws(Cancelled) {
        self.energy = energy
        let texture = energy.texture
        var numbers = [Int32](repeating: -1, count: texture.pixels.count)
        func add(_ index: Int) {
            guard numbers[index] < 0, texture.hole[index] == .hole else { return }
            numbers[index] = Int32(places.count)
            places.append(Place(pixel: energy.pixel(index), label: labels[index]))
        }
        try work.check()
        for index in indices { add(index) }
        try work.check()
        for index in indices { texture.hole.forEachNeighbor(of: index) { _, neighbor in add(neighbor) } }
        for number in places.indices {
            if number & 1_023 == 0 { try work.check() }
            let pixel = places[number].pixel, label = Int(places[number].label)
            places[number].cost = energy.cost(pixel, label)
            places[number].color = energy.color(pixel, label)
            texture.hole.forEachNeighbor(of: pixel.index) { side, neighbor in
                places[number].neighbors[side] = numbers[neighbor]
                if numbers[neighbor] >= 0 {
                    places[number].colors[side] = energy.color(places[Int(numbers[neighbor])].pixel, label)
                }
            }
        }
    }

    /// The label of the pixel at `indices[number]`.
    func label(_ number: Int) -> UInt8 { places[number].label }

    /// Lets every pixel of `numbers`, which rise, take `label` where all together gain by it; returns whether any does.
    mutating func expand(_ label: Int, over numbers: some Sequence<Int>, _ work: Work) throws(Cancelled) -> Bool {
        let energy = energy
        var free: [Int] = []
        return try places.withUnsafeMutableBufferPointer { places throws(Cancelled) in
            for number in numbers where Int(places[number].label) != label {
                guard let source = energy.source(places[number].pixel, label) else { continue }
                places[number].candidate = energy.color(source)
                places[number].node = Int32(free.count)
                free.append(number)
            }
            guard !free.isEmpty else { return false }
            defer { for number in free { places[number].node = -1 } }
            var network = FlowNetwork(nodes: free.count, edges: 2 * free.count)
            var costs: [Int32] = []
            costs.reserveCapacity(free.count)
            for (node, number) in free.enumerated() {
                costs.append(energy.cost(places[number].pixel, label))
                Self.add(number, node, cost: costs[node], label, energy, UnsafeBufferPointer(places), to: &network)
            }
            let cut = try network.minimumCut(work)
            var isChanged = false
            for (node, number) in free.enumerated() where !cut.isSource[node] {
                isChanged = true
                places[number].label = UInt8(label)
                places[number].cost = costs[node]
                places[number].color = places[number].candidate
                for side in 0..<4 where places[number].neighbors[side] >= 0 {
                    places[number].colors[side] = energy.color(places[Int(places[number].neighbors[side])].pixel, label)
                }
            }
            return isChanged
        }
    }

    /// Adds what the pixel pays if it keeps its label, or takes the one being expanded, for `cost`.
    @inline(__always) private static func add(
        _ number: Int, _ node: Int, cost: Int32, _ label: Int, _ energy: SeamEnergy, _ places: UnsafeBufferPointer<Place>,
        to network: inout FlowNetwork
    ) {
        let own = places[number].label
        var keep = places[number].cost, take = cost
        for side in 0..<4 where places[number].neighbors[side] >= 0 {
            let other = Int(places[number].neighbors[side]), opposite = side ^ 1
            let otherNode = Int(places[other].node)
            // A neighbor before this one has added the edge.
            if otherNode >= 0 && otherNode < node { continue }
            let ownToOther = places[number].color &- places[other].colors[opposite]
            let otherToOwn = places[number].colors[side] &- places[other].color
            let neither = own == places[other].label ? 0 : SeamEnergy.seamCost(ownToOther, otherToOwn)
            if otherNode < 0 {
                keep += neither
                if Int(places[other].label) != label {
                    take += SeamEnergy.seamCost(
                        places[number].candidate &- places[other].colors[opposite],
                        energy.color(places[other].pixel, label) &- places[other].color)
                }
            } else {
                let second = SeamEnergy.seamCost(
                    places[number].color &- places[number].candidate, places[number].colors[side] &- places[other].candidate)
                let first = SeamEnergy.seamCost(
                    places[number].candidate &- places[other].colors[opposite], places[other].candidate &- places[other].color)
                // neither + (first - neither) x - first y + (second + first - neither) (1 - x) y
                take += first - neither
                network.addTerminal(otherNode, source: 0, sink: first)
                network.addEdge(node, otherNode, forward: max(0, second + first - neither), backward: 0)
            }
        }
        let least = min(keep, take)
        network.addTerminal(node, source: take - least, sink: keep - least)
    }
}
