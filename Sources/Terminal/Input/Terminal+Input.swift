import CNcurses
import Glibc

extension Terminal {
    /// Waits for keys, for the other `descriptors`, or for `milliseconds` (negative: for as long as it takes).
    public func wait(alsoFor descriptors: [Int32], milliseconds: Int) {
        var entries = ([STDIN_FILENO] + descriptors).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard poll(&entries, nfds_t(entries.count), Int32(milliseconds)) > 0 else { return }
        let state = Int32(entries[0].revents)
        var waiting: Int32 = 0
        // A terminal that is gone reads as endless nothing.
        if state & (POLLHUP | POLLERR | POLLNVAL) != 0
            || (state & POLLIN != 0 && ioctl(STDIN_FILENO, UInt(FIONREAD), &waiting) == 0 && waiting == 0) {
            isClosed = true
        }
    }

    /// The events that have come; empty when there are none. Never waits longer than Escape needs.
    public func readEvents() -> [InputEvent] {
        var events: [InputEvent] = []
        let now = Terminal.seconds()
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

    /// Seconds of a clock that only goes forward.
    public static func seconds() -> Double {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
    }
}
