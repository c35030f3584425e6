/// What a running fill tells.
public enum FillEvent: Sendable {
    /// The share of all work that is done, 0...1, and what is being done in a word or two.
    case progress(Double, phase: String)
    /// A stage of all regions is ready to be shown.
    case stage(Fill)
}
