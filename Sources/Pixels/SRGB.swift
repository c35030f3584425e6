import RealModule

/// The transfer function of sRGB (IEC 61966-2-1), between samples and light, both in 0...1.
public enum SRGB {
    public static func light(of sample: Double) -> Double {
        sample <= 0.04045 ? sample / 12.92 : Double.pow((sample + 0.055) / 1.055, 2.4)
    }

    public static func sample(of light: Double) -> Double {
        light <= 0.0031308 ? light * 12.92 : 1.055 * Double.pow(light, 1 / 2.4) - 0.055
    }
}
