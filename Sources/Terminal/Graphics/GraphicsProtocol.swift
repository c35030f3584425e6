/// How a terminal shows true pixels.
public enum GraphicsProtocol: Hashable, Sendable {
    /// The terminal graphics protocol of kitty (sw.kovidgoyal.net/kitty/graphics-protocol).
    case kitty
    /// DEC's sixels (VT330/VT340 programmer reference manual, volume 2, chapter 14).
    case sixel
}
