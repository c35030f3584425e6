import Glibc
import Workers

/// SIGINT, SIGTERM and SIGHUP as a raised flag, so that a batch ends between two safe states.
enum Interruption {
    static let cancellation = Cancellation()

    /// From now on the signals raise the flag.
    static func watch() {
        // Made now: a handler must not be the first to ask for it.
        _ = cancellation
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number) { _ in Interruption.cancellation.cancel() } }
    }
}
