import Editing

/// A thing that makes sense next: the actions, whose keys are named, and what they do.
struct Hint {
    let actions: [Action]
    let text: String

    init(_ actions: Action..., text: String) { self.init(actions, text: text) }

    init(_ actions: [Action], text: String) {
        self.actions = actions
        self.text = text
    }
}
