import Pixels

/// What the network made of a region, and how far it is to be trusted.
struct NetworkFill {
    let planes: Planes
    let crop: Crop
    let trust: Trust

    /// The guide for a texture of `part` of the photo, `factor` times smaller than it.
    func guide(_ texture: Texture, of part: Rectangle, factor: Int) -> Guide {
        let (width, height) = (texture.width, texture.height)
        let area = Rectangle(x: part.x, y: part.y, width: width * factor, height: height * factor)
        let enlargement = Enlargement(planes, of: crop.part, area: area)
        return Guide(texture, scale: crop.scale / Float(factor), crop: crop, trust: trust) { index in
            let (y, x) = index.quotientAndRemainder(dividingBy: width)
            return 255 * enlargement.value(area.x + x * factor + factor / 2, area.y + y * factor + factor / 2)
        }
    }
}
