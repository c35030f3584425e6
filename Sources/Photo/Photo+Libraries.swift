import CLCMS

extension Photo {
    /// The libraries of all formats and of colors, with their versions.
    package static var libraries: [String] {
        let version = cmsGetEncodedCMMversion()
        return Format.allCases.map { $0.room.library } + ["Little CMS \(version / 1000).\(version % 1000 / 10)"]
    }
}
