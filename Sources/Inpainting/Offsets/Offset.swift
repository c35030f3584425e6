import Pixels

/// From where to copy, in pixels: (x, y) takes what is at (x + offset.x, y + offset.y).
package struct Offset: Hashable, Sendable {
    package var x, y: Int

    package init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }

    static func * (offset: Offset, factor: Int) -> Offset { Offset(x: offset.x * factor, y: offset.y * factor) }

    /// Rounded half away from 0 on both axes.
    func divided(by factor: Int) -> Offset {
        func divide(_ value: Int) -> Int { (value.magnitude == 0 ? 0 : value.signum()) * ((abs(value) + factor / 2) / factor) }
        return Offset(x: divide(x), y: divide(y))
    }
}

extension Rectangle {
    func moved(by offset: Offset) -> Rectangle { Rectangle(x: x + offset.x, y: y + offset.y, width: width, height: height) }
}
