import Glibc

/// What C writes to.
public typealias FileStream = UnsafeMutablePointer<FILE>

extension FileDescriptor {
    /// Writes what `body` does from where the file stands.
    func write<Failure: Error>(
        failure: (Errno) -> Failure, _ body: (FileStream) throws(Failure) -> Void
    ) throws(Failure) {
        guard let stream = fdopen(Glibc.dup(rawValue), "r+") else { throw failure(.last) }
        try withoutSizeSignal { () throws(Failure) in
            defer { fclose(stream) }
            try body(stream)
            guard fflush(stream) == 0 else { throw failure(.last) }
        }
    }
}

extension FileStream {
    /// Begins anew, with an empty file.
    public func startOver() {
        rewind(self)
        ftruncate(fileno(self), 0)
    }

    /// Where the next byte goes.
    public var position: Int { ftell(self) }

    public func write(_ bytes: [UInt8]) throws(Errno) {
        guard fwrite(bytes, 1, bytes.count, self) == bytes.count else { throw .last }
    }

    /// Writes over what is at `position`; what follows goes to the end as before.
    public func write(_ bytes: [UInt8], at position: Int) throws(Errno) {
        guard fseek(self, position, SEEK_SET) == 0 else { throw .last }
        try write(bytes)
        guard fseek(self, 0, SEEK_END) == 0 else { throw .last }
    }
}

/// Runs `body` so that a write beyond RLIMIT_FSIZE fails with EFBIG instead of ending the process.
private func withoutSizeSignal<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
    var signals = sigset_t(), before = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGXFSZ)
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    defer {
        // The signal is for this thread; take it before it is let through again.
        if sigismember(&before, SIGXFSZ) == 0 {
            var now = timespec()
            sigtimedwait(&signals, nil, &now)
        }
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }
    try body()
}
