import CLinux
import Glibc

/// What the file system keeps with a file besides its content: owner, permissions, extended attributes and access lists.
enum FileAttributes {
    /// Inherited from the folder where the old file may have none.
    private static let accessList = "system.posix_acl_access"

    /// Gives `new` what `old` has.
    ///
    /// - Returns: the names of the attributes that the system did not take.
    static func copy(from old: borrowing File, _ status: Stat, to new: borrowing File) -> [String] {
        let record = status.rawValue, (source, target) = (old.descriptor.rawValue, new.descriptor.rawValue)
        if fchown(target, record.st_uid, record.st_gid) != 0 { _ = fchown(target, uid_t.max, record.st_gid) }
        // A change of owner clears set-id bits, so the mode comes behind it; an access list goes before the mode's group.
        _ = fchmod(target, record.st_mode & 0o777)
        let names = names(source)
        if !names.contains(accessList) { fremovexattr(target, accessList) }
        return names.filter { name in
            guard let value = value(source, name) else { return true }
            return fsetxattr(target, name, value, value.count, 0) != 0 && self.value(target, name) != value
        }
    }

    private static func names(_ descriptor: Int32) -> [String] {
        let list = filled { flistxattr(descriptor, $0, $1) } ?? []
        return list.split(separator: 0).map { String(decoding: $0.map { UInt8(bitPattern: $0) }, as: UTF8.self) }
    }

    private static func value(_ descriptor: Int32, _ name: String) -> [CChar]? { filled { fgetxattr(descriptor, name, $0, $1) } }

    /// What `call` fills a buffer with; it says how much that is, for no buffer too.
    private static func filled(_ call: (UnsafeMutablePointer<CChar>?, Int) -> Int) -> [CChar]? {
        let size = call(nil, 0)
        guard size > 0 else { return size == 0 ? [] : nil }
        var buffer = [CChar](repeating: 0, count: size)
        let count = call(&buffer, size)
        return count < 0 ? nil : Array(buffer.prefix(count))
    }
}
