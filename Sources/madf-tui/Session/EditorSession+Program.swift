import Inpainting
import MADF
import System
import Terminal
import Workers

/// The session as the program runs it, on the terminal of the process.
extension EditorSession {
    /// Takes over the terminal.
    ///
    /// - Parameter paths: photos, and folders from which one is chosen; without any, those of the working folder.
    convenience init(paths: [FilePath], options: EditorOptions) throws {
        let configuration = try EditorConfiguration.load()
        var options = options
        options.adopt(configuration)
        let paths = paths.isEmpty ? ["."] : paths
        let photos = try PhotoSelection(
            paths, recursive: options.isRecursive, without: [options.outputFolder].compactMap(\.self), suffix: options.suffix)
        let terminal = try Terminal(color: options.color, cells: options.cells ?? .half, mouse: options.usesMouse)
        let model = options.model, threads = options.threads
        self.init(
            photos: photos, showsList: paths.contains(where: \.isFolder), options: options,
            keys: KeyMap(changes: configuration.keys), screen: terminal, folder: StateFolder()
        ) {
            Inpainter(network: try Network(checkpointOrBundled: model), pool: WorkerPool(threads: threads))
        }
    }

    /// Edits until the user quits or a signal ends it.
    ///
    /// - Returns: the exit status: 0 done, 1 failed, 128 + n after signal n.
    func run() -> Int32 {
        let log = ErrorLog(folder?.path.appending("log"))
        start()
        while ending == nil { turn() }
        screen.close()
        log.end()
        end()
        if !options.isQuiet { for path in saves.paths { FileDescriptor.standardOutput.writeLine("\(path)") } }
        if let words = ending?.lastWords { FileDescriptor.standardError.writeLine("madf-tui: \(words)") }
        return ending?.status ?? 0
    }
}
