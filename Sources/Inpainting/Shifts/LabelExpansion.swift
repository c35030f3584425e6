import Workers

/// Expansions of one label after the other over some of a hole's pixels (Boykov, Veksler and Zabih, "Fast approximate energy
/// minimization via graph cuts", PAMI 2001).
///
/// Most labels bring nothing: as many are tried side by side, from the same state, as there are threads, but for the one after a label
/// that brought something. What comes after such a one is tried again, so that the result is that of one after the other.
///
/// Few pixels change by one expansion: what they cost and copy by the labels that they have is kept from one to the next.
struct LabelExpansion: ~Copyable {
    private let energy: SeamEnergy
    private var places: [ExpansionPlace]
    private let moves: [Box]
    /// Where a thread has an expansion of its own.
    private final class Box {
        var move: ExpansionMove
        init(_ move: consuming ExpansionMove) { self.move = move }
    }

    /// For the pixels at `indices`, in their order, which have `labels`, `[height][width]` of the texture. Their neighbors in the hole
    /// are looked at, and keep their labels.
    init(_ energy: SeamEnergy, _ labels: [UInt16], over indices: [Int], _ work: Work) throws(Cancelled) {
        let texture = energy.texture
        var places: [ExpansionPlace] = []
        var numbers = [Int32](repeating: -1, count: texture.pixels.count)
        func add(_ index: Int) {
            guard numbers[index] < 0, texture.hole[index] == .hole else { return }
            numbers[index] = Int32(places.count)
            places.append(ExpansionPlace(pixel: energy.pixel(index), label: labels[index]))
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
                if energy.barriers?.parts(pixel.index, side: side) == true { return }
                places[number].neighbors[side] = numbers[neighbor]
                if numbers[neighbor] >= 0 {
                    places[number].colors[side] = energy.color(places[Int(numbers[neighbor])].pixel, label)
                }
            }
        }
        self.energy = energy
        self.places = places
        moves = (0..<min(4, work.pool.threads)).map { [places] _ in Box(ExpansionMove(energy, places)) }
    }

    /// The label of the pixel at `indices[number]`.
    func label(_ number: Int) -> UInt16 { places[number].label }

    /// Lets every pixel of `numbers`, which rise, take each of `labels` where all together gain by it.
    mutating func expand(_ labels: Range<Int>, _ work: Work, over numbers: (_ label: Int) -> some Sequence<Int>) throws(Cancelled) {
        var next = labels.lowerBound, hasGained = true
        while next < labels.upperBound {
            work.part(next - labels.lowerBound, of: labels.count).report(0)
            let first = next, moves = moves.prefix(hasGained ? 1 : labels.upperBound - next)
            _ = try work.map(moves.count) { [places] number, _ throws(Cancelled) in
                try moves[number].move.find(first + number, over: numbers(first + number), places, work)
            }
            let gain = moves.firstIndex { !$0.move.changes.isEmpty } ?? moves.count - 1
            hasGained = !moves[gain].move.changes.isEmpty
            take(first + gain, moves[gain].move.changes)
            next += gain + 1
        }
    }

    private mutating func take(_ label: Int, _ changes: [ExpansionMove.Change]) {
        for change in changes {
            let number = Int(change.place)
            places[number].label = UInt16(label)
            places[number].cost = change.cost
            places[number].color = change.color
            for side in 0..<4 where places[number].neighbors[side] >= 0 {
                let neighbor = Int(places[number].neighbors[side])
                places[number].colors[side] = energy.color(places[neighbor].pixel, label)
            }
        }
    }
}
