import Glibc

/// What the system tells of this process.
enum Machine {
    /// Largest resident memory that this process has had, in MiB; Linux counts it in KiB.
    static var peakMemory: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss / 1_024
    }
}

extension [Double] {
    /// The middle value; the mean of the two middle ones of an even count.
    var median: Double {
        let sorted = sorted()
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
    }
}
