import Glibc
import System
import Workers

/// SIGINT, SIGTERM and SIGHUP where no terminal is taken over.
enum Interruption {
    nonisolated(unsafe) private static var writeEnd: Int32 = -1

    /// From now on a signal calls `body` on a thread of its own, with the exit status for it; those that are ignored (`nohup`,
    /// and `&` in a script) stay so. Unless told otherwise, the process ends with whole files only.
    static func watch(_ body: @escaping @Sendable (_ status: Int32) -> Void = { AtomicFile.exit($0) }) {
        var ends: [Int32] = [-1, -1]
        precondition(pipe(&ends) == 0, "the system refused a pipe")
        let readEnd = ends[0]
        writeEnd = ends[1]
        Thread.detach {
            var number: UInt8 = 0
            while read(readEnd, &number, 1) == 1 { body(128 + Int32(number)) }
        }
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) {
            signal(number) { number in
                let saved = errno
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(Interruption.writeEnd, &byte, 1)
                errno = saved
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
