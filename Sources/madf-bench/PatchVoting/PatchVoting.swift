import Masks
import Pixels
import RealModule
import Workers

/// Fills a hole with what patches of its surroundings vote for (Wexler, Shechtman and Irani, "Space-time completion of video",
/// PAMI 2007; nearest patches by PatchMatch, Barnes et al., 2009).
///
/// Every patch that meets the hole looks for the known patch nearest to what the hole shows so far, and every pixel becomes the
/// weighted mean of what the patches over it found; and so on, from coarse to fine. All patches step at once and random numbers
/// come from the position, so threads do not matter.
///
/// It stays with the bench, to compare with: means blur, and its choice on the photo itself, by trial holes that pieces and patches
/// fill both, tells little: on the set *new* (Measurements.md, "Elsewhere") the ratio of errors on trial and the gain have a correlation of
/// -0.2, and by choosing so 0.3 dB are gained, low-passed, at most, where GMSD loses 0.005.
/// Nor is it worth a place among the tries of a hole: of 14 photos, dogs, nuthatch and mountain among them, it fills one better than the first
/// three tries, a bench behind a man, three as well, and leaves a blur or smears in ten. It takes 4.2 seconds for a photo, a try 2.1.
struct PatchVoting {
    /// Side of a patch: a row of 8 pixels fills a vector.
    static let side = 8
    /// Side of a hole at the smallest size, at most.
    private static let smallestSide = 24
    /// Rounds of looking and voting at each size.
    private static let rounds = 4
    /// What a patch counts for falls by so much with each pixel from the hole's edge.
    private static let falloff: Float = 1.3

    /// The picture, its hole showing the votes so far.
    private(set) var picture: PatchPicture
    /// What the hole showed first, low-passed, and the picture around it.
    let guide: [SIMD4<Float>]
    /// Whether the patch that starts at a pixel is known throughout.
    let isKnown: [Bool]
    /// The first pixels of the patches that meet the hole, and the number of each by its first pixel; -1 where there is none.
    let targets: [Int], numbers: [Int32]
    private let confidence: [Float]
    var matches: [Match]

    /// What a patch found.
    struct Match {
        /// The first pixel of the known patch; nil for none.
        var source: Int?
        var cost = UInt32.max
    }

    private init(_ picture: PatchPicture) {
        self.picture = picture
        guide = picture.lowPassed()
        let counts = picture.holePixels(side: Self.side)
        isKnown = counts.map { $0 == 0 }
        targets = counts.indices.filter { (counts[$0] ?? 0) > 0 }
        var numbers = [Int32](repeating: -1, count: counts.count)
        for (number, target) in targets.enumerated() { numbers[target] = Int32(number) }
        self.numbers = numbers
        let hole = Mask(width: picture.width, height: picture.height, bytes: picture.isHole.map { $0 ? 1 : 0 })
        let depths = hole.depths(limit: max(picture.width, picture.height))
        let middle = Self.middle(picture.width)
        confidence = targets.map { Float.pow(Self.falloff, -min(60, depths[$0 + middle])) }
        matches = [Match](repeating: Match(), count: targets.count)
    }

    /// From the first pixel of a patch to its middle.
    static func middle(_ width: Int) -> Int { side / 2 * (width + 1) }

    /// The fill of `mask` in `start`, a photo of which the network has filled it.
    static func fill(
        _ start: Raster, mask: Mask, _ work: Work
    ) throws(Cancelled) -> Raster {
        guard let hole = mask.boundingBox else { return start }
        let longest = max(hole.width, hole.height)
        let box = hole.inset(by: -max(64, longest)).intersection(mask.bounds)
        var pictures = [PatchPicture(start.crop(box), mask: mask.crop(box))]
        while longest >> (pictures.count - 1) > smallestSide { pictures.append(pictures[pictures.count - 1].halved()) }
        var voting: PatchVoting?
        for (done, picture) in pictures.reversed().enumerated() {
            try work.check()
            var next = PatchVoting(picture)
            if let voting { try next.begin(with: voting, work) }
            for round in 0..<rounds {
                try next.search(round, work)
                try next.vote(work)
                work.part(done, of: pictures.count).part(round, of: rounds).report(1)
            }
            voting = next
        }
        var result = start
        guard let filled = voting?.picture else { return result }
        let scale = Float(result.largestSample) / 255
        for index in filled.pixels.indices where filled.isHole[index] {
            for channel in 0..<result.channels {
                result[box.x + index % box.width, box.y + index / box.width, channel] =
                    Int((scale * Float(filled.pixels[index][channel])).rounded())
            }
        }
        return result
    }

    /// Fills this picture, twice as large as that of `coarse`, from the places that its patches found.
    private mutating func begin(with coarse: PatchVoting, _ work: Work) throws(Cancelled) {
        let half = coarse.picture
        for (number, target) in targets.enumerated() {
            let (y, x) = target.quotientAndRemainder(dividingBy: picture.width)
            guard y / 2 < half.height, x / 2 < half.width, case let other = coarse.numbers[y / 2 * half.width + x / 2], other >= 0,
                let source = coarse.matches[Int(other)].source
            else { continue }
            let (row, column) = source.quotientAndRemainder(dividingBy: half.width)
            let from = (2 * row + y % 2) * picture.width + 2 * column + x % 2
            if isKnown[from] { matches[number] = Match(source: from, cost: coarse.matches[Int(other)].cost) }
        }
        try vote(work)
    }

    /// Every hole pixel becomes the mean of what the patches over it found; near ones count most. A patch with three quarters of
    /// all nearer than it counts by e to the power of a half less than one without a difference, as Wexler has it.
    private mutating func vote(_ work: Work) throws(Cancelled) {
        let costs = matches.filter { $0.source != nil }.map(\.cost).sorted()
        guard !costs.isEmpty else { return }
        let usual = Float(max(UInt32(Self.side * Self.side), costs[3 * (costs.count - 1) / 4]))
        let weights = matches.indices.map { confidence[$0] * max(1e-6, Float.exp(-Float(matches[$0].cost) / (2 * usual))) }
        let known = picture
        try work.write(&picture.pixels, by: known.width) { [numbers, matches] y, pixels in
            for x in 0..<known.width where known.isHole[y * known.width + x] {
                var sum = SIMD4<Float>.zero, total: Float = 0
                for row in 0...min(y, Self.side - 1) {
                    for column in 0...min(x, Self.side - 1) {
                        let step = row * known.width + column, number = Int(numbers[y * known.width + x - step])
                        guard number >= 0, let source = matches[number].source else { continue }
                        sum += weights[number] * SIMD4<Float>(known.pixels[source + step])
                        total += weights[number]
                    }
                }
                if total > 0 { pixels[x] = SIMD4<UInt8>(truncatingIfNeeded: SIMD4<Int32>(sum / total + 0.5)) }
            }
        }
    }
}
