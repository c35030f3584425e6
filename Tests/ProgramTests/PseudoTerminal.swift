import Foundation
import Glibc
import Support

/// A program on a terminal of its own, whose screen is kept as a terminal would keep it.
final class PseudoTerminal {
    let process: pid_t
    private(set) var screen: ScreenModel
    /// All bytes that the program has written.
    private(set) var output: [UInt8] = []
    /// `waitpid`'s status once it has ended.
    private(set) var status: Int32?
    /// What it has used once it has ended.
    private var usage = rusage()
    /// The terminal's settings before the program came.
    private(set) var firstModes = termios()
    private var master: Int32

    /// Starts `arguments` with `environment` on a terminal of the given size.
    init(_ arguments: [String], environment: [String: String], columns: Int = 80, rows: Int = 24) throws {
        // posix_openpt and its kin are not imported; on Linux these calls are what they do (pts(4)): TIOCSPTLCK, TIOCGPTN.
        master = Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var unlocked: Int32 = 0, number: Int32 = 0
        _ = ioctl(master, 0x4004_5431, &unlocked)
        _ = ioctl(master, 0x8004_5430, &number)
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        tcgetattr(master, &firstModes)
        let name = "/dev/pts/\(number)"
        screen = ScreenModel(columns: columns, rows: rows)
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        // The first terminal that a session's leader opens becomes its controlling one.
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        // Foundation opens files that a program would inherit: a photo that another test just wrote would pass for one that is being written.
        for descriptor in Int32(3)..<1024 { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var none = sigset_t(), all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        // POSIX_SPAWN_SETSID | SETSIGMASK | SETSIGDEF (spawn.h)
        posix_spawnattr_setflags(&attributes, 0x80 | 0x08 | 0x04)
        var words = arguments.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var child = pid_t()
        let failure = posix_spawn(&child, arguments[0], &actions, &attributes, &words, &variables)
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
        process = child
        if failure != 0 { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EINVAL) }
    }

    deinit {
        if status == nil {
            kill(process, SIGKILL)
            var ignored: Int32 = 0
            waitpid(process, &ignored, 0)
        }
        if master >= 0 { close(master) }
    }

    func send(_ text: String) { send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) {
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes { write(master, $0.baseAddress! + start, bytes.count - start) }
            if count > 0 { start += count } else if errno == EAGAIN { read(milliseconds: 20) } else { return }
        }
    }

    /// Everything written that was not forgotten.
    var text: String { String(decoding: output, as: UTF8.self) }

    func resize(columns: Int, rows: Int, pixelWidth: Int = 0, pixelHeight: Int = 0) {
        screen.resize(columns: columns, rows: rows)
        var size = winsize(
            ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: UInt16(pixelWidth), ws_ypixel: UInt16(pixelHeight))
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Reads what comes until `condition` holds of a frame that is complete; false after `seconds`, or when the program has ended before.
    /// Only what fails takes so long, also on a machine that is busy.
    @discardableResult
    func wait(_ seconds: Double = 60, until condition: (PseudoTerminal) -> Bool) -> Bool {
        let end = Date().addingTimeInterval(seconds)
        while screen.modes.contains(2026) || !condition(self) {
            if Date() > end || status != nil { return condition(self) }
            read(milliseconds: 20)
        }
        return true
    }

    /// Waits until the screen shows `text` somewhere.
    @discardableResult
    func wait(for text: String) -> Bool {
        wait { $0.screen.text.contains(text) }
    }

    /// Seconds from now until `condition` holds of a frame that is complete; nil if it does not come to that.
    func seconds(until condition: (PseudoTerminal) -> Bool) -> Double? {
        let start = Date()
        return wait(until: condition) ? Date().timeIntervalSince(start) : nil
    }

    /// The exit status, or 128 + n after signal n; nil if it does not end.
    func waitForEnd() -> Int32? {
        wait { $0.status != nil }
        return status.map { $0 & 0x7f == 0 ? ($0 >> 8) & 0xff : 128 + ($0 & 0x7f) }
    }

    /// Reads on until nothing has come for a while: what was set off is done.
    func settle(milliseconds: Int = 150) {
        while read(milliseconds: milliseconds) {}
    }

    /// Lets go of what was read so far, where a long session would pile it up.
    func forgetOutput() { output = [] }

    /// Processor time that the program has taken.
    var processorSeconds: Double {
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        if status != nil { return seconds(usage.ru_utime) + seconds(usage.ru_stime) }
        // Its 14th and 15th fields, in ticks (proc(5)); the second may hold blanks and ends with the last parenthesis.
        let fields = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8))?.split(separator: ")").last?.split(separator: " ") ?? []
        return fields.count < 13 ? 0 : Double((Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    func hangUp() {
        close(master)
        master = -1
    }

    /// The terminal's settings as the program has left them.
    var modes: termios {
        var modes = termios()
        tcgetattr(master, &modes)
        return modes
    }

    /// Settings as `stty -g` prints them: all flags, and all characters.
    static func describe(_ modes: termios) -> String {
        "\(modes.c_iflag):\(modes.c_oflag):\(modes.c_cflag):\(modes.c_lflag):\(modes.c_cc)"
    }

    @discardableResult
    private func read(milliseconds: Int) -> Bool {
        var wait = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        var didRead = false
        if master >= 0, poll(&wait, 1, Int32(milliseconds)) > 0 {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = Glibc.read(master, &buffer, buffer.count)
            if count > 0 {
                output += buffer[0..<count]
                screen.feed(buffer[0..<count])
                didRead = true
            } else {
                usleep(1_000)
            }
        } else if master < 0 {
            usleep(UInt32(min(5, milliseconds)) * 1_000)
        }
        if status == nil {
            var value: Int32 = 0
            // Stopped children are not asked for: only the end counts.
            if wait4(process, &value, WNOHANG, &usage) == process {
                status = value
                var rest = [UInt8](repeating: 0, count: 65_536)
                while master >= 0 {
                    let count = Glibc.read(master, &rest, rest.count)
                    if count <= 0 { break }
                    output += rest[0..<count]
                    screen.feed(rest[0..<count])
                }
            }
        }
        return didRead
    }
}
