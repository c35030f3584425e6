import Inpainting
import Masks
import Pixels
import RealModule

/// Where a patch begins.
extension Patching {
    /// Of the places aside, above or below, clear of the hole's box, the one whose surroundings are most like the hole's; the best are
    /// refined every way, on ever finer pictures. Nil where there is no room.
    func likeliestMovement(in layer: Layer, keepOut: Mask?) -> Movement? {
        let photo = hole.mask.bounds, bounds = region.bounds
        // What repeats, such as bricks, fits at few places: it is lost where the photo is made much smaller.
        var halvings = 0
        while photo.longestSide >> halvings > 1000, min(bounds.width, bounds.height) >> (halvings + 1) >= 8 { halvings += 1 }
        var rim = PatchRim(of: hole, in: bounds, on: layer, halvings: halvings)
        let columns = photo.width / rim.size, rows = photo.height / rim.size
        let aside = (-columns...columns).map { Movement(x: $0 * rim.size, y: 0) }
        var found = best(of: aside + (-rows...rows).map { Movement(x: 0, y: $0 * rim.size) }, by: rim, keepOut: keepOut)
        while true {
            // Twice, so that each goes on in the direction in which it gets better.
            for _ in 0..<2 {
                let near = found.flatMap { movement in
                    (0..<9).map { Movement(x: movement.x + ($0 % 3 - 1) * rim.size, y: movement.y + ($0 / 3 - 1) * rim.size) }
                }
                found = best(of: Array(Set(near)), by: rim, keepOut: keepOut)
            }
            guard halvings > 0 else { return found.first }
            halvings -= 1
            rim = PatchRim(of: hole, in: bounds, on: layer, halvings: halvings)
        }
    }

    /// Those from which the hole can be filled best, at most eight, the best first.
    private func best(of movements: [Movement], by rim: PatchRim, keepOut: Mask?) -> [Movement] {
        let photo = hole.mask.bounds, bounds = region.bounds
        func hasRoom(_ movement: Movement) -> Bool {
            guard abs(movement.x) >= bounds.width + 2 || abs(movement.y) >= bounds.height + 2 else { return false }
            var source = bounds
            (source.x, source.y) = (source.x + movement.x, source.y + movement.y)
            return source.intersection(photo) == source
        }
        let costs = movements.filter(hasRoom).map { (cost: cost(of: $0, by: rim), movement: $0) }.sorted { a, b in
            (a.cost, a.movement.y, a.movement.x) < (b.cost, b.movement.y, b.movement.x)
        }
        let free = costs.lazy.map(\.movement).filter { keepOut == nil || $0.obstacle(to: region, in: photo, keepOut: keepOut) == nil }
        return Array(free.prefix(8))
    }

    /// Of places that are about as like the nearer one is cheaper: by a tenth for each size of the hole. The constant is what nobody sees.
    private func cost(of movement: Movement, by rim: PatchRim) -> Double {
        let distance = Double.hypot(Double(movement.x), Double(movement.y))
        let size = Double(region.bounds.width * region.bounds.height).squareRoot()
        return (Double(rim.difference(movement.x, movement.y)) + 8) * (1 + 0.1 * distance / size)
    }
}
