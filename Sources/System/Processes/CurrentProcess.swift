import Glibc

/// What the system tells of this process.
public enum CurrentProcess {
    public static var identifier: Int { Int(getpid()) }

    /// Largest resident memory so far, in MiB; Linux counts it in KiB.
    public static var peakMemory: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss / 1_024
    }

    /// Seconds of processor used so far, those of the system for the process included.
    public static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Takes characters and their widths to be as the user's locale says; before that only ASCII has any.
    public static func adoptLocale() { setlocale(LC_CTYPE, "") }
}
