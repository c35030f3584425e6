import Synchronization
import Testing
import Workers

@Suite struct WorkTests {
    /// All that was told: shares and phases.
    private final class Record: Sendable {
        private let told = Mutex<[(share: Double, phase: String)]>([])
        var shares: [Double] { told.withLock { $0.map(\.share) } }
        var phases: [String] { told.withLock { $0.map(\.phase) } }
        func work(threads: Int = 1, _ cancellation: Cancellation = Cancellation()) -> Work {
            Work(on: WorkerPool(threads: threads), cancellation: cancellation, phase: "all") { share, phase in
                self.told.withLock { $0.append((share, phase)) }
            }
        }
    }

    @Test func partsOfPartsAreSharesOfTheWhole() {
        let record = Record(), work = record.work()
        let half = work.part(0.5...1, "second half")
        work.report(0.25)
        half.report(0)
        half.part(1, of: 4).report(0.5)
        half.report(1)
        #expect(record.shares == [0.25, 0.5, 0.6875, 1])
        #expect(record.phases == ["all", "second half", "second half", "second half"])
    }

    /// Whatever order steps report in, the whole never goes back, and ends at 1.
    @Test func weightedStepsSideBySide() {
        let record = Record(), steps = record.work().shares([1, 3])
        for (step, share) in [(1, 0.5), (0, 1.0), (1, 0.25), (1, 1.0)] { steps[step].report(share) }
        #expect(record.shares == [0.375, 0.625, 0.625, 1])
    }

    @Test func silentWorkTellsNothing() {
        let record = Record()
        record.work().silent.part(0...0.5).report(1)
        #expect(record.shares.isEmpty)
    }

    @Test(arguments: [1, 3]) func mapGivesResultsInOrderOrThrows(threads: Int) throws {
        let work = Work(on: WorkerPool(threads: threads))
        #expect(try work.map(20) { task, _ in task * task } == (0..<20).map { $0 * $0 })
        #expect(throws: Cancelled()) { try work.map(20) { task, _ throws(Cancelled) in if task == 7 { throw Cancelled() } } }
    }

    /// Tasks that begin after the flag is up are left out: with one thread, all behind the one that raised it.
    @Test func nothingBeginsAfterTheFlagIsUp() {
        let work = Work(on: .caller), begun = Mutex(0)
        #expect(throws: Cancelled()) {
            try work.map(20) { task, _ in
                begun.withLock { $0 += 1 }
                if task == 4 { work.cancellation.cancel() }
            }
        }
        #expect(begun.withLock { $0 } == 5)
        #expect(throws: Cancelled()) { try work.part(0...0.5).check() }
    }

    @Test(arguments: [1, 3], [1, 4, 10, 11]) func piecesAreWrittenWhole(threads: Int, length: Int) throws {
        var values = [Int](repeating: 0, count: 10)
        try Work(on: WorkerPool(threads: threads)).write(&values, by: length) { task, piece in
            for index in piece.indices { piece[index] += task * length + index + 1 }
        }
        #expect(values == Array(1...10))
    }
}
