import Pixels

/// What part of the photo the network sees for a region, and at what size.
struct Crop: Sendable {
    /// Of the photo; inside it.
    let part: Rectangle
    /// The size to which `part` is reduced; never larger than `part`.
    let width, height: Int
    /// The size that the network runs at: multiples of its `sideMultiple`, filled up by reflection.
    let paddedWidth, paddedHeight: Int

    /// Part of a crop's side that its region fills. With it, holes are 102 network pixels wide at most at a working size of 512;
    /// on the set *new*, detail is 29.5 dB from the truth then, low-passed, and 29.4 with shares of 0.25 and 0.3 (wider holes); at 384
    /// pixels 29.2, and at 256, with 0.3, 29.2 (Measurements.md, "Planning").
    static let share = 0.2
    /// The same for a region or tile that is long and thin. The network was trained on wider holes: where it
    /// sees the wires of the set *wires* at full size or at 0.6 of it (0.5 and 0.3 here), its own fill loses 2 dB and the wire shows
    /// (Measurements.md, "Planning"). That is at half the working size.
    static let slimShare = 0.1

    /// All of `part`, reduced by `scale`.
    init(part: Rectangle, scale: Int, multiple: Int) {
        self.init(part: part, width: max(1, part.width / scale), height: max(1, part.height / scale), multiple: multiple)
    }

    private init(part: Rectangle, width: Int, height: Int, multiple: Int) {
        self.part = part
        self.width = width
        self.height = height
        paddedWidth = (width + multiple - 1) / multiple * multiple
        paddedHeight = (height + multiple - 1) / multiple * multiple
    }

    /// Plans the crop around `region`: square as far as the photo reaches, shifted inside it, and seen by the network
    /// with at most `workingSize` pixels along each side, but never enlarged.
    init(region: Rectangle, isSlim: Bool, photo: Rectangle, workingSize: Int, multiple: Int) {
        let limit = max(multiple, (isSlim ? workingSize / 2 : workingSize) / multiple * multiple)
        let longest = region.longestSide
        var side = max(multiple, Int((Double(longest) / (isSlim ? Self.slimShare : Self.share)).rounded(.up)))
        if side <= limit { side = (side + multiple - 1) / multiple * multiple }
        let width = min(side, photo.width), height = min(side, photo.height)
        let part = Rectangle(
            x: Self.start(region.x, region.width, width, photo.width),
            y: Self.start(region.y, region.height, height, photo.height), width: width, height: height)
        let largest = max(width, height)
        func reduced(_ side: Int) -> Int { largest <= limit ? side : max(1, (side * limit + largest / 2) / largest) }
        self.init(part: part, width: reduced(width), height: reduced(height), multiple: multiple)
    }

    /// Pixels of the photo for one of the network.
    var scale: Float { Float(part.width) / Float(width) }

    /// Whether the network's word is worth following: not where a pixel of its own stands for many of the photo. With six it
    /// carries on a post that comes in at the rim; with eleven, the blur of its fill draws pieces of a trunk into the sky beside it.
    var isDetailed: Bool { scale < 8 }

    /// Up to how many pixels of the photo from the hole's rim the network's word counts; nil for all of them. Of a hole that it
    /// sees at a third of its size and less, it knows how what comes in at the rim goes on, but not what is far inside.
    ///
    /// On the set *large*, detail is 27.8 dB from the truth, low-passed, with 112 to 144 pixels, and 27.4 where such holes do not follow
    /// the network (Measurements.md, "Planning"); followed all the way it tears straight edges.
    var reach: Float? { scale < 2.5 ? nil : 128 }

    /// Where an interval of `length` around the region's starts so that it stays inside the photo.
    private static func start(_ start: Int, _ size: Int, _ length: Int, _ limit: Int) -> Int {
        min(max(0, start + size / 2 - length / 2), limit - length)
    }

    /// For each padded position the one whose value it takes: back and forth over the known ones.
    static func reflection(_ length: Int, padded: Int) -> [Int] {
        (0..<padded).map { position in
            let phase = position % (2 * length)
            return phase < length ? phase : 2 * length - 1 - phase
        }
    }
}
