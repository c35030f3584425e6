/// Colors that are told by two numbers of ITU-T H.273, for primaries and for the curve.
struct CodedColors {
    /// The numbers.
    struct Code: Equatable {
        let primaries, transfer: UInt8

        static let sRGB = Code(primaries: 1, transfer: 13)
    }

    let code: Code
    let primaries: ColorProfile.Primaries?
    let curve: ColorProfile.Curve?
    /// Those of sRGB, or told to be unspecified.
    let areOfSRGB: Bool

    static let primariesOfSRGB: ColorProfile.Primaries = [(0.3127, 0.329), (0.64, 0.33), (0.3, 0.6), (0.15, 0.06)]

    init(primaries: UInt8, transfer: UInt8) {
        code = Code(primaries: primaries, transfer: transfer)
        let isUsual = { (number: UInt8, own: UInt8) in number == own || number == 2 }
        areOfSRGB = isUsual(primaries, 1) && isUsual(transfer, 13)
        let white = (x: 0.3127, y: 0.329)
        self.primaries =
            switch primaries {
            case 1, 2: Self.primariesOfSRGB
            case 5: [white, (0.64, 0.33), (0.29, 0.6), (0.15, 0.06)]
            case 6, 7: [white, (0.63, 0.34), (0.31, 0.595), (0.155, 0.07)]
            case 9: [white, (0.708, 0.292), (0.17, 0.797), (0.131, 0.046)]
            case 11: [(0.314, 0.351), (0.68, 0.32), (0.265, 0.69), (0.15, 0.06)]
            case 12: [white, (0.68, 0.32), (0.265, 0.69), (0.15, 0.06)]
            default: nil
            }
        // What is meant for more light than white has, and what is rare, is not known here.
        curve =
            switch transfer {
            case 1, 6, 14, 15: .video
            case 4: .power(2.2)
            case 5: .power(2.8)
            case 8: .power(1)
            case 2, 13: .sRGB
            default: nil
            }
    }
}
