// swift-tools-version: 6.2
import PackageDescription

// Told by Assets/package/build.sh: Context.gitInformation is kept with the cached manifest, and would name an older commit.
let commit = Context.environment["MADF_COMMIT"]

/// Functions such as `Float.exp`.
let math = Target.Dependency.product(name: "RealModule", package: "swift-numerics")

let package = Package(
    name: "madf-tui",
    products: [
        .executable(name: "madf-tui", targets: ["madf-tui"]),
        .executable(name: "madf-bench", targets: ["madf-bench"]),
    ],
    traits: [
        // A file format each: without them the libraries of JPEG and PNG are enough.
        .trait(name: "WebP", description: "WebP by libwebp"),
        .trait(name: "TIFF", description: "TIFF by libtiff"),
        .trait(name: "HEIF", description: "HEIC and AVIF by libheif"),
        .trait(name: "JPEGXL", description: "JPEG XL by libjxl, which is loaded when it is needed"),
        .default(enabledTraits: ["HEIF", "JPEGXL", "TIFF", "WebP"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        .target(name: "CVersion", cSettings: commit.map { [.define("MADF_COMMIT", to: $0)] }),
        .target(name: "CKernels"),
        .target(name: "CJPEG", linkerSettings: [.linkedLibrary("jpeg")]),
        .target(name: "CPNG", linkerSettings: [.linkedLibrary("png16"), .linkedLibrary("deflate"), .linkedLibrary("z")]),
        .target(name: "CJXL", cSettings: [.define("JPEGXL_FORMAT", .when(traits: ["JPEGXL"]))]),
        .target(
            name: "CTIFF", cSettings: [.define("TIFF_FORMAT", .when(traits: ["TIFF"]))],
            linkerSettings: [.linkedLibrary("tiff", .when(traits: ["TIFF"]))]),
        .systemLibrary(name: "CHEIF"),
        .systemLibrary(name: "CWebP"),
        .systemLibrary(name: "CLCMS"),
        .systemLibrary(name: "CNcurses"),
        .systemLibrary(name: "CLinux"),
        .target(name: "System", dependencies: ["CLinux", .product(name: "SystemPackage", package: "swift-system")]),
        .target(name: "Workers"),
        .target(name: "Pixels", dependencies: [math]),
        .target(name: "Masks", dependencies: ["Pixels", "System"]),
        .target(name: "Solvers", dependencies: ["Workers", math]),
        .target(
            name: "Photo",
            dependencies: [
                "Pixels", "Solvers", "System", "Workers", "CJPEG", "CPNG", "CLCMS", .target(name: "CTIFF", condition: .when(traits: ["TIFF"])),
                .target(name: "CHEIF", condition: .when(traits: ["HEIF"])), .target(name: "CJXL", condition: .when(traits: ["JPEGXL"])),
                .target(name: "CWebP", condition: .when(traits: ["WebP"])), math,
            ]),
        .target(name: "Checkpoints", dependencies: ["System", "Workers"]),
        .target(name: "MADF", dependencies: ["Checkpoints", "Pixels", "System", "Workers", "CKernels"]),
        .target(name: "Inpainting", dependencies: ["CKernels", "MADF", "Masks", "Pixels", "Solvers", "Workers", math]),
        .target(name: "Evaluation", dependencies: ["Masks", "Pixels", math]),
        .target(name: "Explaining", dependencies: ["Inpainting", "MADF", "Masks", "Pixels", "Workers"]),
        .target(name: "Editing", dependencies: ["Inpainting", "Masks", "Pixels", "Solvers", "Workers", math]),
        .target(name: "Terminal", dependencies: ["Pixels", "System", "CNcurses", "CPNG"]),
        .executableTarget(
            name: "madf-tui",
            dependencies: [
                "Checkpoints", "Editing", "Explaining", "Inpainting", "MADF", "Masks", "Photo", "Pixels", "System", "Terminal", "Workers",
                "CVersion", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "madf-bench",
            dependencies: [
                "Checkpoints", "Editing", "Evaluation", "Inpainting", "MADF", "Masks", "Photo", "Pixels", "System", "Workers",
                "CVersion", math, .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(name: "CAllocations", path: "Tests/CAllocations"),
        .target(name: "Support", dependencies: ["Checkpoints", "MADF", "Photo", "Pixels", "System", "Workers"], path: "Tests/Support"),
        .testTarget(name: "SystemTests", dependencies: ["Support", "System", "CLinux"]),
        .testTarget(name: "WorkersTests", dependencies: ["Support", "Workers"]),
        .testTarget(name: "PixelsTests", dependencies: ["Pixels", "Support"]),
        .testTarget(name: "MasksTests", dependencies: ["Evaluation", "Masks", "Pixels", "Support"]),
        .testTarget(name: "SolversTests", dependencies: ["Solvers", "Support", "Workers"]),
        .testTarget(
            name: "PhotoTests",
            dependencies: [
                "Photo", "Pixels", "Support", "System", "Workers", "CJPEG", "CLinux", "CPNG", "CLCMS", "madf-tui",
                .target(name: "CHEIF", condition: .when(traits: ["HEIF"])), .target(name: "CJXL", condition: .when(traits: ["JPEGXL"])),
                .target(name: "CTIFF", condition: .when(traits: ["TIFF"])), .target(name: "CWebP", condition: .when(traits: ["WebP"])),
            ], exclude: ["Corpus"]),
        .testTarget(name: "CheckpointsTests", dependencies: ["Checkpoints", "Support", "System"]),
        .testTarget(
            name: "MADFTests", dependencies: ["Checkpoints", "MADF", "Pixels", "Support", "System", "Workers", "CAllocations"], exclude: ["Fixtures"]),
        .testTarget(
            name: "InpaintingTests",
            dependencies: ["CKernels", "Evaluation", "Inpainting", "MADF", "Masks", "Pixels", "Support", "System", "Workers"]),
        .testTarget(name: "EvaluationTests", dependencies: ["Evaluation", "Masks", "Pixels", "Support"]),
        .testTarget(name: "ExplainingTests", dependencies: ["Explaining", "MADF", "Masks", "Pixels", "Support", "Workers"]),
        .testTarget(name: "EditingTests", dependencies: ["Editing", "Inpainting", "Masks", "Pixels", "Support", "System", "Workers"]),
        .testTarget(name: "TerminalTests", dependencies: ["Pixels", "Support", "Terminal", "CPNG"]),
        .testTarget(
            name: "SessionTests",
            dependencies: [
                "Editing", "Evaluation", "Inpainting", "MADF", "Masks", "Photo", "Pixels", "Support", "System", "Terminal", "Workers", "madf-tui",
            ]),
        .testTarget(
            name: "ProgramTests", dependencies: ["Evaluation", "CPNG", "Masks", "Photo", "Pixels", "Support", "madf-tui"], exclude: ["README.md"]),
        .testTarget(
            name: "CommandTests",
            dependencies: ["Checkpoints", "MADF", "Masks", "Photo", "Pixels", "Support", "System", "madf-tui", "madf-bench"]),
    ],
    swiftLanguageModes: [.v6]
)
