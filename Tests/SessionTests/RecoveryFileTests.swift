import Editing
import Foundation
import Masks
import Pixels
import Support
import System
import Testing
import madf_tui

/// What is kept comes back as it was, and nothing else is taken for it.
@Suite struct RecoveryFileTests {
    private static let photo = Raster.pattern(width: 23, height: 17)
    private let photo = photo
    private let place = WorkPlace(cursor: Point(x: 3.5, y: 16.25), center: Point(x: 11, y: 8), scale: 2.5)
    private let folder: TemporaryFolder
    private let file: RecoveryFile

    init() throws {
        folder = try TemporaryFolder()
        file = RecoveryFile(path: FilePath(folder.path("photo.recovery")), hash: Self.photo.contentHash)
    }

    /// Marks and changes of single pixels, of rows, and at both ends.
    private func work(_ seed: UInt32) -> UnsavedWork {
        var noise = Noise(seed: seed), mask = Mask(width: 23, height: 17), result = photo
        for index in mask.bytes.indices where noise.next() % 3 == 0 { mask.bytes[index] = UInt8(noise.next() & 255) }
        for index in [0, 23 * 17 - 1] + (100..<140) { result.bytes[3 * index] ^= 1 }
        return UnsavedWork(mask: mask, result: result, place: place)
    }

    private func write(_ work: UnsavedWork, _ ticket: Int? = nil) -> Bool { file.write(ticket ?? file.ticket(), work, on: photo) }

    private var bytes: Data { get throws { try Data(contentsOf: folder.url.appending(path: "photo.recovery")) } }
    private func put(_ bytes: some Collection<UInt8>) throws { try Data(bytes).write(to: folder.url.appending(path: "photo.recovery")) }

    /// The file with a section more before the sum, which holds again.
    private func adding(_ tag: String, _ payload: [UInt8], to bytes: Data, version: UInt8 = UInt8(ascii: "3")) -> [UInt8] {
        var changed = Array(bytes.dropLast(20)) + tag.utf8 + [UInt8(payload.count), 0, 0, 0, 0, 0, 0, 0] + payload
        changed[18] = version
        let sum = withUnsafeBytes(of: ContentHash.of(changed[...]).littleEndian) { Array($0) }
        return changed + Array("Hash".utf8) + [8, 0, 0, 0, 0, 0, 0, 0] + sum
    }

    @Test func workComesBackAsItWas() throws {
        let work = work(1)
        #expect(try !file.path.exists && file.read(for: photo) == nil)
        #expect(write(work))
        #expect(try file.read(for: photo) == work)
        #expect(folder.names == ["photo.recovery"])
        file.remove()
        #expect(!file.path.exists)
    }

    @Test func whatIsKeptOutComesBackToo() throws {
        var work = work(1)
        work.keepOut = self.work(5).mask
        #expect(write(work))
        #expect(try file.read(for: photo) == work)
    }

    @Test func itIsOfOnePicture() throws {
        #expect(write(work(1)))
        var other = photo
        other.bytes[5] ^= 1
        let names = RecoveryFile(path: file.path, hash: other.contentHash)
        #expect(throws: RecoveryError.otherPhoto(file.path)) { try names.read(for: other) }
        #expect(throws: RecoveryError.otherPhoto(file.path)) { try file.read(for: .pattern(width: 17, height: 23)) }
        #expect(throws: RecoveryError.otherPhoto(file.path)) { try file.read(for: Raster(width: 23, height: 17, model: .gray)) }
    }

    /// What later versions add and need not be known is passed over; what must be known is left to them.
    @Test func laterVersionsMayAdd() throws {
        #expect(write(work(1)))
        let whole = try bytes
        try put(adding("more", [1, 2, 3], to: whole))
        #expect(try file.read(for: photo) == work(1))
        try put(adding("More", [1, 2, 3], to: whole))
        #expect(throws: RecoveryError.newer(file.path)) { try file.read(for: photo) }
        try put(adding("more", [], to: whole, version: UInt8(ascii: "4")))
        #expect(throws: RecoveryError.newer(file.path)) { try file.read(for: photo) }
    }

    /// The format before had no more than the photo's sizes: marks are taken, and pixels are marked again.
    @Test func secondVersionGivesMarksAlone() throws {
        func number(_ value: Int, _ length: Int) -> [UInt8] { (0..<length).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        var old = Array("madf-tui recovery 2\n".utf8) + number(23, 4) + number(17, 4) + number(3, 4)
        for value in [3.5, 16.25, 11, 8, 2.5] { old += number(Int(bitPattern: UInt(value.bitPattern)), 8) }
        old += number(7, 4) + [200] + number(23 * 17 - 7, 4) + [0] + number(40, 8) + number(2, 8) + [9, 9, 9, 9, 9, 9]
        try put(old)
        let work = try #require(try file.read(for: photo))
        #expect(work.result == photo && work.place == place)
        #expect(work.mask.bytes.indices.filter { work.mask.bytes[$0] != 0 } == Array(0..<7) + [40, 41])
        #expect(throws: RecoveryError.otherPhoto(file.path)) { try file.read(for: .pattern(width: 17, height: 23)) }
        try put(old.dropLast())
        #expect(throws: RecoveryError.damaged(file.path)) { try file.read(for: photo) }
    }

    /// Writing goes on beside the session: what was begun earlier must not go over what came later.
    @Test func laterWritesStand() throws {
        let first = file.ticket(), second = file.ticket(), work = work(2)
        #expect(write(work, second))
        #expect(write(self.work(3), first), "something later is there")
        #expect(try file.read(for: photo) == work)
        let third = file.ticket()
        file.remove()
        #expect(write(work, third) && !file.path.exists, "what was dropped does not come back")
    }

    /// Every length, and every byte in turn: what is damaged is not taken, and stays.
    @Test func damageIsNoWork() throws {
        #expect(write(work(4)))
        let whole = try bytes
        func expectRefusal(_ bytes: Data) throws {
            try put(bytes)
            #expect(throws: RecoveryError.self) { try file.read(for: photo) }
            #expect(try self.bytes == bytes)
        }
        for length in stride(from: 0, to: whole.count, by: 7) { try expectRefusal(whole.prefix(length)) }
        for index in whole.indices {
            var damaged = whole
            damaged[index] ^= 0xff
            try expectRefusal(damaged)
        }
        try expectRefusal(whole + Data([1, 2, 3]))
    }

    @Test func failureIsTold() {
        let nowhere = RecoveryFile(path: FilePath(folder.path("none/photo.recovery")), hash: photo.contentHash)
        #expect(!nowhere.write(nowhere.ticket(), work(1), on: photo))
    }
}
