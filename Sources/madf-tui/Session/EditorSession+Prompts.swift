import Terminal

extension EditorSession {
    func answer(_ key: Key) {
        guard let prompt else { return }
        switch prompt {
        case .confirm(_, let action):
            switch key {
            case .character("y"), .character("Y"):
                self.prompt = nil
                agree(to: action)
            case .character("n"), .character("N"):
                self.prompt = nil
                decline(action)
            case .escape, .control("c"):
                // What was left behind is dropped by a clear no only.
                if case .recover = action { return }
                self.prompt = nil
                decline(action)
            // A key that was meant for something else is no answer.
            default: return
            }
        case .text(let label, var field, let purpose):
            switch key {
            case .escape, .control("c"): return self.prompt = nil
            case .enter:
                self.prompt = nil
                return submit(PhotoPath.expanded(field.text), purpose)
            case .tab: field.head = PhotoPath.completed(field.head)
            default: field.take(key)
            }
            self.prompt = .text(label: label, field: field, purpose: purpose)
        }
    }

    /// A paste is text where one is asked for, and nothing elsewhere.
    func paste(_ text: String) {
        guard case .text(let label, var field, let purpose)? = prompt else { return }
        field.paste(text)
        prompt = .text(label: label, field: field, purpose: purpose)
    }

    private func agree(to action: Prompt.Confirmed) {
        message = nil
        switch action {
        case .recover: recover()
        case .open(let index):
            dropRecovery()
            open(index)
        case .quit: exitStatus = 0
        case .replace(let path): save(to: path, replaces: true)
        case .replaceMarks(let path): saveMask(to: path, replaces: true)
        }
    }

    private func decline(_ action: Prompt.Confirmed) {
        message = nil
        switch action {
        case .recover: dropRecovery()
        case .replace: message = "not saved; \(keyName(.saveAs)) saves under another name"
        case .replaceMarks: message = "marks not saved; \(keyName(.saveMask)) takes another name"
        case .open, .quit: break
        }
    }

    private func submit(_ text: String, _ purpose: Prompt.Purpose) {
        guard !text.isEmpty else { return }
        switch purpose {
        case .saveAs: save(to: text, replaces: false)
        case .loadMask: loadMask(from: text)
        case .saveMask: saveMask(to: text, replaces: false)
        }
    }

    func ask(_ label: String, _ text: String, _ purpose: Prompt.Purpose) {
        guard editor != nil else { return }
        prompt = .text(label: label, field: TextField(text), purpose: purpose)
    }
}
