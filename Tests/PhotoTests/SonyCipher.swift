/// Sony's substitution of bytes in parts of its maker notes: the cube modulo 249, values from there on as they are.
enum SonyCipher {
    static func enciphered(_ bytes: [UInt8]) -> [UInt8] { bytes.map { table[Int($0)] } }

    static func deciphered(_ bytes: [UInt8]) -> [UInt8] {
        var inverse = [UInt8](repeating: 0, count: 256)
        for (plain, cipher) in table.enumerated() { inverse[Int(cipher)] = UInt8(plain) }
        return bytes.map { inverse[Int($0)] }
    }

    private static let table = (0..<256).map { (value: Int) -> UInt8 in value < 249 ? UInt8(value * value * value % 249) : UInt8(value) }
}
