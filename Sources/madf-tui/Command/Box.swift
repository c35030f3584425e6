import ArgumentParser
import Masks
import Pixels

/// A rectangle of every photo that is to be removed: X,Y,WIDTH,HEIGHT in pixels of the upright photo.
struct Box: Sendable {
    private let x, y, width, height: Int
    /// As it was told.
    let text: String

    /// More than any photo has along a side.
    private static let most = 1_000_000

    /// Throws where the text is not four whole numbers, the sizes from 1.
    init(told text: String) throws {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        let numbers = parts.compactMap { $0 }
        guard parts.count == 4, numbers.count == 4 else { throw ValidationError("four whole numbers are needed: X,Y,WIDTH,HEIGHT") }
        guard numbers[2] > 0, numbers[3] > 0 else { throw ValidationError("WIDTH and HEIGHT must be at least 1") }
        guard numbers.allSatisfy({ -Self.most...Self.most ~= $0 }) else {
            throw ValidationError("no photo has more than \(Self.most) pixels along a side")
        }
        (x, y, width, height) = (numbers[0], numbers[1], numbers[2], numbers[3])
        self.text = text
    }

    /// What of it lies in a photo of this size. Less than 0 counts from the right border, or the lower one.
    func area(in photo: Rectangle) -> Rectangle {
        Rectangle(x: x < 0 ? photo.width + x : x, y: y < 0 ? photo.height + y : y, width: width, height: height).intersection(photo)
    }
}

extension Mask {
    mutating func mark(_ area: Rectangle) {
        for row in area.y..<area.bottom {
            let start = row * width + area.x
            bytes.replaceSubrange(start..<start + area.width, with: repeatElement(255, count: area.width))
        }
    }
}
