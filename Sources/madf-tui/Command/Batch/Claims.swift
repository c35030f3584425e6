import Synchronization
import System
import Workers

/// The photos of a batch that this process has claimed, so that no other works on them meanwhile.
final class Claims: Sendable {
    private let held = Mutex<[FilePath: FileClaim]>([:])

    /// Refreshes what is held for as long as the process lives.
    func keep() {
        Thread.detach { [self] in
            while true {
                MonotonicClock.sleep(FileClaim.refreshing)
                held.withLock { $0.values.forEach { $0.refresh() } }
            }
        }
    }

    /// Runs `body` while the result of `item` is claimed; false where another process has claimed it.
    func holding(_ item: BatchItem, _ body: () -> Void) throws(CommandError) -> Bool {
        let claim = try translating({ CommandError.system("\(item.output.folder)", $0) }) { () throws(Errno) in try FileClaim(item.output) }
        guard let claim else { return false }
        held.withLock { $0[item.output] = claim }
        body()
        held.withLock { _ = $0.removeValue(forKey: item.output) }
        return true
    }
}
