import CLCMS
import Pixels

/// The way from the colors of an ICC profile to 8-bit sRGB.
struct ColorTransform: ~Copyable {
    private let transform: cmsHTRANSFORM
    private let model: Raster.Model, sampleType: Raster.SampleType
    /// The color of every sample where these are gray: the library would take few points of the curve and lines between them,
    /// which is nine steps off in the dark of linear light.
    private let grays: [UInt8]

    /// Nil where the profile is none that can be used for `raster`, and where it is sRGB all but for rounding.
    init?(profile: [UInt8], for raster: Raster) {
        guard let source = Self.open(profile, for: raster) else { return nil }
        defer { cmsCloseProfile(source) }
        guard let target = cmsCreate_sRGBProfile() else { return nil }
        defer { cmsCloseProfile(target) }
        let isGray = raster.channels < 3
        guard let transform = Self.transform(from: source, to: target, of: raster, flags: isGray ? cmsFLAGS_NOOPTIMIZE : 0) else { return nil }
        if raster.model == .rgb || raster.model == .rgba, Self.isIdentity(source, target) {
            cmsDeleteTransform(transform)
            return nil
        }
        self.transform = transform
        model = raster.model
        sampleType = raster.sampleType
        grays = isGray ? Self.grays(transform, raster) : []
    }

    private static func grays(_ transform: cmsHTRANSFORM, _ raster: Raster) -> [UInt8] {
        var samples = Raster(width: raster.largestSample + 1, height: 1, model: raster.model, sampleType: raster.sampleType)
        for sample in 0...raster.largestSample { samples[sample, 0, 0] = sample }
        var colors = [UInt8](repeating: 0, count: 3 * samples.width)
        cmsDoTransform(transform, samples.bytes, &colors, cmsUInt32Number(samples.width))
        return colors
    }

    /// Whether colors can be shown through the profile: it can be read, is for the colors of `raster`, and leads somewhere.
    static func canUse(_ profile: [UInt8], for raster: Raster) -> Bool {
        guard let source = open(profile, for: raster) else { return false }
        defer { cmsCloseProfile(source) }
        let target = cmsCreate_sRGBProfile()
        defer { cmsCloseProfile(target) }
        // Without optimization no tables are filled, which for inks takes long.
        guard let transform = transform(from: source, to: target, of: raster, flags: cmsFLAGS_NOOPTIMIZE) else { return false }
        cmsDeleteTransform(transform)
        return true
    }

    private static func open(_ profile: [UInt8], for raster: Raster) -> cmsHPROFILE? {
        guard let source = cmsOpenProfileFromMem(profile, cmsUInt32Number(profile.count)) else { return nil }
        if cmsGetColorSpace(source) == raster.model.signature { return source }
        cmsCloseProfile(source)
        return nil
    }

    private static func transform(
        from source: cmsHPROFILE, to target: cmsHPROFILE?, of raster: Raster, flags: Int32 = 0
    ) -> cmsHTRANSFORM? {
        cmsCreateTransform(
            source, raster.pixelFormat, target, format(space: PT_RGB, channels: 3, bytes: 1),
            cmsUInt32Number(INTENT_PERCEPTUAL), cmsUInt32Number(flags))
    }

    deinit { cmsDeleteTransform(transform) }

    /// Converts `count` pixels in the raster's layout to RGB.
    func convert(_ source: UnsafeRawPointer, to target: UnsafeMutableRawPointer, count: Int) {
        guard !grays.isEmpty else { return cmsDoTransform(transform, source, target, cmsUInt32Number(count)) }
        let samples = UnsafeRawBufferPointer(start: source, count: count * model.channels * sampleType.bytes)
        for pixel in 0..<count {
            let gray = 3 * sampleType.load(from: samples, at: pixel * model.channels)
            for channel in 0..<3 { target.storeBytes(of: grays[gray + channel], toByteOffset: 3 * pixel + channel, as: UInt8.self) }
        }
    }

    /// Whether a grid of colors comes through to the nearest step: most photos are tagged sRGB, and need no conversion.
    private static func isIdentity(_ source: cmsHPROFILE, _ target: cmsHPROFILE) -> Bool {
        let format = format(space: PT_RGB, channels: 3, bytes: 1)
        guard let transform = cmsCreateTransform(source, format, target, format, cmsUInt32Number(INTENT_PERCEPTUAL), 0)
        else { return false }
        defer { cmsDeleteTransform(transform) }
        let steps = stride(from: 0, through: 255, by: 15).map { UInt8($0) }
        let colors = steps.flatMap { red in steps.flatMap { green in steps.flatMap { blue in [red, green, blue] } } }
        var converted = [UInt8](repeating: 0, count: colors.count)
        cmsDoTransform(transform, colors, &converted, cmsUInt32Number(colors.count / 3))
        return zip(colors, converted).allSatisfy { abs(Int($0) - Int($1)) <= 1 }
    }

    /// lcms2's TYPE_ macros.
    fileprivate static func format(space: Int32, channels: Int, bytes: Int, extra: Int = 0) -> cmsUInt32Number {
        cmsUInt32Number(space) << 16 | cmsUInt32Number(extra << 7 | channels << 3 | bytes)
    }
}

extension Raster {
    fileprivate var pixelFormat: cmsUInt32Number {
        let space = model == .cmyk ? PT_CMYK : channels < 3 ? PT_GRAY : PT_RGB
        let extra = model.hasAlpha ? 1 : 0
        return ColorTransform.format(space: space, channels: channels - extra, bytes: sampleType.bytes, extra: extra)
    }
}

extension Raster.Model {
    fileprivate var signature: cmsColorSpaceSignature {
        switch self {
        case .gray, .grayAlpha: cmsSigGrayData
        case .rgb, .rgba: cmsSigRgbData
        case .cmyk: cmsSigCmykData
        }
    }
}
