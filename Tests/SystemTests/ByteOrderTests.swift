import System
import Testing

@Suite struct ByteOrderTests {
    private let bytes: [UInt8] = [0x01, 0x02, 0x83, 0x04, 0xff, 0xff, 0xff, 0xff]

    @Test func ordersDiffer() {
        #expect(bytes.number(at: 1, bytes: 2, .bigEndian) == 0x0283)
        #expect(bytes.number(at: 1, bytes: 2, .littleEndian) == 0x8302)
        #expect(bytes.number(at: 0, bytes: 4, .bigEndian) == 0x0102_8304)
    }

    @Test func nothingIsReadOutside() {
        #expect(bytes.number(at: 7, bytes: 1, .bigEndian) == 0xff)
        #expect(bytes.number(at: 7, bytes: 2, .bigEndian) == nil)
        #expect(bytes.number(at: 8, bytes: 1, .bigEndian) == nil)
        #expect(bytes.number(at: -1, bytes: 1, .bigEndian) == nil)
        #expect(bytes.number(at: .max, bytes: 4, .bigEndian) == nil)
    }

    /// A slice keeps its array's indices.
    @Test func slices() {
        #expect(bytes[2..<4].number(at: 2, bytes: 2, .bigEndian) == 0x8304)
        #expect(bytes[2..<4].number(at: 0, bytes: 2, .bigEndian) == nil)
    }

    @Test func whatIsNoIntIsNoNumber() {
        #expect(bytes.bits(at: 0, bytes: 8, .littleEndian) == 0xffff_ffff_0483_0201)
        #expect(bytes.number(at: 0, bytes: 8, .littleEndian) == nil)
    }

    @Test(arguments: [ByteOrder.bigEndian, .littleEndian]) func whatIsWrittenIsRead(order: ByteOrder) {
        let written = [UInt8](0x0102_0304, bytes: 4, order)
        #expect(written.number(at: 0, bytes: 4, order) == 0x0102_0304)
        #expect(written.first == (order == .bigEndian ? 1 : 4))
    }
}
