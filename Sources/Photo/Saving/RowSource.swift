/// Fills a row in the file's own layout.
typealias RowSource = (_ row: Int, _ samples: UnsafeMutablePointer<UInt8>) -> Void
