import Editing
import Terminal

/// The number typed before a key, which repeats it.
///
/// While the stages of a removal can be chosen, 1 to 4 choose one at once, and 0 shows the whole photo. One or two such digits turn out to have
/// been a number, with the 0 behind them, when a digit follows that chooses nothing, or a key that goes with numbers (`Action.isCounted`).
struct KeyCount {
    private(set) var number: Int?
    /// The digits that have just chosen stages, as a number.
    private var choices: Int?

    private static let most = 9_999
    /// Who has typed more digits that choose stages has looked through these.
    private static let mostOfChoices = 99

    /// - Parameter action: what the key does.
    /// - Returns: whether the key is part of a number, and whether digits right before it were one, and chose nothing.
    mutating func take(_ key: Key, for action: Action?, on editor: Editor?) -> (isDigit: Bool, takesBack: Bool) {
        let digit = KeyCount.digit(of: key), choices = choices.flatMap { $0 / ($0 % 10 == 0 ? 10 : 1) <= KeyCount.mostOfChoices ? $0 : nil }
        let isNumber = digit.map { $0 > 4 || $0 == 0 && editor?.viewport.isFit == true } ?? (action?.isCounted == true)
        let takesBack = isNumber && choices != nil
        if takesBack { number = choices }
        if isNumber { self.choices = nil }
        guard let digit else { return (false, takesBack) }
        let isStage = editor?.choosable != nil && editor?.pen.isDown == false && editor?.patchMovement == nil
        guard number != nil || digit != 0 && (digit > 4 || !isStage) else { return (false, takesBack) }
        number = min(KeyCount.most, (number ?? 0) * 10 + digit)
        return (true, takesBack)
    }

    /// Whether the last key was a digit that has chosen a stage.
    var hasChosen: Bool { choices != nil }

    /// A key has used the number up.
    mutating func end() { number = nil }

    /// What chose a stage, if it was a digit, may turn out to begin a number; anything else ends that.
    mutating func noteChoice(by key: Key?) {
        choices = key.flatMap(KeyCount.digit).map { min(KeyCount.most, 10 * (choices ?? 0) + $0) }
    }

    static func digit(of key: Key) -> Int? {
        if case .character(let scalar) = key { Int(String(scalar)) } else { nil }
    }
}
