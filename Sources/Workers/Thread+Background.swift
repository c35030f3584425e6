import Glibc

extension Thread {
    /// Starts a thread that lets the one that answers keys go first.
    public static func detachInBackground(_ body: @escaping @Sendable () -> Void) {
        detach {
            giveWay()
            body()
        }
    }

    /// From now on this thread lets others go first. On Linux the nice value is a thread's own, and those that it starts inherit it
    /// (setpriority(2)).
    public static func giveWay() { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5) }
}
