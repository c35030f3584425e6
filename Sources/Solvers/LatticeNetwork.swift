/// A graph between a source and a sink whose nodes have few neighbors each, such as the pixels of a picture, and its minimum cuts.
///
/// Which nodes are neighbors stays; capacities are set anew for each cut, and for as many of the nodes as it is about: a picture
/// that is cut a hundred times is one network. A node's arcs lie side by side, by the side on which they leave it: side `s` of one
/// is side `s ^ 1` of the other. A cut is found soonest where odd sides lead to nodes of higher numbers, as to the right and down.
///
/// Capacities are whole and not negative, each below 2^30, as must be the sum of both directions of an edge.
public struct LatticeNetwork: ~Copyable {
    /// What one node knows of itself while it is searched for paths.
    struct Node {
        /// What can still come from the source (positive) or go to the sink (negative).
        var terminal: Int32 = 0
        /// When, and at what distance from the terminal, the node was last known to hang on it.
        var stamp: Int32 = 0, distance: Int32 = 0
        var tree = Tree.free
        /// The side on which its parent is, or one of the two below.
        var parent = Node.none
        var isQueued = false

        static let none: Int8 = -1, root: Int8 = -2, orphan: Int8 = -3
    }

    struct Arc {
        var head: Int32 = -1
        var residual: Int32 = 0
    }

    enum Tree: UInt8 { case free, source, sink }

    /// Of a node; a power of two.
    let sides: Int
    /// Binary logarithm of `sides`.
    let shift: Int
    let count: Int
    let nodes: UnsafeMutablePointer<Node>
    /// `[count][sides]`.
    let arcs: UnsafeMutablePointer<Arc>
    /// The nodes that the cut is about, the others stand aside.
    var members: [Int32] = []
    /// What flows straight through nodes, and along paths.
    public internal(set) var flow = 0
    var time: Int32 = 0
    /// A ring: no node is in it twice.
    let queue: UnsafeMutablePointer<Int32>
    var queueStart = 0, queueCount = 0
    var orphans: [Int32] = []

    /// Nodes without neighbors. `sides` is 4 or 8: how many neighbors a node may have.
    public init(nodes count: Int, sides: Int) {
        precondition(count >= 0 && count < Int(Int32.max) >> 3 && (sides == 4 || sides == 8))
        self.sides = sides
        shift = sides.trailingZeroBitCount
        self.count = count
        nodes = .allocate(capacity: max(1, count))
        nodes.initialize(repeating: Node(), count: count)
        arcs = .allocate(capacity: max(1, count * sides))
        arcs.initialize(repeating: Arc(), count: count * sides)
        queue = .allocate(capacity: max(1, count))
        queue.initialize(repeating: 0, count: count)
    }

    deinit {
        nodes.deallocate()
        arcs.deallocate()
        queue.deallocate()
    }

    /// Makes `b` the neighbor of `a` on `side`, and `a` that of `b` on the opposite one.
    public mutating func join(_ a: Int, _ b: Int, side: Int) {
        precondition(a != b && a < count && b < count && side < sides)
        arcs[a << shift + side].head = Int32(b)
        arcs[b << shift + (side ^ 1)].head = Int32(a)
    }

    /// Begins a cut of `members`, none of which is named twice: without capacities.
    public mutating func begin(_ members: [Int32]) {
        for member in self.members {
            nodes[Int(member)] = Node()
            for arc in Int(member) << shift..<(Int(member) + 1) << shift { arcs[arc].residual = 0 }
        }
        self.members = members
        flow = 0
        time = 0
    }

    /// Sets the capacities from member `node` to its neighbor on `side`, another member, and back.
    @inline(__always) public mutating func setEdge(_ node: Int, side: Int, forward: Int32, backward: Int32) {
        assert(forward >= 0 && backward >= 0)
        let arc = node << shift + side
        arcs[arc].residual = forward
        arcs[opposite(arc)].residual = backward
    }

    /// Adds capacity from the source to member `node` and from it to the sink.
    ///
    /// Cutting off the source (the node ends on the sink's side) costs `source`, the other way `sink`.
    @inline(__always) public mutating func addTerminal(_ node: Int, source: Int32, sink: Int32) {
        assert(source >= 0 && sink >= 0)
        // What both have in common is paid in any case.
        let before = nodes[node].terminal
        let fromSource = source + max(0, before), toSink = sink + max(0, -before)
        flow += Int(min(fromSource, toSink))
        nodes[node].terminal = fromSource - toSink
    }

    /// Whether the node stays with the source in the cut that was found. Nodes that either side could have go to the sink.
    @inline(__always) public func isSource(_ node: Int) -> Bool { nodes[node].tree == .source }

    @inline(__always) func opposite(_ arc: Int) -> Int {
        Int(arcs[arc].head) << shift + ((arc & (sides &- 1)) ^ 1)
    }
}
