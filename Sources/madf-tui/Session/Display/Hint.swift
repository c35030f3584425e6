import Editing
import Terminal

/// A thing that makes sense next: the actions, whose keys are named, or else the keys, and what they do. Without either it is mere words.
struct Hint {
    let actions: [Action]
    let keys: [Key]
    let text: String

    init(_ actions: Action..., text: String) { self.init(actions, text: text) }

    init(_ actions: [Action], keys: [Key] = [], text: String) {
        self.actions = actions
        self.keys = keys
        self.text = text
    }
}
