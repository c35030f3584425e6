import Editing
import Terminal

/// The number typed before a key, which repeats it.
///
/// While the stages of a removal can be chosen, 1 to 4 choose one at once. A digit right after one that can mean nothing else makes
/// a number of both.
struct KeyCount {
    private(set) var number: Int?
    /// The digit that has just chosen a stage.
    private var stage: Int?

    enum Meaning {
        /// No part of a number: the key's own.
        case key
        case digit
        /// Neither was the one before, which has chosen a stage.
        case digitAfterChoice
    }

    private static let most = 9_999

    mutating func take(_ key: Key, on editor: Editor?) -> Meaning {
        guard let digit = KeyCount.digit(of: key) else { return .key }
        var meaning = Meaning.digit
        if let stage, digit > 4 || digit == 0 && editor?.viewport.isFit == true {
            number = stage
            meaning = .digitAfterChoice
        }
        stage = nil
        let isStage = editor?.choosable != nil && editor?.pen.isDown == false && editor?.patchMovement == nil
        guard number != nil || digit != 0 && (digit > 4 || !isStage) else { return .key }
        number = min(KeyCount.most, (number ?? 0) * 10 + digit)
        return meaning
    }

    /// A key has used the number up.
    mutating func end() { number = nil }

    /// What chose a stage, if it was a digit, may turn out to begin a number; anything else ends that.
    mutating func noteChoice(by key: Key?) { stage = key.flatMap(KeyCount.digit) }

    static func digit(of key: Key) -> Int? {
        if case .character(let scalar) = key { Int(String(scalar)) } else { nil }
    }
}
