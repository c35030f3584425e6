import Glibc
import SystemPackage

public typealias FileDescriptor = SystemPackage.FileDescriptor

/// Reads and writes that are whole: a signal that interrupts one, and a system that takes a part, are no affair of who calls.
extension FileDescriptor {
    /// Fills `target` as far as the file goes from where it stands, and says how many bytes that were.
    public func readAll(into target: UnsafeMutableRawBufferPointer) throws(Errno) -> Int {
        var count = 0
        while count < target.count {
            let part = try Errno.check { Glibc.read(rawValue, target.baseAddress! + count, target.count - count) }
            if part == 0 { break }
            count += part
        }
        return count
    }

    /// The next `count` bytes, fewer where the file ends before.
    public func readAll(count: Int) throws(Errno) -> [UInt8] {
        var failure: Errno?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            do throws(Errno) { filled = try readAll(into: UnsafeMutableRawBufferPointer(buffer)) } catch { failure = error }
        }
        if let failure { throw failure }
        return bytes
    }

    public func writeWhole(_ bytes: [UInt8]) throws(Errno) {
        var start = 0
        while start < bytes.count {
            start += try Errno.check { bytes.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress! + start, bytes.count - start) } }
        }
    }
}

extension Errno {
    /// What `call` returns, tried again when a signal interrupts it; below 0 it has failed.
    static func check<Value: SignedInteger>(_ call: () -> Value) throws(Errno) -> Value {
        while true {
            let value = call()
            if value >= 0 { return value }
            guard Errno.last == .interrupted else { throw .last }
        }
    }
}
