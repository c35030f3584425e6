import Editing
import Masks
import Pixels
import Synchronization
import System

/// Where unsaved work on one photo is kept, so that it survives the program.
///
/// A name has the photo's path and its content in it: another picture that comes to that path gets a file of its own, and
/// takes nothing away. A file that is damaged or of a newer program stays, and a further name is used.
package struct RecoveryFile {
    /// The last ticket given out, and for each path that of the last write or removal. These go one after the other; one that
    /// comes after a later one is left out.
    private static let tickets = Mutex((last: 0, done: [FilePath: Int]()))
    /// Names that are tried beside files that are kept.
    private static let mostNames = 10

    package let path: FilePath
    /// `Raster.contentHash` of the photo.
    private let hash: UInt64
    /// What the format before left, which goes when this file comes or goes.
    private var old: FilePath?

    /// Looks for what an earlier session has left of the picture `photo` at `photoPath`.
    ///
    /// - Returns: the file, nil where there is no name for it; what was left in it, which stays in the file; and what is not offered.
    static func find(
        _ photo: Raster, hash: UInt64, at photoPath: FilePath, in folder: StateFolder
    ) -> (file: RecoveryFile?, work: UnsavedWork?, refusal: RecoveryError?) {
        var refusal: RecoveryError?
        let digits = String(hash, radix: 16)
        let names = ["-\(digits)"] + (1..<mostNames).map { "-\(digits)-\($0)" }
        for name in names {
            let file = RecoveryFile(path: folder.file(for: photoPath, name + ".recovery"), hash: hash)
            do throws(RecoveryError) {
                if let work = try file.read(for: photo) { return (file, work, refusal) }
            } catch {
                refusal = refusal ?? error
                continue
            }
            let (old, work, oldRefusal) = oldWork(photo, at: photoPath, in: folder)
            let others = folder.others(for: photoPath, than: "-\(digits)")
            return (RecoveryFile(path: file.path, hash: hash, old: old), work, refusal ?? oldRefusal ?? others.map { .otherPhoto($0) })
        }
        return (nil, nil, refusal)
    }

    /// What the format before has left under the path alone.
    private static func oldWork(
        _ photo: Raster, at photoPath: FilePath, in folder: StateFolder
    ) -> (old: FilePath?, work: UnsavedWork?, refusal: RecoveryError?) {
        let old = RecoveryFile(path: folder.file(for: photoPath, ".recovery"), hash: 0)
        do throws(RecoveryError) {
            let work = try old.read(for: photo)
            return (work == nil ? nil : old.path, work, nil)
        } catch {
            return (nil, nil, error)
        }
    }

    package init(path: FilePath, hash: UInt64) { self.init(path: path, hash: hash, old: nil) }

    private init(path: FilePath, hash: UInt64, old: FilePath?) {
        self.path = path
        self.hash = hash
        self.old = old
    }

    /// The work in the file; nil where there is none.
    package func read(for photo: Raster) throws(RecoveryError) -> UnsavedWork? {
        guard path.exists else { return nil }
        guard let file = try? File(path), let size = try? file.status().size, size <= UnsavedWork.byteLimit(for: photo),
            let bytes = try? file.readAll(count: Int(size))
        else { throw .damaged(path) }
        do throws(UnsavedWork.Refusal) {
            return try UnsavedWork(bytes, photo: photo, hash: hash)
        } catch {
            switch error {
            case .damaged: throw .damaged(path)
            case .newer: throw .newer(path)
            case .otherPhoto: throw .otherPhoto(path)
            }
        }
    }

    /// The place in the order of writes and removals.
    package func ticket() -> Int {
        RecoveryFile.tickets.withLock { tickets in
            tickets.last += 1
            return tickets.last
        }
    }

    package func remove() {
        _ = take(ticket()) {
            path.remove()
            old?.remove()
            return true
        }
    }

    /// Writes beside, then renames: what is there is always whole. Whether it, or something later, is there.
    @discardableResult
    package func write(_ ticket: Int, _ work: UnsavedWork, on photo: Raster) -> Bool {
        let bytes = work.bytes(photo: photo, hash: hash)
        return take(ticket) {
            guard (try? AtomicFile.write(bytes, to: path, mode: 0o600)) != nil else { return false }
            old?.remove()
            return true
        }
    }

    private func take(_ ticket: Int, _ body: () -> Bool) -> Bool {
        RecoveryFile.tickets.withLock { tickets in
            guard ticket > tickets.done[path, default: 0] else { return true }
            tickets.done[path] = ticket
            return body()
        }
    }
}
