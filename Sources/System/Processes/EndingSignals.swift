import Glibc

/// The signals that ask a program to end, where no terminal is taken over: SIGINT, SIGTERM and SIGHUP.
public enum EndingSignals {
    private static let pipe = SelfPipe()

    /// The exit status after Ctrl-C.
    public static let interrupted = 128 + SIGINT

    /// From now on they end nothing, but are there for `nextStatus`; those that are ignored (`nohup`, and `&` in a script) stay so.
    public static func listen() {
        // Made before there is anything to send.
        _ = pipe.readEnd
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) {
            signal(number) { EndingSignals.pipe.send(UInt8(truncatingIfNeeded: $0)) }
            sigaddset(&signals, number)
        }
        // Blocked is what a parent forgot to let through, unlike ignored: a signal that nobody hears is of no use.
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    /// Waits for the next one, and gives the exit status for it.
    public static func nextStatus() -> Int32 { 128 + Int32(pipe.next()) }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
