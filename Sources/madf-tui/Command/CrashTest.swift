/// A trap on purpose, to see that the terminal survives one.
enum CrashTest {
    static func crash() {
        let nothing: [Int] = []
        _ = nothing[CommandLine.arguments.count]
    }
}
