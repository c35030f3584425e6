extension ShiftLabeling {
    /// A line is broken where less than this part of it shows half the difference or more. Where all are whole, pieces know better
    /// than lines how a wall of bricks goes on.
    private static let kept: Float = 0.9

    /// Whether one of the lines is not to be seen in what is copied.
    func breaks(_ lines: LineContrast) -> Bool {
        var seen: [Int: (kept: Float, all: Float)] = [:]
        for index in holePixels {
            guard let place = lines[index] else { continue }
            // It may run a pixel beside where it is expected.
            let step = Offset(x: place.right.x - place.left.x, y: place.right.y - place.left.y).divided(by: 3)
            let isKept = [-1, 0, 1].contains { shift in
                guard let left = shown(index, place.left, step, shift), let right = shown(index, place.right, step, shift)
                else { return false }
                let expected = SIMD4<Float>(place.difference)
                return expected.dot(right - left) > 0.5 * expected.dot(expected)
            }
            seen[place.line, default: (0, 0)].all += 1
            if isKept { seen[place.line]!.kept += 1 }
        }
        return seen.values.contains { $0.kept < Self.kept * $0.all }
    }

    /// The color at an offset and some steps from pixel `index`; nil outside.
    private func shown(_ index: Int, _ offset: Offset, _ step: Offset, _ steps: Int) -> SIMD4<Float>? {
        let x = index % texture.width + offset.x + steps * step.x, y = index / texture.width + offset.y + steps * step.y
        guard x >= 0, y >= 0, x < texture.width, y < texture.height else { return nil }
        let other = y * texture.width + x
        return SIMD4<Float>(texture.hole[other] == .hole ? copied(other) : texture.pixels[other])
    }
}
