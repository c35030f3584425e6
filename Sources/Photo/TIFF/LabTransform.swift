#if TIFF
import CLCMS

/// Between Lab of the white of ICC profiles (D50) and sRGB of 16 bits.
final class LabTransform {
    private let toRGB, toLab: cmsHTRANSFORM

    init?() {
        let lab = cmsCreateLab4Profile(nil), rgb = cmsCreate_sRGBProfile()
        defer {
            cmsCloseProfile(lab)
            cmsCloseProfile(rgb)
        }
        // lcms2's TYPE_Lab_DBL and TYPE_RGB_16.
        let numbers = cmsUInt32Number(1 << 22 | PT_Lab << 16 | 3 << 3), samples = cmsUInt32Number(PT_RGB << 16 | 3 << 3 | 2)
        let intent = cmsUInt32Number(INTENT_RELATIVE_COLORIMETRIC)
        guard let toRGB = cmsCreateTransform(lab, numbers, rgb, samples, intent, 0) else { return nil }
        guard let toLab = cmsCreateTransform(rgb, samples, lab, numbers, intent, 0) else {
            cmsDeleteTransform(toRGB)
            return nil
        }
        self.toRGB = toRGB
        self.toLab = toLab
    }

    deinit {
        cmsDeleteTransform(toRGB)
        cmsDeleteTransform(toLab)
    }

    func rgb(_ lab: [Double]) -> [Int] {
        var samples: [UInt16] = [0, 0, 0]
        cmsDoTransform(toRGB, lab, &samples, 1)
        return samples.map(Int.init)
    }

    func lab(_ rgb: [Int]) -> [Double] {
        var numbers = [0.0, 0, 0]
        cmsDoTransform(toLab, rgb.map { UInt16($0) }, &numbers, 1)
        return numbers
    }
}
#endif
