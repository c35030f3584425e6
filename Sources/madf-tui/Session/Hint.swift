/// A thing that makes sense next: the actions, whose keys are named, and what they do.
struct Hint {
    let actions: [EditorAction]
    let text: String

    init(_ actions: EditorAction..., text: String) {
        self.actions = actions
        self.text = text
    }
}
