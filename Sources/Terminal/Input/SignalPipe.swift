import Glibc

/// Turns signals into bytes on a pipe, so that the one thread that waits for keys hears of them too.
///
/// A second request to end while the first waits (the thread may be blocked on a dead line) restores the
/// terminal from within the handler and ends.
enum SignalPipe {
    private struct State {
        var readEnd: Int32 = -1
        var writeEnd: Int32 = -1
        var pendingEnd: Int32 = 0
    }

    nonisolated(unsafe) private static let state: UnsafeMutablePointer<State> = {
        let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
        var ends: [Int32] = [-1, -1]
        precondition(pipe(&ends) == 0, "the system refused a pipe")
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        state.initialize(to: State(readEnd: ends[0], writeEnd: ends[1]))
        return state
    }()

    /// Signals that ask the program to end.
    static let endings = [SIGTERM, SIGHUP, SIGQUIT, SIGINT]

    /// Descriptor to poll.
    static var descriptor: Int32 { state.pointee.readEnd }

    /// Starts to listen; before ncurses starts, which then leaves these signals alone.
    static func install() {
        for number in endings + [SIGWINCH, SIGTSTP, SIGCONT] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { number in
                let saved = errno
                if number != SIGWINCH, number != SIGTSTP, number != SIGCONT {
                    if SignalPipe.state.pointee.pendingEnd != 0 {
                        EmergencyRestore.restore()
                        _exit(128 + number)
                    }
                    SignalPipe.state.pointee.pendingEnd = number
                }
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(SignalPipe.state.pointee.writeEnd, &byte, 1)
                errno = saved
            }
            action.sa_flags = SA_RESTART
            sigaction(number, &action, nil)
        }
        // A line that is gone shows as an error of `write`, not as a death without restoring.
        signal(SIGPIPE, SIG_IGN)
    }

    /// The signals that came since the last time.
    static func drain() -> [Int32] {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(descriptor, &bytes, bytes.count)
        return count > 0 ? bytes[0..<count].map(Int32.init) : []
    }
}
