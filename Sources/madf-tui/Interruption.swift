import Glibc
import Synchronization
import Workers

/// SIGINT, SIGTERM and SIGHUP as a raised flag, so that a batch ends between two safe states.
enum Interruption {
    static let cancellation = Cancellation()
    private static let received = Atomic<Int32>(0)

    /// Exit status after the signal that came last.
    static var status: Int32 { 128 + received.load(ordering: .relaxed) }

    /// From now on the signals raise the flag; those that are ignored (`nohup`, and `&` in a script) stay so.
    static func watch() {
        // Made now: a handler must not be the first to ask for them.
        _ = cancellation
        received.store(SIGINT, ordering: .relaxed)
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) {
            signal(number) { number in
                Interruption.received.store(number, ordering: .relaxed)
                Interruption.cancellation.cancel()
            }
            sigaddset(&signals, number)
        }
        // Blocked is what a parent forgot to let through, unlike ignored: a signal that nobody hears is of no use.
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
