import Terminal

extension EditorSession {
    func answer(_ key: Key) {
        guard let prompt else { return }
        switch prompt {
        case .confirm(_, let action):
            self.prompt = nil
            guard key == .character("y") || key == .character("Y") else {
                message = nil
                if case .recover = action { dropRecovery() }
                return
            }
            switch action {
            case .recover: recover()
            case .open(let index): open(index)
            case .quit: exitStatus = 0
            case .replace(let path): save(to: path, replaces: true)
            }
        case .text(let label, var text, let purpose):
            switch key {
            case .escape, .control("c"):
                self.prompt = nil
                return
            case .enter:
                self.prompt = nil
                if !text.isEmpty { submit(text, purpose) }
                return
            case .backspace: if !text.isEmpty { text.removeLast() }
            case .control("u"): text = ""
            case .character(let scalar): if text.unicodeScalars.count < 4_096 { text.unicodeScalars.append(scalar) }
            default: break
            }
            self.prompt = .text(label: label, text: text, purpose: purpose)
        }
    }

    private func submit(_ text: String, _ purpose: Prompt.Purpose) {
        switch purpose {
        case .saveAs: save(to: text, replaces: false)
        case .loadMask: loadMask(from: text)
        case .saveMask: saveMask(to: text)
        }
    }

    func ask(_ label: String, _ text: String, _ purpose: Prompt.Purpose) {
        guard editor != nil else { return }
        prompt = .text(label: label, text: text, purpose: purpose)
    }
}
