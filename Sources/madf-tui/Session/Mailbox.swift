import Synchronization
import System

/// Messages from working threads to the one that owns the terminal, which polls `descriptor`.
final class Mailbox<Message: Sendable>: Sendable {
    private let pipe = SelfPipe()
    private let messages = Mutex<[Message]>([])

    /// Readable while messages wait.
    var descriptor: Int32 { pipe.readEnd }

    func send(_ message: Message) {
        let wasEmpty = messages.withLock { messages in
            messages.append(message)
            return messages.count == 1
        }
        if wasEmpty { pipe.send() }
    }

    /// The messages that wait, in the order in which they came.
    func take() -> [Message] {
        messages.withLock { messages in
            _ = pipe.drain()
            defer { messages = [] }
            return messages
        }
    }
}
