/// The pieces of XML, as far as they are needed; all take and give positions in the packet.
extension XMP {
    /// Behind the `>` of the tag at `start`; quotes may hold one.
    static func tagEnd(_ packet: [UInt8], from start: Int) -> Int? {
        var quote: UInt8?
        for position in start..<packet.count {
            let byte = packet[position]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return position + 1
            }
        }
        return nil
    }

    /// The name that `bytes` begin with.
    static func name(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        bytes.prefix { !isSpace($0) && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "=") }
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    /// Behind the end of the element whose first tag is given; the end of the packet where it has none.
    static func elementEnd(_ packet: [UInt8], tag: Range<Int>) -> Int {
        if packet[tag.upperBound - 2] == UInt8(ascii: "/") { return tag.upperBound }
        let name = name(packet[(tag.lowerBound + 1)..<tag.upperBound])
        var depth = 1, position = tag.upperBound
        while position < packet.count {
            guard packet[position] == UInt8(ascii: "<") else {
                position += 1
                continue
            }
            guard let end = tagEnd(packet, from: position) else { return packet.count }
            if packet[position + 1] == UInt8(ascii: "/") {
                if packet[(position + 2)..<end].starts(with: name) { depth -= 1 }
            } else if packet[end - 2] != UInt8(ascii: "/"), packet[(position + 1)..<end].starts(with: name),
                self.name(packet[(position + 1)..<end]).count == name.count
            {
                depth += 1
            }
            position = end
            if depth == 0 { return end }
        }
        return packet.count
    }

    /// The place of the value, without its quotes, of the attribute whose name begins at `start`; nil where no value follows
    /// the name at once: to look farther would go through the tag again for each name in it.
    static func attributeValue(_ tag: ArraySlice<UInt8>, from start: Int) -> Range<Int>? {
        func behindSpaces(_ position: Int) -> Int { tag[position...].firstIndex { !isSpace($0) } ?? tag.endIndex }
        let equals = behindSpaces(name(tag[start...]).endIndex)
        guard equals < tag.endIndex, tag[equals] == UInt8(ascii: "=") else { return nil }
        let open = behindSpaces(equals + 1)
        guard open < tag.endIndex, tag[open] == UInt8(ascii: "\"") || tag[open] == UInt8(ascii: "'"),
            let close = tag[(open + 1)...].firstIndex(of: tag[open])
        else { return nil }
        return open + 1..<close
    }
}
