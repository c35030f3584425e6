import Synchronization

/// How far each of several steps is that are done side by side.
final class Shares: Sendable {
    private let done: Mutex<[Double]>

    init(count: Int) { done = Mutex([Double](repeating: 0, count: count)) }

    /// Notes how far step `index` is, unless it was farther, and tells the sum; one at a time, so that sums come in their order.
    func set(_ index: Int, _ share: Double, _ tell: (Double) -> Void) {
        done.withLock {
            $0[index] = max($0[index], share)
            tell($0.reduce(0, +))
        }
    }
}
