import Glibc
import Synchronization
import System

/// Turns signals into bytes on a pipe, so that the one thread that waits for keys hears of them too.
///
/// A second request to end while the first waits (the thread may be blocked on a dead line) restores the
/// terminal from within the handler and ends.
enum SignalPipe {
    private static let pipe = SelfPipe()
    /// The end that was asked for and not yet heard of; 0 where there is none.
    private static let pendingEnd = Atomic<Int32>(0)

    /// Signals that ask the program to end, and all others that would end it with the terminal as it is, but for those of crashes.
    static let endings =
        [
            SIGTERM, SIGHUP, SIGQUIT, SIGINT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO, SIGPWR, SIGSTKFLT, SIGXCPU, SIGXFSZ,
        ] + realTimeSignals

    /// Those before are the library's own.
    private static let realTimeSignals = (34 as Int32)...64

    /// Descriptor to poll.
    static var descriptor: Int32 { pipe.readEnd }

    /// Starts to listen; before ncurses starts, which then leaves these signals alone.
    static func install() {
        // Both are made before there is anything to send.
        _ = descriptor
        pendingEnd.store(0, ordering: .relaxed)
        for number in endings + [SIGWINCH, SIGTSTP, SIGCONT] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { number in
                if number != SIGWINCH, number != SIGTSTP, number != SIGCONT {
                    if SignalPipe.pendingEnd.exchange(number, ordering: .relaxed) != 0 {
                        EmergencyRestore.restore()
                        _exit(128 + number)
                    }
                }
                SignalPipe.pipe.send(UInt8(truncatingIfNeeded: number))
            }
            action.sa_flags = SA_RESTART
            sigaction(number, &action, nil)
        }
        // A line that is gone shows as an error of `write`, not as a death without restoring.
        signal(SIGPIPE, SIG_IGN)
    }

    /// The signals that came since the last time.
    static func drain() -> [Int32] { pipe.drain().map(Int32.init) }
}
