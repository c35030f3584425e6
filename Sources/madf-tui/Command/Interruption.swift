import System
import Workers

/// SIGINT, SIGTERM and SIGHUP where no terminal is taken over.
enum Interruption {
    /// From now on a signal calls `body` on a thread of its own, with the exit status for it; those that are ignored (`nohup`,
    /// and `&` in a script) stay so. Unless told otherwise, the process ends with whole files only.
    static func watch(_ body: @escaping @Sendable (_ status: Int32) -> Void = { AtomicFile.exit($0) }) {
        EndingSignals.listen()
        Thread.detach { while true { body(EndingSignals.nextStatus()) } }
    }
}
