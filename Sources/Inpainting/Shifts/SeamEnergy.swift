/// What it costs that the hole pixels of a texture copy from elsewhere in it: the sum of `cost` over all of them and of `seamCost`
/// over all pairs of neighbors (Pritch, Kav-Venaki and Peleg, "Shift-map image editing", ICCV 2009).
///
/// A pixel's label is an index into `shifts`: it copies what lies at that offset from it, in the picture or on a plane, its source. `cost` is what a label costs
/// by itself: by the network's guide, the rim, lines that go on, and the kinds of texture around. `seamCost` is what it costs that neighbors
/// have different labels: a metric over labels, so that expansions are exact. Differences of colors are in 0...255, summed over the
/// channels.
///
/// Immutable: whoever looks for good labels asks it, from as many threads as he likes.
struct SeamEnergy: Sendable {
    let texture: Texture
    /// The indices of the texture's hole pixels, which are what is labeled.
    let holePixels: [Int]
    /// In pixels of this texture; at most 65,535.
    private(set) var shifts: [Shift]
    let planes: [Plane]
    /// What the network wishes; nil where the photo alone decides.
    let guide: Guide?
    /// Lines that go on through the hole; nil where there are none.
    let lines: LineContrast?
    /// What kinds of texture belong into the hole; nil where that costs nothing.
    let kinds: Kinds?
    /// Drawn lines, across which seams cost nothing; nil where there are none.
    let barriers: Barriers?

    init(
        texture: Texture, shifts: [Shift], planes: [Plane] = [], guide: Guide?, lines: LineContrast? = nil, kinds: Kinds? = nil,
        barriers: Barriers? = nil
    ) {
        precondition(!shifts.isEmpty && shifts.count <= 65_535)
        self.texture = texture
        self.shifts = shifts
        self.planes = planes
        self.guide = guide
        self.lines = lines
        self.kinds = kinds
        self.barriers = barriers
        holePixels = texture.hole.pixels
    }

    /// Gives the shift of `label` another offset.
    mutating func move(_ label: Int, to offset: Offset) { shifts[label].offset = offset }

    /// The same with other shifts.
    func with(_ shifts: [Shift]) -> SeamEnergy {
        var result = self
        result.shifts = shifts
        return result
    }
}

extension SeamEnergy {
    /// A pixel of the hole, and what is to be known of it over and over.
    struct Pixel {
        let index, x, y: Int
        let isAtRim: Bool
    }

    func pixel(_ index: Int) -> Pixel {
        let (y, x) = index.quotientAndRemainder(dividingBy: texture.width)
        return Pixel(index: index, x: x, y: y, isAtRim: texture.hole.isAtRim(index))
    }

    /// The index of the pixel from which the one at (x, y) copies by `label`; nil where that is not known.
    @inline(__always) func source(_ x: Int, _ y: Int, _ label: Int) -> Int? {
        let shift = shifts[label]
        var (x, y) = (x, y)
        if let plane = shift.plane {
            guard let source = planes[plane].source(of: SIMD2(Float(x), Float(y)), shift.offset) else { return nil }
            (x, y) = (Int(source.x.rounded()), Int(source.y.rounded()))
        } else {
            (x, y) = (x &+ shift.offset.x, y &+ shift.offset.y)
        }
        guard x >= 0, y >= 0, x < texture.width, y < texture.height else { return nil }
        let source = y &* texture.width &+ x
        return texture.hole[source] == .known ? source : nil
    }

    @inline(__always) func source(_ pixel: Pixel, _ label: Int) -> Int? { source(pixel.x, pixel.y, label) }

    @inline(__always) func source(_ index: Int, _ label: Int) -> Int? {
        source(index % texture.width, index / texture.width, label)
    }

    /// The texture's color at an index.
    @inline(__always) func color(_ index: Int) -> SIMD4<Int16> { SIMD4<Int16>(truncatingIfNeeded: texture.pixels[index]) }

    /// What the pixel copies by `label`; black where that is not known.
    @inline(__always) func color(_ pixel: Pixel, _ label: Int) -> SIMD4<Int16> { source(pixel, label).map { color($0) } ?? .zero }

    @inline(__always) func color(_ index: Int, _ label: Int) -> SIMD4<Int16> { source(index, label).map { color($0) } ?? .zero }
}
