import Synchronization

/// A flag that one thread raises and the workers of a long step read at every tile.
public final class Cancellation: Sendable {
    private let raised = Atomic(false)
    private let onCheck: (@Sendable () -> Void)?

    public init() { onCheck = nil }

    /// Calls `onCheck` whenever the flag is read: tells a test how much work lies between.
    package init(onCheck: @escaping @Sendable () -> Void) { self.onCheck = onCheck }

    public func cancel() { raised.store(true, ordering: .relaxed) }

    public var isCancelled: Bool {
        if let onCheck { onCheck() }
        return raised.load(ordering: .relaxed)
    }

    /// Throws `Cancelled` once the flag is up.
    public func check() throws(Cancelled) {
        if isCancelled { throw Cancelled() }
    }
}

/// The step was given up because its `Cancellation` was raised; nothing was changed.
public struct Cancelled: Error, Equatable {
    public init() {}
}
