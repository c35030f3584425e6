import Glibc
import Terminal

do {
    var options = EditorOptions()
    for argument in CommandLine.arguments.dropFirst() where argument.hasPrefix("--color=") {
        options.color = ColorMode(rawValue: String(argument.dropFirst(8)))
    }
    if CommandLine.arguments.contains("--no-mouse") { options.usesMouse = false }
    exit(try EditorSession(path: CommandLine.arguments.last!, options: options).run())
} catch {
    print(error)
    exit(2)
}
