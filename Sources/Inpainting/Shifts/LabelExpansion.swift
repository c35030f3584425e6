import Solvers
import Workers

/// Expansions of one label after the other over some of a hole's pixels (Boykov, Veksler and Zabih, "Fast approximate energy
/// minimization via graph cuts", PAMI 2001).
///
/// Few pixels change by one expansion: what they cost and copy by the labels that they have is kept from one to the next.
struct LabelExpansion: ~Copyable {
    private let energy: SeamEnergy
    private var places: [Place]
    /// The places as its nodes.
    private var network: LatticeNetwork

    /// A pixel of the hole.
    private struct Place {
        let pixel: SeamEnergy.Pixel
        var label: UInt16
        /// Whether it may take the label being expanded.
        var isFree = false
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
    init(_ energy: SeamEnergy, _ labels: [UInt16], over indices: [Int], _ work: Work) throws(Cancelled) {
        let texture = energy.texture
        var places: [Place] = []
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
        var network = LatticeNetwork(nodes: places.count, sides: 4)
        for number in places.indices {
            if number & 1_023 == 0 { try work.check() }
            let pixel = places[number].pixel, label = Int(places[number].label)
            places[number].cost = energy.cost(pixel, label)
            places[number].color = energy.color(pixel, label)
            texture.hole.forEachNeighbor(of: pixel.index) { side, neighbor in
                if energy.barriers?.parts(pixel.index, side: side) == true { return }
                places[number].neighbors[side] = numbers[neighbor]
                if numbers[neighbor] >= 0 {
                    network.join(number, Int(numbers[neighbor]), side: side)
                    places[number].colors[side] = energy.color(places[Int(numbers[neighbor])].pixel, label)
                }
            }
        }
        self.energy = energy
        self.places = places
        self.network = network
    }

    /// The label of the pixel at `indices[number]`.
    func label(_ number: Int) -> UInt16 { places[number].label }

    /// Lets every pixel of `numbers`, which rise, take `label` where all together gain by it.
    mutating func expand(_ label: Int, over numbers: some Sequence<Int>, _ work: Work) throws(Cancelled) {
        let energy = energy
        var free: [Int32] = []
        for number in numbers where Int(places[number].label) != label {
            guard let source = energy.source(places[number].pixel, label) else { continue }
            places[number].candidate = energy.color(source)
            places[number].isFree = true
            free.append(Int32(number))
        }
        guard !free.isEmpty else { return }
        defer { for number in free { places[Int(number)].isFree = false } }
        network.begin(free)
        let costs = free.map { number in
            let cost = energy.cost(places[Int(number)].pixel, label)
            add(Int(number), cost: cost, label)
            return cost
        }
        try network.cut(work)
        for (number, cost) in zip(free, costs) where !network.isSource(Int(number)) {
            let number = Int(number)
            places[number].label = UInt16(label)
            places[number].cost = cost
            places[number].color = places[number].candidate
            for side in 0..<4 where places[number].neighbors[side] >= 0 {
                places[number].colors[side] = energy.color(places[Int(places[number].neighbors[side])].pixel, label)
            }
        }
    }

    /// Adds what the pixel pays if it keeps its label, or takes the one being expanded, for `cost`.
    @inline(__always) private mutating func add(_ number: Int, cost: Int32, _ label: Int) {
        let own = places[number].label
        var keep = places[number].cost, take = cost, twice: Int32 = 0
        for side in 0..<4 where places[number].neighbors[side] >= 0 {
            let other = Int(places[number].neighbors[side]), opposite = side ^ 1
            // A neighbor before this one has added the edge.
            if places[other].isFree && other < number { continue }
            let ownToOther = places[number].color &- places[other].colors[opposite]
            let otherToOwn = places[number].colors[side] &- places[other].color
            let neither = own == places[other].label ? 0 : SeamEnergy.seamCost(ownToOther, otherToOwn)
            if !places[other].isFree {
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
