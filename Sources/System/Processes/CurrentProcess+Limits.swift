import CLinux
import Glibc

/// Limits that a process that works on foreign bytes sets itself; beyond them the system refuses memory, or ends it.
extension CurrentProcess {
    /// Ends this process with the thread that started it, and leaves no picture of its memory behind when it fails.
    public static func endWithParent() {
        clinux_end_with_parent(SIGKILL)
        // Room that each thread would reserve for itself, much of it in vain.
        clinux_share_heap()
        limit(RLIMIT_CORE, to: 0)
    }

    /// Keeps what is freed for the next use, but for pieces of more than 256 MiB: a removal takes and frees large pieces by the hundred,
    /// and the system would clear each anew, which takes up to a tenth of its time.
    public static func keepFreedMemory() { clinux_keep_freed(256 << 20) }

    /// Gives back what was kept: after a removal as much memory again may be wanted in pieces of another size, to save it.
    public static func returnFreedMemory() { clinux_return_freed() }

    /// - Parameters:
    ///   - memory: bytes of addresses, whether or not they are used.
    ///   - processorSeconds: of all threads together.
    public static func limit(memory: Int, processorSeconds: Int) {
        limit(RLIMIT_AS, to: memory)
        limit(RLIMIT_CPU, to: processorSeconds)
    }

    /// The file of the program that runs; nil where the system does not say.
    public static var program: FilePath? {
        let link: FilePath = "/proc/self/exe", target = link.followingLinks
        return target == link ? nil : target
    }

    private static func limit(_ resource: __rlimit_resource, to value: Int) {
        var limits = rlimit()
        getrlimit(__rlimit_resource_t(resource.rawValue), &limits)
        limits.rlim_cur = min(rlim_t(value), limits.rlim_max)
        setrlimit(__rlimit_resource_t(resource.rawValue), &limits)
    }
}
