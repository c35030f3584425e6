import Masks
import Pixels
import RealModule
import Workers

/// Finds the object around a place of a picture, as a click there means it. Takes about as long whatever the picture's size.
public struct ObjectSearch {
    /// From one size that is asked for to the next, in rings.
    private static let sizeStep = 3
    /// The part of what was found, from its middle on, that is of the object for sure when its outline is looked for.
    private static let certainShare = 0.7
    /// Pixels along the longer side of the crop in which the outline is found: finer than under a scribble, since of an object there is more.
    private static let outlineSide = 320.0

    private let layer: Layer
    private let place: Point

    public init(at place: Point, on layer: Layer) {
        self.layer = layer
        self.place = place
    }

    /// The object that is meant (`number` 0), or one of those around it that hold more, the smallest first; nil where there are not so many.
    public func object(number: Int, _ work: Work) throws(Cancelled) -> Mask? {
        precondition(number >= 0)
        let around = LogPolarPicture(layer, about: place), picture = layer.picture
        guard around.isInside.contains(true) else { return nil }
        let shares = ColorShares(around.colors, where: around.isInside)
        var cut = ObjectCut(around, shares), objects: [[Bool]] = []
        // An object is at least twice as far across as the first ring.
        for size in stride(from: Int(Double.log(2) / LogPolarPicture.step), to: around.rings - 4, by: ObjectSearch.sizeStep) {
            objects.append(try cut.object(size: size, work))
        }
        var largest = 0, left = number
        for cells in ObjectChoice(objects.filter { $0.contains(true) }, in: around, shares).fromBestUp {
            let marks = around.marks(cells, share: ObjectSearch.certainShare, width: picture.width, height: picture.height)
            let object = try marks.snapped(to: picture, side: ObjectSearch.outlineSide, work), count = object.bytes.count { $0 != 0 }
            // What snaps to nearly the same outline holds no more.
            guard 10 * count > 11 * largest else { continue }
            if left == 0 { return object }
            (largest, left) = (count, left - 1)
        }
        return nil
    }
}
