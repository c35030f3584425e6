extension Array {
    /// Segments or chunks as C takes them: `body` gets a record of each, as `record` makes it, and their number. The payloads lie
    /// in one block meanwhile.
    func withRecords<Record, Result>(
        payload: (Element) -> [UInt8], _ record: (Element, UnsafePointer<UInt8>?) -> Record,
        body: (UnsafePointer<Record>?, Int32) -> Result
    ) -> Result {
        let payloads = flatMap(payload)
        return payloads.withUnsafeBufferPointer { payloads in
            var start = 0
            let records = map { element in
                defer { start += payload(element).count }
                return record(element, payloads.baseAddress.map { $0 + start })
            }
            return records.withUnsafeBufferPointer { body($0.baseAddress, Int32($0.count)) }
        }
    }
}
