/// A scan's header: component indices as they come in the frame, and the progressive parameters.
struct JPEGScan {
    var components: [UInt8]
    var spectralStart, spectralEnd, successiveHigh, successiveLow: UInt8
}
