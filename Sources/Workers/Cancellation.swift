import Synchronization

/// A flag that one thread raises and the workers of a long step read at every tile.
public final class Cancellation: Sendable {
    private let raised = Atomic(false)

    public init() {}

    public func cancel() { raised.store(true, ordering: .relaxed) }
    public var isCancelled: Bool { raised.load(ordering: .relaxed) }

    /// Throws `Cancelled` once the flag is up.
    public func check() throws(Cancelled) {
        if isCancelled { throw Cancelled() }
    }
}

/// The step was given up because its `Cancellation` was raised; nothing was changed.
public struct Cancelled: Error, Equatable {
    public init() {}
}
