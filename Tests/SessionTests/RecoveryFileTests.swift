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
    private let photo = Raster.pattern(width: 23, height: 17)
    private let place = WorkPlace(cursor: Point(x: 3.5, y: 16.25), center: Point(x: 11, y: 8), scale: 2.5)
    private let folder: TemporaryFolder
    private let file: RecoveryFile

    init() throws {
        folder = try TemporaryFolder()
        file = RecoveryFile(path: FilePath(folder.path("photo.recovery")))
    }

    /// Marks and changes of single pixels, of rows, and at both ends.
    private func work(_ seed: UInt32) -> (mask: Mask, result: Raster) {
        var noise = Noise(seed: seed), mask = Mask(width: 23, height: 17), result = photo
        for index in mask.bytes.indices where noise.next() % 3 == 0 { mask.bytes[index] = UInt8(noise.next() & 255) }
        for index in [0, 23 * 17 - 1] + (100..<140) { result.bytes[3 * index] ^= 1 }
        return (mask, result)
    }

    private func write(_ work: (mask: Mask, result: Raster), _ ticket: Int) -> Bool {
        file.write(ticket, mask: work.mask, original: photo, current: work.result, place: place)
    }

    @Test func workComesBackAsItWas() throws {
        let work = work(1)
        #expect(!file.exists && file.read(for: photo) == nil)
        #expect(write(work, file.ticket()) && file.exists)
        let read = try #require(file.read(for: photo))
        #expect(read.mask == work.mask && read.result == work.result && read.place == place)
        #expect(folder.names == ["photo.recovery"])
        file.remove()
        #expect(!file.exists)
    }

    @Test func itIsOfOnePhoto() {
        #expect(write(work(1), file.ticket()))
        #expect(file.read(for: .pattern(width: 17, height: 23)) == nil)
        #expect(file.read(for: Raster(width: 23, height: 17, model: .gray)) == nil)
    }

    /// Writing goes on beside the session: what was begun earlier must not go over what came later.
    @Test func laterWritesStand() throws {
        let first = file.ticket(), second = file.ticket(), work = work(2)
        #expect(write(work, second))
        #expect(write(self.work(3), first), "something later is there")
        #expect(try #require(file.read(for: photo)).mask == work.mask)
        let third = file.ticket()
        file.remove()
        #expect(write(work, third) && !file.exists, "what was dropped does not come back")
    }

    /// Every length, and every byte in turn: what is damaged is not taken, or is work of the same size.
    @Test func damageIsNoWork() throws {
        #expect(write(work(4), file.ticket()))
        let url = folder.url.appending(path: "photo.recovery"), whole = try Data(contentsOf: url)
        for length in stride(from: 0, to: whole.count, by: 7) {
            try whole.prefix(length).write(to: url)
            if let read = file.read(for: photo) { #expect(read.result.bytes.count == photo.bytes.count && read.mask.bytes.count == 23 * 17) }
        }
        for index in 0..<min(200, whole.count) {
            var damaged = whole
            damaged[index] ^= 0xff
            try damaged.write(to: url)
            if let read = file.read(for: photo) { #expect(read.result.bytes.count == photo.bytes.count && read.mask.bytes.count == 23 * 17) }
        }
        try (whole + Data([1, 2, 3])).write(to: url)
        #expect(file.read(for: photo) == nil)
    }

    @Test func failureIsTold() {
        let nowhere = RecoveryFile(path: FilePath(folder.path("none/photo.recovery")))
        #expect(!nowhere.write(nowhere.ticket(), mask: Mask(width: 23, height: 17), original: photo, current: photo, place: place))
    }
}
