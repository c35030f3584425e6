import Support
import Synchronization
import Testing
import Workers

@Suite struct WorkerPoolTests {
    @Test(arguments: [1, 2, 5], [0, 1, 2, 97]) func everyTaskIsDoneOnceAndLandsInItsPlace(threads: Int, count: Int) {
        let pool = WorkerPool(threads: threads), done = Mutex([Int](repeating: 0, count: count))
        let results = pool.map(count: count) { task, _ in
            done.withLock { $0[task] += 1 }
            return 10 * task
        }
        #expect(results == (0..<count).map { 10 * $0 })
        #expect(done.withLock { $0 }.allSatisfy { $0 == 1 })
    }

    /// A worker's number names a scratch space: no two tasks that go on at the same time have the same.
    @Test(arguments: 1...4) func workersAreApart(threads: Int) {
        let workers = Mutex<[Int]>([])
        WorkerPool(threads: threads).onEachThread { worker in workers.withLock { $0.append(worker) } }
        #expect(workers.withLock { $0.sorted() } == Array(0..<threads))
    }

    /// Steps of several threads queue up, and each gets what it asked for.
    @Test func stepsOfSeveralThreads() {
        let pool = WorkerPool(threads: 3), results = Mutex<[Int: [Int]]>([:]), left = Atomic(4)
        let ended = Mutex(false)
        for number in 0..<4 {
            Thread.detach {
                let found = pool.map(count: 50) { task, _ in task * number }
                results.withLock { $0[number] = found }
                if left.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 { ended.withLock { $0 = true } }
            }
        }
        while !ended.withLock({ $0 }) { pool.run(tasks: 3) { _, _ in } }
        for number in 0..<4 { #expect(results.withLock { $0[number] } == (0..<50).map { $0 * number }) }
    }
}
