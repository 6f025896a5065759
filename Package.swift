// swift-tools-version: 6.1
import PackageDescription

// Every target below is built in the Swift 6 language mode with strict concurrency.
// Dependencies point one way, from the top of this list to its bottom:
// numbers and data, then the network, the study, its results, and what is drawn from them.

/// What programs that use Fathom can import; `Fathom` exports all of them.
let libraries = [
  "SeededRandom", "Kernels", "Datasets", "AutomaticDifferentiation", "NeuralNetwork", "SupportVectorMachines",
  "SavedModels", "Study", "StudyFile", "ForeignHistories", "TrialStorage", "CurveFitting", "Analysis", "Plotting",
  "Reporting",
]

let package = Package(
  name: "Fathom",
  products: [
    .executable(name: "fathom", targets: ["fathom"]),
    .library(name: "Fathom", targets: ["Fathom"] + libraries),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    // For Scripts/documentation only.
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    // System libraries: a module map and a shim header each, no policy.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CMinpack", providers: [.apt(["libcminpack-dev"])]),
    .systemLibrary(name: "CLibSVM", providers: [.apt(["libsvm-dev"])]),
    .target(
      name: "CGnuplot",
      linkerSettings: ["boost_iostreams", "boost_filesystem", "boost_system"].map { .linkedLibrary($0) }),

    .target(name: "TextOutput"),
    .target(name: "DurableFiles"),
    .target(name: "Threads"),
    .target(name: "CSpawn"),
    .target(name: "ChildProcesses", dependencies: ["CSpawn"]),
    .target(name: "ElementaryFunctions"),
    .target(name: "SeededRandom", dependencies: ["ElementaryFunctions"]),
    .target(name: "CKernels"),
    .target(name: "Kernels", dependencies: ["CKernels", "ElementaryFunctions"]),
    .target(name: "CDigits", exclude: ["LICENSE.md", "digits.csv.gz"]),
    .target(
      name: "Datasets",
      dependencies: ["ElementaryFunctions", "SeededRandom", "Threads", "CDigits", "CZlib", "COpenSSL", "CArchive"]),
    .target(name: "Downloads", dependencies: ["Datasets", "DurableFiles", "CCurl"]),
    .target(name: "AutomaticDifferentiation", dependencies: ["ElementaryFunctions", "Kernels"]),
    .target(
      name: "NeuralNetwork",
      dependencies: ["AutomaticDifferentiation", "ElementaryFunctions", "Kernels", "SeededRandom", "Threads"]),
    .target(name: "CForkedTraining", dependencies: ["CLibSVM"]),
    .target(name: "SupportVectorMachines", dependencies: ["CForkedTraining", "CLibSVM"]),
    .target(
      name: "SavedModels", dependencies: ["NeuralNetwork", "Datasets", "Kernels", "SeededRandom", "DurableFiles"]),
    .target(
      name: "Study",
      dependencies: ["Kernels", "NeuralNetwork", "SupportVectorMachines", "Datasets", "SeededRandom", "Threads"]),
    .target(
      name: "StudyFile",
      dependencies: [
        "ElementaryFunctions", "Study", "Datasets", "NeuralNetwork", "SupportVectorMachines", "TextOutput", "Yams",
      ]),
    .target(
      name: "ForeignHistories",
      dependencies: ["Study", "StudyFile", "Datasets", "NeuralNetwork", "TextOutput"]),
    .target(
      name: "TrialStorage",
      dependencies: [
        "Study", "NeuralNetwork", "DurableFiles", "CZlib", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .target(name: "CurveFitting", dependencies: ["CMinpack"]),
    .target(name: "Analysis", dependencies: ["Study", "NeuralNetwork", "CurveFitting", "SeededRandom", "Threads"]),
    .target(
      name: "Plotting",
      dependencies: [
        "Analysis", "CurveFitting", "Study", "NeuralNetwork", "Datasets", "DurableFiles", "ChildProcesses",
        "TextOutput",
        "Threads", "CGnuplot",
      ]),
    .target(
      name: "Reporting",
      dependencies: [
        "Analysis", "CurveFitting", "DurableFiles", "Datasets", "Kernels", "NeuralNetwork", "Study", "TextOutput",
      ]),
    .target(name: "Explorer", dependencies: ["Analysis", "NeuralNetwork", "Plotting", "Study", "Threads"]),
    .target(
      name: "HTMLReport",
      dependencies: ["Reporting", "Datasets", .product(name: "Mustache", package: "swift-mustache")],
      resources: [
        .embedInCode("Page/page.mustache"), .embedInCode("Page/page.css"), .embedInCode("Page/page.js"),
        .embedInCode("Page/explorer.css"), .embedInCode("Page/explorer.js"),
      ]),
    .target(name: "Verification", dependencies: ["Kernels", "NeuralNetwork", "SeededRandom"]),
    .target(name: "Benchmarking", dependencies: ["Kernels", "NeuralNetwork", "SeededRandom"]),
    .target(
      name: "Workflow",
      dependencies: [
        "StudyFile", "ForeignHistories", "TrialStorage", "Analysis", "Plotting", "Reporting", "Explorer",
        "HTMLReport",
        "Benchmarking", "Verification", "SavedModels", "Study", "NeuralNetwork", "Kernels", "Datasets", "Downloads",
        "DurableFiles", "ChildProcesses",
        "SeededRandom", "SupportVectorMachines", "TextOutput", "Threads",
      ]),
    // One import for programs that use the libraries.
    .target(name: "Fathom", dependencies: libraries.map { .target(name: $0) }),
    .executableTarget(
      name: "fathom",
      dependencies: [
        "Workflow", "Analysis", "Kernels", "StudyFile", "ForeignHistories", "TrialStorage", "Plotting", "Reporting",
        "Verification",
        "SavedModels",
        "NeuralNetwork", "Study", "Datasets", "DurableFiles",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Shared by the tests only: temporary folders, reference implementations, printed seeds.
    .target(
      name: "TestSupport",
      dependencies: ["Study", "Datasets", "NeuralNetwork", "Kernels", "SeededRandom", "DurableFiles"],
      path: "Tests/TestSupport", exclude: ["file-server.py", "page-outline.py"]),

    // The programs of the package in Examples, so that they stay in step with the libraries (Scripts/test-examples).
    .executableTarget(
      name: "train-network", dependencies: ["Fathom"], path: "Examples/Sources/train-network"),
    .executableTarget(
      name: "compare-depths", dependencies: ["Fathom"], path: "Examples/Sources/compare-depths"),

    // For developers: damaged files for every reader, and the program that reads them (Scripts/fuzz).
    .target(
      name: "Fuzzing",
      dependencies: [
        "StudyFile", "ForeignHistories", "TrialStorage", "Reporting", "Plotting", "Analysis", "SavedModels", "Workflow",
        "Study", "NeuralNetwork", "Kernels", "Datasets", "SeededRandom", "TestSupport", "DurableFiles",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      path: "Tests/Fuzzing"),
    .executableTarget(
      name: "fuzz-readers",
      dependencies: ["Fuzzing", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "Tests/FuzzReaders"),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

/// The tests that compute with references of their own, or look through many pictures.
let computing = ["KernelsTests", "NeuralNetworkTests", "PlottingTests"]

/// One test target per library, in `Tests/NAMETests`.
let tested = [
  "TextOutput", "DurableFiles", "Threads", "ChildProcesses", "ElementaryFunctions", "SeededRandom", "Kernels",
  "Datasets", "Downloads", "AutomaticDifferentiation",
  "NeuralNetwork",
  "SupportVectorMachines", "SavedModels", "Study", "StudyFile", "ForeignHistories", "TrialStorage", "CurveFitting",
  "Analysis",
  "Plotting",
  "Reporting", "Explorer", "HTMLReport", "Verification", "Benchmarking", "Workflow",
]
package.targets += tested.map { name in
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.target(name: name), "TestSupport"]
      + ([
        "Kernels": ["CKernels"], "SupportVectorMachines": ["SeededRandom"],
        "ForeignHistories": ["Analysis", "Reporting", "SeededRandom"],
        "Plotting": ["StudyFile"],
      ][name] ?? []),
    exclude: ["TrialStorage": ["Fixtures"], "Plotting": ["Golden"]][name] ?? [])
}
package.targets.append(
  .testTarget(
    name: "FathomCommandTests",
    dependencies: [
      "fathom", "SavedModels", "SeededRandom", "TestSupport", "TrialStorage", "Study",
      .product(name: "GRDB", package: "GRDB.swift"),
    ]))
package.targets.append(
  .testTarget(
    name: "FuzzingTests", dependencies: ["Fuzzing", "fuzz-readers", "Datasets", "SeededRandom", "TestSupport"]))

for target in package.targets
where target.type != .system && !["CDigits", "CGnuplot", "CKernels", "CSpawn", "CForkedTraining"].contains(target.name)
{
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
  // Most tests spend their time in the libraries: optimising their own code would take longer than it saves.
  if target.type == .test && !computing.contains(target.name) {
    target.swiftSettings?.append(.unsafeFlags(["-Onone"], .when(configuration: .release)))
  }
}
