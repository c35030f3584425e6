import Glibc

/// Seconds that the calling thread has had of a processor: what else the machine does has no say in it.
package enum ThreadClock {
    package static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
