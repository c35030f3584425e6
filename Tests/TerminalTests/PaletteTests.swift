import Terminal
import Testing

@Suite struct PaletteTests {
    /// Entries 16 to 255 of xterm (its 256colres.h): a cube of six levels, then grays from 8 in steps of 10.
    @Test func itsOwnColorsAreFound() {
        let palette = Palette.upper240(), levels: [UInt8] = [0, 95, 135, 175, 215, 255]
        for index in 0..<216 {
            let color = RGB(levels[index / 36], levels[index / 6 % 6], levels[index % 6])
            // Asked for by 6 bits a channel: the grays 8 to 238 have none of these values but near ones.
            #expect(palette.nearest(color) == UInt8(16 + index), "\(color)")
        }
        for step in 0..<24 where ![8, 9, 14].contains(step) {
            let found = palette.nearest(RGB(UInt8(8 + 10 * step), UInt8(8 + 10 * step), UInt8(8 + 10 * step)))
            #expect(found == UInt8(232 + step), "\(step)")
        }
    }

    /// By distances of RGB a dark blue is nearest to black, and a pale one to gray.
    @Test func huesAreKept() {
        let palette = Palette.basic(count: 16)
        #expect(palette.nearest(RGB(0, 0, 200)) == 4 && palette.nearest(RGB(230, 20, 20)) == 9 && palette.nearest(RGB(120, 120, 120)) == 8)
        #expect(palette.nearest(.black) == 0 && palette.nearest(.white) == 15)
    }

    @Test func fewColorsStayFew() {
        let palette = Palette.basic(count: 8)
        for value in 0..<512 {
            let color = RGB(UInt8(value >> 6 * 32 & 255), UInt8(value >> 3 & 7) * 36, UInt8(value & 7) * 36)
            #expect(palette.nearest(color) < 8)
        }
    }
}
