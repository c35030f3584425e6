/// What a long step works with: threads, the flag that gives it up, and the share of the whole progress that it is.
///
/// A step hands parts of its share on: `try halve(texture, work.part(0.2...0.5))`. Passing it on and reporting take nothing
/// from the heap.
public struct Work: Sendable {
    public let pool: WorkerPool
    public let cancellation: Cancellation
    /// What is being done, in a word or two.
    public let phase: String
    private let start, length: Double
    private let onProgress: (@Sendable (_ share: Double, _ phase: String) -> Void)?

    /// - Parameter onProgress: called with the share of all work that is done, 0...1, on whatever thread reports it; by one at a
    ///   time, and with shares that never fall.
    public init(
        on pool: WorkerPool, cancellation: Cancellation = Cancellation(), phase: String = "",
        onProgress: (@Sendable (_ share: Double, _ phase: String) -> Void)? = nil
    ) {
        guard let onProgress else {
            self.init(pool, cancellation, phase, start: 0, length: 1, nil)
            return
        }
        let done = Shares(count: 1)
        self.init(pool, cancellation, phase, start: 0, length: 1) { share, phase in done.set(0, share) { onProgress($0, phase) } }
    }

    private init(
        _ pool: WorkerPool, _ cancellation: Cancellation, _ phase: String, start: Double, length: Double,
        _ onProgress: (@Sendable (Double, String) -> Void)?
    ) {
        self.pool = pool
        self.cancellation = cancellation
        self.phase = phase
        self.start = start
        self.length = length
        self.onProgress = onProgress
    }

    /// Tells that `share` of this step, 0...1, is done.
    public func report(_ share: Double) { onProgress?(start + length * share, phase) }

    /// Throws `Cancelled` once the flag is up.
    public func check() throws(Cancelled) { try cancellation.check() }

    /// The part of this step from one share of it to another, under a name of its own if one is told.
    public func part(_ range: ClosedRange<Double>, _ phase: String? = nil) -> Work {
        Work(
            pool, cancellation, phase ?? self.phase, start: start + length * range.lowerBound,
            length: length * (range.upperBound - range.lowerBound), onProgress)
    }

    /// Part `index` of `count` equal ones.
    public func part(_ index: Int, of count: Int) -> Work {
        part(Double(index) / Double(count)...Double(index + 1) / Double(count))
    }

    /// The same step with other threads.
    public func on(_ pool: WorkerPool) -> Work {
        Work(pool, cancellation, phase, start: start, length: length, onProgress)
    }

    /// The same step on the caller's thread alone: for steps done side by side.
    public var alone: Work { on(.caller) }

    /// The same step, of which nobody is told how far it is.
    public var silent: Work { Work(pool, cancellation, phase, start: 0, length: 1, nil) }

    /// Steps that make up this one, each by its weight, done side by side or in any order.
    public func shares(_ weights: [Double]) -> [Work] {
        guard onProgress != nil else { return weights.map { _ in self } }
        let total = max(weights.reduce(0, +), .leastNormalMagnitude)
        let done = Shares(count: weights.count)
        return weights.enumerated().map { index, weight in
            Work(pool, cancellation, phase, start: 0, length: 1) { share, phase in
                done.set(index, weight * share / total) { part(0...1, phase).report($0) }
            }
        }
    }

    /// Calls `body` for every task in `0 ..< tasks`, and returns what each made, in their order. Tasks that begin after the flag is
    /// up are left out.
    public func map<Result: Sendable>(
        _ tasks: Int, _ body: (_ task: Int, _ worker: Int) throws(Cancelled) -> Result
    ) throws(Cancelled) -> [Result] {
        let results = pool.map(count: tasks) { task, worker -> Result? in
            if cancellation.isCancelled { return nil }
            return try? body(task, worker)
        }
        var all: [Result] = []
        all.reserveCapacity(tasks)
        for result in results {
            guard let result else { throw Cancelled() }
            all.append(result)
        }
        return all
    }
}

extension Work {
    /// Lets `body` write all of `values`, `length` of them a task; the last task may have fewer. Tasks that begin after the flag is up
    /// are left out.
    public func write<Element>(
        _ values: inout [Element], by length: Int, _ body: (_ task: Int, _ piece: inout MutableSpan<Element>) -> Void
    ) throws(Cancelled) {
        let count = values.count
        guard count > 0 else { return try check() }
        values.withUnsafeMutableBufferPointer { values in
            let values = values
            pool.run(tasks: (count + length - 1) / length) { task, _ in
                if cancellation.isCancelled { return }
                let piece = UnsafeMutableBufferPointer(rebasing: values[task * length..<min(count, (task + 1) * length)])
                var span = piece.mutableSpan
                body(task, &span)
            }
        }
        try check()
    }
}
