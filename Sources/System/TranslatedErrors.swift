/// What `body` returns; what it throws as `failure` says it.
public func translating<Value: ~Copyable, Old: Error, New: Error>(
    _ failure: (Old) -> New, _ body: () throws(Old) -> Value
) throws(New) -> Value {
    do throws(Old) { return try body() } catch { throw failure(error) }
}
