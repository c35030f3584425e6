import CLinux
import Glibc

/// A program at work beside this one, of which what it writes to standard output is read; it is ended with this value.
public struct ChildProcess: ~Copyable {
    private let identifier: pid_t
    private let output: Int32

    /// Starts `program` with `input` as its standard input, from the first byte. What it says on standard error is dropped, and no key
    /// of the terminal sends it a signal.
    public init(_ program: FilePath, _ arguments: [String], input: borrowing File) throws(Errno) {
        var ends: [Int32] = [-1, -1]
        _ = try Errno.check { clinux_pipe(&ends) }
        defer { close(ends[1]) }
        input.rewind()
        do throws(Errno) {
            identifier = try Self.start(program, arguments, streams: [input.descriptor.rawValue, ends[1]])
        } catch {
            close(ends[0])
            throw error
        }
        output = ends[0]
    }

    deinit {
        kill(identifier, SIGKILL)
        while waitpid(identifier, nil, 0) < 0, errno == EINTR {}
        close(output)
    }

    /// Swift would look long at a process that fails.
    private static let withoutReport = "SWIFT_BACKTRACE=enable=no"

    /// - Parameter streams: standard input and output.
    private static func start(_ program: FilePath, _ arguments: [String], streams: [Int32]) throws(Errno) -> pid_t {
        var actions = posix_spawn_file_actions_t(), attributes = posix_spawnattr_t()
        var none = sigset_t(), all = sigset_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for (number, stream) in streams.enumerated() { posix_spawn_file_actions_adddup2(&actions, stream, Int32(number)) }
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
        var words: [UnsafeMutablePointer<CChar>?] = ([program.string] + arguments).map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = [strdup(withoutReport)]
        defer { (words + variables).forEach { free($0) } }
        var variable = clinux_environment()
        while let text = variable?.pointee {
            variables.append(strdup(text))
            variable = variable?.successor()
        }
        variables.append(nil)
        var identifier: pid_t = 0
        let status = program.withPlatformString { posix_spawn(&identifier, $0, &actions, &attributes, &words, &variables) }
        guard status == 0 else { throw Errno(rawValue: status) }
        return identifier
    }

    /// Fills `target` with what the program writes; false where it writes less, or sleeps for good.
    ///
    /// - Parameter isGivenUp: asked at least twenty times a second; `Errno.canceled` when it says so.
    public func fill(_ target: inout [UInt8], isGivenUp: () -> Bool) throws(Errno) -> Bool {
        try target.withUnsafeMutableBufferPointer { (target) throws(Errno) in
            var count = 0, idleRounds = 0, used = 0.0
            while count < target.count {
                if isGivenUp() { throw .canceled }
                var waiting = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
                if poll(&waiting, 1, 50) <= 0 {
                    let now = processorSeconds
                    idleRounds = now > used ? 0 : idleRounds + 1
                    used = now
                    if idleRounds >= Self.mostIdleRounds { return false }
                    continue
                }
                let part = try Errno.check { read(output, target.baseAddress! + count, target.count - count) }
                if part == 0 { return false }
                count += part
            }
            return true
        }
    }

    /// Waits of a twentieth of a second in which the program gets no processor at all, as it does only where its threads wait for each other.
    private static let mostIdleRounds = 60

    /// What the program has used of processors.
    private var processorSeconds: Double {
        var clock = clockid_t(), time = timespec()
        guard clock_getcpuclockid(identifier, &clock) == 0, clock_gettime(clock, &time) == 0 else { return 0 }
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
