import CVersion
import MADF
import Photo
import Terminal

/// What `--version` says: the version, and what a report of an error should name.
enum VersionText {
    static var number: String { String(cString: madf_version()) }

    static var text: String {
        """
        madf-tui \(number)
        Kernels: \(KernelSet.best.name)
        Formats: \(Photo.Format.list)
        Libraries: \((Photo.libraries + [Terminal.library]).joined(separator: ", "))
        """
    }
}
