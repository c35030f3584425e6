import Glibc

/// Gives the terminal back when the program dies: one `write` of prepared bytes and one `tcsetattr`, both safe
/// in a signal handler.
///
/// ncurses does this for SIGINT and SIGTERM only, and never for the modes the program set on its own. A trap of
/// Swift is SIGILL, after which the runtime would open a prompt on a raw alternate screen: the terminal is
/// restored first, and the signal then takes its default course.
enum EmergencyRestore {
    private struct State {
        var armed = false
        var bytes: UnsafeMutableRawPointer
        var count = 0
        var attributes = termios()
    }

    private static let capacity = 1_024
    /// Allocated once: a handler may only read memory that already stands.
    nonisolated(unsafe) private static let state: UnsafeMutablePointer<State> = {
        let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
        state.initialize(to: State(bytes: .allocate(byteCount: capacity, alignment: 16)))
        return state
    }()

    static let fatalSignals = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGSYS]

    /// From now on a crash writes `bytes` and sets `attributes` before it ends the program.
    static func arm(bytes: [UInt8], attributes: termios) {
        let count = min(bytes.count, capacity)
        bytes.withUnsafeBytes { state.pointee.bytes.copyMemory(from: $0.baseAddress!, byteCount: count) }
        state.pointee.count = count
        state.pointee.attributes = attributes
        state.pointee.armed = true
        install()
    }

    static func disarm() { state.pointee.armed = false }

    /// Restores at once; for handlers and for ends that cannot wait.
    static func restore() {
        guard state.pointee.armed else { return }
        state.pointee.armed = false
        _ = write(STDOUT_FILENO, state.pointee.bytes, state.pointee.count)
        tcsetattr(STDIN_FILENO, TCSANOW, &state.pointee.attributes)
    }

    private static func install() {
        // A stack of its own: the signal may be a stack overflow.
        var stack = stack_t()
        stack.ss_size = 64 << 10
        stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: stack.ss_size, alignment: 16)
        sigaltstack(&stack, nil)
        for signal in fatalSignals {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { number in
                EmergencyRestore.restore()
                Glibc.signal(number, SIG_DFL)
                raise(number)
            }
            action.sa_flags = SA_ONSTACK | Int32(bitPattern: UInt32(SA_NODEFER)) | Int32(bitPattern: UInt32(SA_RESETHAND))
            sigaction(signal, &action, nil)
        }
    }
}
