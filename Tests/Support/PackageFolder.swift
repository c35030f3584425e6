import Foundation

/// The package's own files.
package enum PackageFolder {
    package static let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The absolute path of a file, told from the package's root.
    package static func path(_ name: String) -> String { url.appending(path: name).path }
}
