import Foundation

/// The package's own files.
package enum PackageFolder {
    package static let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The absolute path of a file, told from the package's root.
    package static func path(_ name: String) -> String { url.appending(path: name).path }

    /// One of the sample photographs, or its mask.
    package static func photo(_ name: String) -> String { path("Assets/photos/" + name) }

    /// A small network with random weights, and what another implementation made of it.
    package static let tinyNetwork = path("Tests/MADFTests/Fixtures/tiny")
}
