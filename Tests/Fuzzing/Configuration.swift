import Editing
import Terminal

/// The editor's configuration file, and the keys that come of it.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    do throws(EditorConfiguration.Failure) {
        let keys = KeyMap(changes: try EditorConfiguration(text, path: "input").keys)
        for action in Action.allCases {
            // What the help says of a key must be how the configuration names it.
            for key in keys.keys(for: action) { precondition(Key(name: key.name) == key, key.name) }
        }
    } catch {
        precondition(error.line >= 1 && !error.description.isEmpty)
    }
    return 0
}
