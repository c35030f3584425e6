import Pixels

/// What a hole is filled with before it is blended into its surroundings. Coordinates are those of the photo.
package protocol FillSource: Sendable {
    /// Pixels along a side over which the fill hardly turns from one thing to another: nothing smaller need be corrected apart.
    var grain: Int { get }

    /// The fill at hole pixel (x, y).
    func value(_ x: Int, _ y: Int) -> SIMD4<Float>

    /// What the fill at hole pixel (x, y) would go on with at its neighbor (x + dx, y + dy), which is known.
    func continuation(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> SIMD4<Float>

    /// By how much the difference between (x, y) and its neighbor (x + dx, y + dy), both in the hole, ought to be larger
    /// than it is: not 0 where two pieces meet.
    func seam(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> SIMD4<Float>

    /// Whether (x, y) and its neighbor (x + dx, y + dy) have nothing to do with each other.
    func isParted(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> Bool

    /// Whether nothing meets inside of `area`: no two of its pixels that are neighbors have a seam between them, or are parted.
    func isOnePiece(_ area: Rectangle) -> Bool

    /// The variance, summed over the channels, of what (x, y) and its neighbor (x + dx, y + dy) disagree by, if both went on as far
    /// as `reach` pixels around them; a known neighbor is the photo itself. 0 where nothing tells.
    func disagreement(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int, reach: Int) -> Float
}

/// A fill is of one piece unless it says otherwise.
extension FillSource {
    package func seam(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> SIMD4<Float> { .zero }
    package func isParted(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> Bool { false }
    package func isOnePiece(_ area: Rectangle) -> Bool { true }
}
