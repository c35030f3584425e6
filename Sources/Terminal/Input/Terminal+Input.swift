import CNcurses
import Glibc
import System

extension Terminal {
    public var seconds: Double { MonotonicClock.seconds }

    public func wait(alsoFor descriptor: Int32, seconds: Double?) {
        var entries = [STDIN_FILENO, SignalPipe.descriptor, descriptor].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let milliseconds = seconds.map { Int32(($0 * 1_000).rounded(.up)) } ?? -1
        guard poll(&entries, nfds_t(entries.count), milliseconds) > 0 else { return }
        let state = Int32(entries[0].revents)
        var waiting: Int32 = 0
        // A terminal that is gone reads as endless nothing.
        if state & (POLLHUP | POLLERR | POLLNVAL) != 0
            || (state & POLLIN != 0 && ioctl(STDIN_FILENO, UInt(FIONREAD), &waiting) == 0 && waiting == 0)
        {
            isClosed = true
        }
    }

    public func events() -> [ScreenEvent] {
        var events: [ScreenEvent] = isClosed ? [.endAsked(status: 128 + SIGHUP)] : []
        for signal in SignalPipe.drain() {
            switch signal {
            case SIGWINCH, SIGCONT:
                resized()
                events.append(.resized)
            case SIGTSTP: events.append(.suspensionAsked)
            default: events.append(.endAsked(status: 128 + signal))
            }
        }
        return events + readEvents().map { .input($0) }
    }

    /// The events that have come; empty when there are none. Never waits longer than Escape needs.
    private func readEvents() -> [InputEvent] {
        var events: [InputEvent] = []
        let now = seconds
        if decoder.isPending, now - lastInput > InputDecoder.unfinishedSeconds, let event = decoder.settle() { events.append(event) }
        var isFirst = true
        while events.count < 4_096 {
            var value: wint_t = 0
            let status = wget_wch(keys, &value)
            if status == ERR { break }
            if isFirst { lastInput = now }
            isFirst = false
            let token = status == KEY_CODE_YES ? KeySequences.token(for: Int32(value)) : .character(UInt32(value))
            if let token, let event = decoder.take(token) { events.append(event) }
        }
        if decoder.isEscape, let event = decoder.settle() { events.append(event) }
        return events
    }
}
