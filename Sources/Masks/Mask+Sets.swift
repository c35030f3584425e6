import Pixels

/// Masks of one size, as sets of the pixels that are not 0.
extension Mask {
    /// Takes away what `other` has.
    public mutating func subtract(_ other: Mask) { clear(in: other.boundingBox) { other.bytes[$0] != 0 } }

    /// Takes away what `other` has not.
    public mutating func formIntersection(_ other: Mask) { clear(in: boundingBox) { other.bytes[$0] == 0 } }

    /// Adds what `other` has.
    public mutating func formUnion(_ other: Mask) {
        for index in bytes.indices { bytes[index] = max(bytes[index], other.bytes[index]) }
    }

    /// Adds what a region has.
    public mutating func formUnion(_ region: Region) {
        let area = region.bounds.intersection(bounds)
        for y in area.y..<area.bottom {
            for x in area.x..<area.right {
                let index = y * width + x
                bytes[index] = max(bytes[index], region.mask[x - region.bounds.x, y - region.bounds.y])
            }
        }
    }

    private mutating func clear(in area: Rectangle?, where isCleared: (Int) -> Bool) {
        guard let area else { return }
        for row in area.y..<area.bottom {
            for index in (row * width + area.x)..<(row * width + area.right) where isCleared(index) { bytes[index] = 0 }
        }
    }
}
