import Inpainting
import Masks
import Pixels

/// The marked hole is filled from where the user moves its outline.
extension Editor {
    /// From where the hole would be filled; nil where none is being patched.
    public var patchMovement: Movement? { patching?.movement }
    /// Why it cannot be filled from there.
    public var patchObstacle: Movement.Obstacle? { patching?.obstacle }

    /// Begins, with the marks, or without any what was removed last, grown by so many pixels; or gives up.
    mutating func togglePatch(growth: Int) -> Effect? {
        endStroke()
        if patching != nil {
            endPatch()
            return nil
        }
        guard running == nil, snapping == nil else { return .busy("something is running: patch once it has ended") }
        let marked = isMaskEmpty ? choosable?.mask ?? mask : mask, hole = marked.grown(by: growth)
        guard let region = hole.region else { return nothingMarked(.removal) }
        compare(.off)
        var patching = Patching(hole, region, Movement(x: region.bounds.width, y: 0), of: marked)
        patching.move(to: likeliestMovement(of: region), keepOut: keepOut)
        self.patching = patching
        beginLook()
        showSource(of: patching)
        return nil
    }

    mutating func endPatch() {
        patching = nil
        endLook()
    }

    /// Looks at hole and source, from farther away where these are not seen as it is.
    private mutating func showSource(of patching: Patching) {
        var source = patching.region.bounds
        (source.x, source.y) = (source.x + patching.movement.x, source.y + patching.movement.y)
        guard !isInView(source) else { return }
        look(at: patching.region.bounds.union(source), share: 0.9, largest: viewport.scale)
    }

    /// Of those that take the source aside, up or down, clear of the hole's box, the one whose rim differs most evenly: what is even,
    /// blending takes away. The best are then refined every way.
    private func likeliestMovement(of region: Mask.Region) -> Movement {
        let across = region.bounds.width + 2, down = region.bounds.height + 2, photo = original.bounds
        let rim = rim(of: region)
        var found: [(unevenness: Double, movement: Movement)] = []
        func consider(_ x: Int, _ y: Int) {
            guard abs(x) >= across || abs(y) >= down else { return }
            let source = Rectangle(x: region.bounds.x + x, y: region.bounds.y + y, width: region.bounds.width, height: region.bounds.height)
            guard source.intersection(photo) == source else { return }
            let movement = Movement(x: x, y: y)
            found.append((unevenness(of: rim, movement), movement))
        }
        // What repeats, such as bricks, fits at few places: these are looked for as finely as the photo is.
        let fine = max(1, max(photo.width, photo.height) / 1000)
        for x in stride(from: -photo.width, through: photo.width, by: fine) { consider(x, 0) }
        for y in stride(from: -photo.height, through: photo.height, by: fine) { consider(0, y) }
        for step in [4 * fine, 2 * fine, fine, 1] {
            for (_, movement) in found.sorted(by: { $0.unevenness < $1.unevenness }).prefix(8) {
                for y in -1...1 { for x in -1...1 { consider(movement.x + x * step, movement.y + y * step) } }
            }
        }
        found.sort { $0.unevenness < $1.unevenness }
        let isFree = { $0.obstacle(to: region, in: photo, keepOut: keepOut) == nil } as (Movement) -> Bool
        return found.lazy.map(\.movement).first(where: isFree) ?? Movement(x: across, y: 0)
    }

    /// Pixels beside a region, at most some hundreds.
    private func rim(of region: Mask.Region) -> [(x: Int, y: Int)] {
        let bounds = region.bounds
        var pixels: [(x: Int, y: Int)] = []
        for y in -1...bounds.height {
            for x in -1...bounds.width where region.mask[x, y] == 0 {
                let isBeside = [(1, 0), (-1, 0), (0, 1), (0, -1)].contains { region.mask[x + $0.0, y + $0.1] != 0 }
                if isBeside { pixels.append((bounds.x + x, bounds.y + y)) }
            }
        }
        return stride(from: 0, to: pixels.count, by: max(1, pixels.count / 200)).map { pixels[$0] }
    }

    /// The variance of what the rim differs by from what it would be at its source.
    private func unevenness(of rim: [(x: Int, y: Int)], _ movement: Movement) -> Double {
        let picture = layer.picture
        var sum = SIMD3<Double>.zero, squares = 0.0, count = 0.0
        func color(_ x: Int, _ y: Int) -> SIMD3<Double> {
            let index = (y * picture.width + x) * 3
            return SIMD3(Double(picture.bytes[index]), Double(picture.bytes[index + 1]), Double(picture.bytes[index + 2]))
        }
        func isInside(_ x: Int, _ y: Int) -> Bool { x >= 0 && y >= 0 && x < picture.width && y < picture.height }
        for (x, y) in rim where isInside(x, y) && isInside(x + movement.x, y + movement.y) {
            let difference = color(x + movement.x, y + movement.y) - color(x, y)
            sum += difference
            squares += (difference * difference).sum()
            count += 1
        }
        return count > 0 ? squares / count - (sum * sum).sum() / (count * count) : .infinity
    }

    /// By screen pixels, and at least one of the photo each.
    mutating func movePatch(columns: Int, rows: Int) {
        guard var next = patching?.movement else { return }
        next.x += Int((Double(columns) * max(1, 1 / viewport.scale)).rounded())
        next.y += Int((Double(rows) * max(1, 1 / viewport.verticalScale)).rounded())
        movePatch(to: next)
    }

    private mutating func movePatch(to next: Movement) {
        let keepOut = keepOut
        patching?.move(to: next, keepOut: keepOut)
    }

    mutating func dragPatch(to place: Point) {
        guard let patching, let grip = patching.grip else { return }
        var next = patching.movement
        next.x = grip.movement.x + Int((place.x - grip.place.x).rounded())
        next.y = grip.movement.y + Int((place.y - grip.place.y).rounded())
        movePatch(to: next)
    }

    mutating func resizePatch(_ steps: Int) {
        if let next = patching?.resized(steps) { movePatch(to: next) }
    }

    mutating func mirrorPatch() -> Effect? {
        guard var next = patching?.movement else { return .message("nothing is patched: there is no source to mirror") }
        next.isMirrored.toggle()
        movePatch(to: next)
        return nil
    }

    /// Fills the hole from where its source is.
    mutating func take(_ patching: Patching) -> Effect? {
        if let obstacle = patching.obstacle { return .message(obstacle.words) }
        endPatch()
        run(patching.marked, .patch)
        return .patch(removal: removals, hole: patching.hole.mask, patching.movement)
    }
}
