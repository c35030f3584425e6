/// Numbers that stand for bytes.
public enum Hash {
    /// FNV-1a (Fowler, Noll and Vo) of 64 bits: for names, a byte at a time.
    public static func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
