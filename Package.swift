// swift-tools-version: 6.2
import PackageDescription

// Told by Assets/package/build.sh: Context.gitInformation is kept with the cached manifest, and would name an older commit.
let commit = Context.environment["MADF_COMMIT"]

let package = Package(
    name: "madf-tui",
    products: [
        .executable(name: "madf-tui", targets: ["madf-tui"]),
        .executable(name: "madf-bench", targets: ["madf-bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        .target(name: "Workers"),
        .target(name: "CVersion", cSettings: commit.map { [.define("MADF_COMMIT", to: $0)] }),
        .target(name: "CKernels"),
        .target(name: "MADF", dependencies: ["CKernels", "Workers"]),
        .target(name: "CJPEG", linkerSettings: [.linkedLibrary("jpeg")]),
        .target(name: "CPNG", linkerSettings: [.linkedLibrary("png16"), .linkedLibrary("z")]),
        .systemLibrary(name: "CLCMS"),
        .target(name: "Photo", dependencies: ["CJPEG", "CPNG", "CLCMS"]),
        .target(name: "Masks", dependencies: ["Photo"]),
        .target(name: "GraphCut"),
        .target(name: "Metrics"),
        .target(name: "Inpainting", dependencies: ["MADF", "Photo", "Masks", "GraphCut", "Workers"]),
        .target(name: "Editing", dependencies: ["Inpainting", "Photo", "Masks", "GraphCut"]),
        .systemLibrary(name: "CNcurses"),
        .target(name: "Terminal", dependencies: ["CNcurses"]),
        .testTarget(name: "EditingTests", dependencies: ["Editing", "Inpainting", "Masks", "Photo", "Workers"]),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal", "Photo", "Masks", "madf-tui"], exclude: ["README.md"]),
        .executableTarget(name: "madf-tui", dependencies: [
            "Inpainting", "Editing", "Terminal", "Photo", "Masks", "MADF", "Workers", "CVersion",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ]),
        .executableTarget(name: "madf-bench", dependencies: [
            "Editing", "Inpainting", "MADF", "Metrics", "Photo", "Masks", "Workers", "CVersion",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ]),
        .target(name: "CAllocations", path: "Tests/CAllocations"),
        .testTarget(name: "MADFTests", dependencies: ["MADF", "Workers", "CAllocations"], exclude: ["Fixtures"]),
        .testTarget(name: "CommandTests", dependencies: ["MADF", "Photo", "Masks", "madf-tui", "madf-bench"]),
        .testTarget(name: "PhotoTests", dependencies: ["Photo", "Workers", "CJPEG", "CPNG", "CLCMS", "madf-tui"], exclude: ["Corpus"]),
        .testTarget(name: "MetricsTests", dependencies: ["Metrics"]),
        .testTarget(name: "MasksTests", dependencies: ["Masks", "Photo"]),
        .testTarget(name: "GraphCutTests", dependencies: ["GraphCut"]),
        .testTarget(name: "InpaintingTests", dependencies: ["Inpainting", "MADF", "Masks", "Photo", "Workers"]),
    ],
    swiftLanguageModes: [.v6]
)
