import CJPEG
import CLCMS
import Foundation
import Photo
import Pixels
import Support
import Testing

/// Photos are shown through their profiles, filled in their own colors, and saved with the profile they came with.
@Suite struct ColorTests {
    /// A space of RGB: primaries and white as CIE x and y, and the exponent of its curve; nil for that of sRGB.
    struct Space: Sendable, CustomTestStringConvertible {
        let name: String
        let red, green, blue: (Double, Double)
        let exponent: Double?
        var testDescription: String { name }

        static let sRGB = Space(name: "sRGB", red: (0.64, 0.33), green: (0.3, 0.6), blue: (0.15, 0.06), exponent: nil)
        /// SMPTE EG 432-1 with the curve of sRGB.
        static let displayP3 = Space(name: "Display P3", red: (0.68, 0.32), green: (0.265, 0.69), blue: (0.15, 0.06), exponent: nil)
        /// Adobe RGB (1998) color image encoding, 4.3.
        static let adobeRGB = Space(
            name: "Adobe RGB", red: (0.64, 0.33), green: (0.21, 0.71), blue: (0.15, 0.06), exponent: 563.0 / 256)

        /// A profile of this space, made by the library from these numbers; it holds the time at which it was made.
        var profile: [UInt8] {
            var white = cmsCIExyY(x: 0.3127, y: 0.3290, Y: 1)
            func color(_ point: (Double, Double)) -> cmsCIExyY { cmsCIExyY(x: point.0, y: point.1, Y: 1) }
            var primaries = cmsCIExyYTRIPLE(Red: color(red), Green: color(green), Blue: color(blue))
            let sRGBCurve = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]
            let curve = exponent.map { cmsBuildGamma(nil, $0) } ?? cmsBuildParametricToneCurve(nil, 4, sRGBCurve)
            defer { cmsFreeToneCurve(curve) }
            var curves = [curve, curve, curve]
            return ColorTests.bytes(of: cmsCreateRGBProfile(&white, &primaries, &curves))
        }

        func light(_ value: Double) -> Double {
            if let exponent { return pow(value, exponent) }
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }

        /// From light in this space to CIE XYZ (Lindbloom's formula: the primaries, weighted so that they add up to white).
        var matrix: [[Double]] {
            let columns = [red, green, blue].map { point -> [Double] in
                [point.0 / point.1, 1, (1 - point.0 - point.1) / point.1]
            }
            let primaries = (0..<3).map { row in columns.map { column in column[row] } }
            let white = [0.3127 / 0.3290, 1, (1 - 0.3127 - 0.3290) / 0.3290]
            let weights = ColorTests.inverse(primaries).map { zip($0, white).reduce(0) { $0 + $1.0 * $1.1 } }
            return primaries.map { row in zip(row, weights).map { $0 * $1 } }
        }

        /// What `color` of this space, 0 to 255, is in sRGB; both have the same white, so nothing is adapted.
        func inSRGB(_ color: [Double]) -> [Double] {
            let lights = color.map { light($0 / 255) }
            let absolute = matrix.map { zip($0, lights).reduce(0) { $0 + $1.0 * $1.1 } }
            return ColorTests.inverse(Space.sRGB.matrix).map { row in
                let value = min(max(zip(row, absolute).reduce(0) { $0 + $1.0 * $1.1 }, 0), 1)
                return 255 * (value <= 0.0031308 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055)
            }
        }
    }

    /// Cramer's rule.
    private static func inverse(_ m: [[Double]]) -> [[Double]] {
        func minor(_ row: Int, _ column: Int) -> Double {
            let r = [(row + 1) % 3, (row + 2) % 3], c = [(column + 1) % 3, (column + 2) % 3]
            return m[r[0]][c[0]] * m[r[1]][c[1]] - m[r[0]][c[1]] * m[r[1]][c[0]]
        }
        let determinant = (0..<3).reduce(0) { $0 + m[0][$1] * minor(0, $1) }
        return (0..<3).map { row in (0..<3).map { minor($0, row) / determinant } }
    }

    private static func bytes(of profile: cmsHPROFILE?) -> [UInt8] {
        defer { cmsCloseProfile(profile) }
        var count: cmsUInt32Number = 0
        cmsSaveProfileToMem(profile, nil, &count)
        var bytes = [UInt8](repeating: 0, count: Int(count))
        cmsSaveProfileToMem(profile, &bytes, &count)
        return bytes
    }

    private static func segments(_ profile: [UInt8]) -> [(marker: UInt8, payload: [UInt8])] {
        [(0xE2, Array("ICC_PROFILE\0".utf8) + [1, 1] + profile)]
    }

    /// Colors inside sRGB in either space, so that no clipping stands between library and formula.
    private static let colors: [[UInt8]] = [
        [128, 128, 128], [255, 255, 255], [0, 0, 0], [180, 120, 100], [90, 140, 110], [100, 110, 170], [200, 190, 120], [60, 50, 70],
    ]

    private static let block = 16

    /// A JPEG of flat squares, without loss but for a step.
    private func jpeg(
        _ colors: [[UInt8]], _ profile: [UInt8], space: J_COLOR_SPACE = JCS_RGB, writesAdobe: Bool = false
    ) -> [UInt8] {
        let width = colors.count * Self.block
        let samples = (0..<Self.block * width).flatMap { colors[$0 % width / Self.block] }
        var kind = JPEGKind(name: "", space: space)
        kind.quality = 100
        kind.writesAdobe = writesAdobe
        return kind.encode(samples, width: width, height: Self.block, segments: Self.segments(profile))
    }

    private func load(_ file: [UInt8], _ folder: TemporaryFolder) throws -> Photo {
        try Data(file).write(to: URL(fileURLWithPath: folder.path("a.jpg")))
        return try Photo.load(path: folder.path("a.jpg"))
    }

    @Test(arguments: [Space.displayP3, .adobeRGB]) func shownThroughTheProfile(space: Space) throws {
        let profile = space.profile
        let photo = try load(jpeg(Self.colors, profile), TemporaryFolder())
        #expect(photo.profile == profile)
        let shown = photo.displayRaster()
        for index in Self.colors.indices {
            let x = index * Self.block + 8
            let expected = space.inSRGB((0..<3).map { Double(photo.raster[x, 8, $0]) })
            // Half a step of rounding, and another for the library's tables and the 16 bits of a profile's numbers.
            for channel in 0..<3 { #expect(abs(Double(shown[x, 8, channel]) - expected[channel]) <= 1, "color \(index)") }
        }
        // The spaces do differ: without conversion the test would fail.
        #expect(shown != photo.raster)
    }

    @Test func sRGBIsShownAsItIs() throws {
        let photo = try load(jpeg(Self.colors, Space.sRGB.profile), TemporaryFolder())
        #expect(photo.displayRaster() == photo.raster)
    }

    private static let grayProfile: [UInt8] = {
        var white = cmsCIExyY(x: 0.3457, y: 0.3585, Y: 1)
        let curve = cmsBuildGamma(nil, 1.8)
        defer { cmsFreeToneCurve(curve) }
        return bytes(of: cmsCreateGrayProfile(&white, curve))
    }()

    /// Gray by a curve of 1.8: Y is v ^ 1.8, which is shown as sRGB's inverse of that.
    @Test func grayProfile() throws {
        let photo = try load(jpeg(Self.grays, Self.grayProfile, space: JCS_GRAYSCALE), TemporaryFolder())
        let shown = photo.displayRaster()
        #expect(shown.model == .rgb)
        for index in 0..<5 {
            let x = index * Self.block + 8, light = pow(Double(photo.raster[x, 8, 0]) / 255, 1.8)
            let expected = 255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055)
            for channel in 0..<3 { #expect(abs(Double(shown[x, 8, channel]) - expected) <= 1) }
        }
    }

    /// Inks through a profile whose table is made here: a plain multiplication of lights, in Lab.
    @Test func inkProfile() throws {
        let photo = try load(jpeg(Self.inks, Self.inkProfile, space: JCS_CMYK), TemporaryFolder())
        #expect(photo.raster.model == .cmyk)
        let shown = photo.displayRaster()
        for (index, ink) in Self.inks.enumerated() {
            let lightness = 100 * Self.light(ink.map { Double($0) / 255 })
            let luminance = lightness > 8 ? pow((lightness + 16) / 116, 3) : lightness * 27 / 24_389
            let expected = 255 * (luminance <= 0.0031308 ? luminance * 12.92 : 1.055 * pow(luminance, 1 / 2.4) - 0.055)
            // For inks the library goes straight lines between 23 points a side or fewer, where the curve of sRGB is bent.
            for channel in 0..<3 { #expect(abs(Double(shown[index * Self.block + 8, 8, channel]) - expected) <= 3, "ink \(index)") }
        }
    }

    private static let grays: [[UInt8]] = [[30], [90], [128], [200], [255]]

    private static let inks: [[UInt8]] = [[0, 0, 0, 0], [0, 0, 0, 128], [255, 255, 255, 0], [64, 64, 64, 32], [200, 10, 60, 0]]

    /// The share of lightness that inks let by.
    private static func light(_ inks: [Double]) -> Double {
        (1 - inks[0] / 3 - inks[1] / 3 - inks[2] / 3) * (1 - inks[3])
    }

    private static let inkProfile: [UInt8] = {
        let profile = cmsCreateProfilePlaceholder(nil)
        cmsSetProfileVersion(profile, 2.4)
        cmsSetDeviceClass(profile, cmsSigOutputClass)
        cmsSetColorSpace(profile, cmsSigCmykData)
        cmsSetPCS(profile, cmsSigLabData)
        let pipeline = cmsPipelineAlloc(nil, 4, 3)
        defer { cmsPipelineFree(pipeline) }
        let table = cmsStageAllocCLut16bit(nil, 9, 4, 3, nil)
        cmsStageSampleCLut16bit(
            table,
            { input, output, _ in
                let light = ColorTests.light((0..<4).map { Double(input![$0]) / 65_535 })
                // Lab of version 2 in 16 bits: 0xFF00 is 100, and 0x8000 is a neutral a and b.
                output![0] = cmsUInt16Number(light * 65_280)
                output![1] = 0x8000
                output![2] = 0x8000
                return 1
            }, nil, 0)
        cmsPipelineInsertStage(pipeline, cmsAT_END, table)
        cmsWriteTag(profile, cmsSigAToB0Tag, UnsafeRawPointer(pipeline))
        return bytes(of: profile)
    }()

    /// The hole's samples are the result's as they are, and the profile is what it was to the byte, in both formats.
    @Test(arguments: [Space.displayP3, .adobeRGB], ["jpg", "png"])
    func savedInItsOwnSpace(space: Space, format: String) throws {
        let folder = try TemporaryFolder(), profile = space.profile
        let photo = try load(jpeg(Self.colors, profile), folder)
        var result = photo.raster
        let changed = (0..<result.width * result.height).map { UInt8($0 % result.width < Self.block ? 1 : 0) }
        for y in 0..<result.height { for x in 0..<Self.block { for channel in 0..<3 { result[x, y, channel] = 40 + 60 * channel } } }
        _ = try photo.save(result, changed: changed, to: folder.path("b.\(format)"))
        let saved = try Photo.load(path: folder.path("b.\(format)"))
        #expect(saved.profile == profile)
        // One step for the coding of JPEG at quality 100.
        for channel in 0..<3 { #expect(abs(saved.raster[8, 8, channel] - (40 + 60 * channel)) <= 1) }
    }

    /// A kind of JPEG without RGB, in squares of flat color, and what goes into the first of them.
    struct Flat: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let colors: [[UInt8]], profile: [UInt8]
        let space: J_COLOR_SPACE, writesAdobe: Bool
        let fill: [Int]
    }

    private static let flats: [Flat] = [
        Flat(testDescription: "gray", colors: grays, profile: grayProfile, space: JCS_GRAYSCALE, writesAdobe: false, fill: [150]),
        Flat(testDescription: "inks", colors: inks, profile: inkProfile, space: JCS_CMYK, writesAdobe: false, fill: [20, 60, 100, 30]),
        Flat(testDescription: "inks, inverted", colors: inks, profile: inkProfile, space: JCS_CMYK, writesAdobe: true, fill: [20, 60, 100, 30]),
        Flat(testDescription: "YCCK, inverted", colors: inks, profile: inkProfile, space: JCS_YCCK, writesAdobe: true, fill: [20, 60, 100, 30]),
    ]

    /// Gray and inks are shown through their profile and saved as they are: the profile stays to the byte, the hole's samples
    /// are the result's, and all squares that it does not touch are the same, stored and shown.
    @Test(arguments: Self.flats) func savedInGrayAndInks(flat: Flat) throws {
        let folder = try TemporaryFolder()
        let photo = try load(jpeg(flat.colors, flat.profile, space: flat.space, writesAdobe: flat.writesAdobe), folder)
        #expect(photo.warnings == nil && photo.raster.channels == flat.fill.count)
        let width = photo.raster.width, changed = (0..<width * Self.block).map { UInt8($0 % width < Self.block ? 1 : 0) }
        var result = photo.raster
        for y in 0..<Self.block { for x in 0..<Self.block { for (channel, value) in flat.fill.enumerated() { result[x, y, channel] = value } } }
        _ = try photo.save(result, changed: changed, to: folder.path("b.jpg"))
        let saved = try Photo.load(path: folder.path("b.jpg"))
        #expect(saved.profile == flat.profile && saved.raster.model == photo.raster.model && saved.warnings == nil)
        for (channel, value) in flat.fill.enumerated() {
            // A step for the coding at quality 100, and another for the way to YCC and back.
            #expect(abs(saved.raster[8, 8, channel] - value) <= (flat.space == JCS_YCCK ? 2 : 1))
        }
        let rest = Rectangle(x: Self.block, y: 0, width: width - Self.block, height: Self.block)
        #expect(saved.raster.crop(rest) == photo.raster.crop(rest))
        // Shown it is what the same color of the result is, as far as the file holds it.
        let shown = saved.displayRaster()
        #expect(shown.model == .rgb && shown.crop(rest) == photo.displayRaster().crop(rest))
        #expect(shown == photo.displayRaster(saved.raster))
    }

    /// A profile that cannot be used is kept in the file, and the photo is shown as sRGB with a word about it.
    @Test func brokenProfile() throws {
        for profile in [Noise.bytes(300, seed: 2), Array(Space.adobeRGB.profile.prefix(150)), Self.inkProfile] {
            let folder = try TemporaryFolder(), photo = try load(jpeg(Self.colors, profile), folder)
            #expect(photo.displayRaster() == photo.raster)
            #expect(photo.warnings?.contains("color profile") == true, "\(photo.warnings ?? "no word")")
            let none = [UInt8](repeating: 0, count: photo.raster.width * photo.raster.height)
            _ = try photo.save(photo.raster, changed: none, to: folder.path("b.jpg"))
            #expect(try Photo.load(path: folder.path("b.jpg")).profile == profile)
        }
    }
}
