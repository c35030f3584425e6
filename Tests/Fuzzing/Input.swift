import Terminal

/// What comes from the terminal: keys, mouse reports, pastes and replies, in any order and cut anywhere.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var decoder = InputDecoder()
    for byte in UnsafeBufferPointer(start: bytes, count: count) {
        let event =
            switch byte {
            // These never come from ncurses alone; here they stand for what it joins, for pauses, and for wide characters.
            case 0xF8: decoder.take(.mouseIntroducer)
            case 0xF9: decoder.take(.pasteStart)
            case 0xFA: decoder.take(.pasteEnd)
            case 0xFB: decoder.take(.key(.arrow(.up, .none)))
            case 0xFC: decoder.settle()
            case 0xFD: decoder.take(.character(.max))
            case 0xFE: decoder.take(.character(0xD800))
            case 0xFF: decoder.take(.character(0x1F600))
            default: decoder.take(.character(UInt32(byte)))
            }
        if case .mouse(let mouse)? = event { precondition(mouse.column >= 0 && mouse.row >= 0) }
    }
    // After a pause the next key counts again, unless a paste is still open.
    _ = decoder.settle()
    precondition(!decoder.isPending)
    return 0
}
