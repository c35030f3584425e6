import CLCMS

/// ICC profiles for colors that are told by numbers, to convert by.
enum ColorProfile {
    /// From a sample to light, each from 0 to 1.
    enum Curve: Equatable {
        case sRGB
        /// ITU-R BT.709, BT.601 and BT.2020.
        case video
        case power(Double)

        /// lcms2's parametric curve of type 4: exponent, a, b, c, and where it goes over from the straight line.
        fileprivate var tone: OpaquePointer? {
            switch self {
            case .sRGB: cmsBuildParametricToneCurve(nil, 4, [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045])
            case .video: cmsBuildParametricToneCurve(nil, 4, [1 / 0.45, 1 / 1.099, 0.099 / 1.099, 1 / 4.5, 0.081])
            case .power(let exponent): cmsBuildGamma(nil, exponent)
            }
        }
    }

    /// White, red, green and blue as CIE x and y.
    typealias Primaries = [(x: Double, y: Double)]

    /// The profile of RGB samples, or of gray ones, which have no more of the primaries than white; nil where there is none.
    static func bytes(_ primaries: Primaries, _ curve: Curve, isGray: Bool) -> [UInt8]? {
        guard let tone = curve.tone else { return nil }
        defer { cmsFreeToneCurve(tone) }
        let colors = primaries.map { cmsCIExyY(x: $0.x, y: $0.y, Y: 1) }
        var white = colors[0], others = cmsCIExyYTRIPLE(Red: colors[1], Green: colors[2], Blue: colors[3])
        var tones: [OpaquePointer?] = [tone, tone, tone]
        guard let profile = isGray ? cmsCreateGrayProfile(&white, tone) : cmsCreateRGBProfile(&white, &others, &tones) else { return nil }
        defer { cmsCloseProfile(profile) }
        var count: cmsUInt32Number = 0
        guard cmsSaveProfileToMem(profile, nil, &count) != 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(count))
        return cmsSaveProfileToMem(profile, &bytes, &count) != 0 ? bytes : nil
    }
}
