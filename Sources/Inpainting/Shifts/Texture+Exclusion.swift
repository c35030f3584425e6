import Masks
import Pixels

/// What is known and yet not copied from, in textures of `part` of the photo that are `factor` times smaller.
extension Texture {
    /// Takes known pixels out of what counts.
    mutating func exclude(_ region: Mask.Region, from part: Rectangle, factor: Int) {
        let area = region.bounds.intersection(part)
        guard !area.isEmpty else { return }
        for y in (area.y - part.y) / factor..<min(height, (area.bottom - part.y + factor - 1) / factor) {
            for x in (area.x - part.x) / factor..<min(width, (area.right - part.x + factor - 1) / factor) {
                let index = y * width + x, left = part.x - region.bounds.x + x * factor, top = part.y - region.bounds.y + y * factor
                guard hole[index] == .known,
                    (top..<top + factor).contains(where: { row in (left..<left + factor).contains { region.mask[$0, row] != 0 } })
                else { continue }
                hole[index] = .outside
                pixels[index] = .zero
            }
        }
    }

    /// Takes what an earlier fill was copied from out of what counts, as long as half of it and more is left.
    mutating func avoid(_ sources: [Mask.Region], from part: Rectangle, factor: Int) {
        var rest = self
        for source in sources { rest.exclude(source, from: part, factor: factor) }
        func known(_ texture: Texture) -> Int { texture.hole.kinds.count { $0 == .known } }
        if 2 * known(rest) >= known(self) { self = rest }
    }
}
