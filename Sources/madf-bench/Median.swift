extension [Double] {
    /// The middle value; the mean of the two middle ones of an even count.
    var median: Double {
        let sorted = sorted()
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
    }
}
