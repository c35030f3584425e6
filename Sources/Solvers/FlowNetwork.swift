/// A graph between a source and a sink, and its minimum cut.
///
/// Made for graphs of pixels: many nodes with few edges each, short paths. The flow is found by growing two search trees and
/// mending them after each path (Boykov and Kolmogorov, "An experimental comparison of min-cut/max-flow algorithms for energy
/// minimization in vision", PAMI 2004). All in flat arrays; the same calls in the same order give the same cut.
///
/// Capacities are whole and not negative, each below 2^30, as must be the sum of both directions of an edge.
public struct FlowNetwork: Sendable {
    /// Index of the opposite arc is `arc ^ 1`.
    var heads: [Int32] = []
    var next: [Int32] = []
    var residual: [Int32] = []
    var first: [Int32]
    /// What can still come from the source (positive) or go to the sink (negative).
    var terminal: [Int32]
    /// What flows straight through a node from source to sink.
    var flow = 0

    public var nodes: Int { first.count }

    /// A graph without edges; `edges` is how many are to come, if known.
    public init(nodes: Int, edges: Int = 0) {
        precondition(nodes >= 0 && nodes < Int(Int32.max) && edges < 1 << 29)
        first = [Int32](repeating: -1, count: nodes)
        terminal = [Int32](repeating: 0, count: nodes)
        heads.reserveCapacity(2 * edges)
        next.reserveCapacity(2 * edges)
        residual.reserveCapacity(2 * edges)
    }

    /// Joins two nodes; `forward` is the capacity from `a` to `b`.
    public mutating func addEdge(_ a: Int, _ b: Int, forward: Int32, backward: Int32) {
        precondition(forward >= 0 && backward >= 0 && a != b)
        let arc = Int32(heads.count)
        heads.append(Int32(b))
        heads.append(Int32(a))
        residual.append(forward)
        residual.append(backward)
        next.append(first[a])
        next.append(first[b])
        first[a] = arc
        first[b] = arc + 1
    }

    /// Adds capacity from the source to `node` and from `node` to the sink.
    ///
    /// Cutting off the source (the node ends on the sink's side) costs `source`, the other way `sink`.
    public mutating func addTerminal(_ node: Int, source: Int32, sink: Int32) {
        precondition(source >= 0 && sink >= 0)
        // What both have in common is paid in any case.
        let before = terminal[node]
        let fromSource = source + max(0, before), toSink = sink + max(0, -before)
        flow += Int(min(fromSource, toSink))
        terminal[node] = fromSource - toSink
    }
}
